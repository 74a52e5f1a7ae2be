// What may follow what in the life of a lot: a court's letters may arrive late, but not before what they follow.
import { type Rejection, refuse } from '../kernel/index.ts';
import type { StepCommand } from './commands.ts';
import type { Round } from './events.ts';
import type { Lot, Stage, StepFact } from './lot.ts';
import { auctionRefusals } from './refusals.ts';
import { same } from './values.ts';

interface Order {
  readonly from: readonly Stage[];
  readonly refusal: keyof typeof auctionRefusals;
}

const ahead = ['opened', 'announced', 'failed', 'defaulted'] as const;

const orders: Readonly<Record<StepCommand['type'], Order>> = {
  PublishAuctionNotice: { from: ['opened', 'announced', 'failed', 'defaulted', 'revoked'], refusal: 'auction-notice-out-of-turn' },
  RecordAuctionResult: { from: ['announced'], refusal: 'auction-result-without-notice' },
  RecordBuyerDefault: { from: ['sold', 'confirmed'], refusal: 'auction-default-without-sale' },
  RecordDebtSettlement: { from: ['failed'], refusal: 'auction-debt-without-failure' },
  ReturnAuctionLot: { from: ['failed'], refusal: 'auction-return-without-failure' },
  SuspendAuction: { from: ahead, refusal: 'auction-not-to-be-suspended' },
  ResumeAuction: { from: ['suspended'], refusal: 'auction-not-suspended' },
  WithdrawAuction: { from: [...ahead, 'suspended'], refusal: 'auction-not-to-be-withdrawn' },
  ConfirmSale: { from: ['sold'], refusal: 'auction-confirmation-without-sale' },
  RecordAuctionRuling: { from: ['sold', 'confirmed', 'taken'], refusal: 'auction-ruling-without-sale' },
  RecordAuctionRulingService: { from: ['ruled'], refusal: 'auction-service-without-ruling' },
  RecordAuctionRegistration: { from: ['served'], refusal: 'auction-registration-without-service' },
  RevokeAuctionSale: {
    from: ['sold', 'taken', 'confirmed', 'ruled', 'served', 'registered'],
    refusal: 'auction-revocation-without-sale',
  },
};

/** The refusal of a step that cannot follow where the lot stands. */
export const outOfOrder = ({ type }: StepCommand): Rejection => refuse(auctionRefusals, orders[type].refusal);

/** Whether a step may follow where the lot stands. */
export const isDue = ({ type }: StepCommand, { stage }: Lot): boolean => orders[type].from.includes(stage);

/** What may be announced after a round that failed, or whose failure no letter has told yet. Before any, both parties may have agreed on a sale without auction. */
const roundsAfter = { first: ['second', 'sale'], second: ['sale'], sale: [] } as const satisfies Readonly<Record<Round, readonly Round[]>>;

/** The rounds that may be announced for a lot that a notice is due for; one held anew is that which came to nothing. */
export const roundsDue = ({ stage, announced }: Lot): readonly Round[] => {
  const last = announced.at(-1)?.round;
  if (last === undefined) return ['first', 'sale'];
  return stage === 'failed' || stage === 'announced' ? roundsAfter[last] : [last];
};

const factTypes = {
  PublishAuctionNotice: 'AuctionNoticePublished',
  RecordBuyerDefault: 'AuctionBuyerDefaulted',
  RecordDebtSettlement: 'AuctionLotTakenForDebt',
  ReturnAuctionLot: 'AuctionLotReturned',
  SuspendAuction: 'AuctionSuspended',
  ResumeAuction: 'AuctionResumed',
  WithdrawAuction: 'AuctionWithdrawn',
  ConfirmSale: 'AuctionSaleConfirmed',
  RecordAuctionRuling: 'AuctionRulingRecorded',
  RecordAuctionRulingService: 'AuctionRulingServed',
  RecordAuctionRegistration: 'AuctionTransferRegistered',
  RevokeAuctionSale: 'AuctionSaleRevoked',
} as const satisfies Readonly<Partial<Record<StepCommand['type'], StepFact['type']>>>;

/** What a command tells, in the words of the fact that comes of it. */
const toldBy = (command: StepCommand): { readonly type: StepFact['type']; readonly told: object } => {
  if (command.type !== 'RecordAuctionResult') return { type: factTypes[command.type], told: command.data };
  const { kind, ...told } = command.data.result;
  return { type: kind === 'sold' ? 'AuctionLotSold' : 'AuctionLotFailed', told };
};

/** Whether a failure of that day is known, though the next round has been announced since. */
const isToldLate = ({ type }: { readonly type: StepFact['type'] }, { effectiveOn }: StepCommand, { announced }: Lot): boolean =>
  type === 'AuctionLotFailed' && announced.slice(0, -1).some(({ result }) => result?.failed === true && result.on === effectiveOn);

/** Whether the lot's last step is what the command tells, on the same day; or a failure that was told already. */
export const isRepeated = (command: StepCommand, lot: Lot): boolean => {
  const last = lot.steps.at(-1);
  const { type, told } = toldBy(command);
  if (last?.type === type && last.on === command.effectiveOn && same({ ...last.data, ...told }, last.data)) return true;
  return isToldLate({ type }, command, lot);
};
