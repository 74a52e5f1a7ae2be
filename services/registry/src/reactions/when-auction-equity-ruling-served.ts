// A court's ruling on a sold share was served: that is a change of equity (司法处置), a case of its own that has taken place.
// Where the register does not tell who holds how much, a person has to file it. A corrected day goes on to the case; a change of which
// the court revoked the sale is not undone by itself: a person looks.
import { auctionEvents } from '@yimu/domain/auction/events';
import { equity } from '@yimu/domain/equity';
import type { Change, Holding } from '@yimu/domain/equity/events';
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatFraction,
  fractionOf,
  multiplyFractions,
  none,
  type RecordedEvent,
  subtractFractions,
  valueOn,
} from '@yimu/domain/kernel';
import type { Handled } from '@yimu/event-store';
import { entityIdFor, type Reaction, type ReactionContext, runReactionCommand } from '@yimu/server';
import type { z } from 'zod';
import { type Registered, registeredOf, whereaboutsOf } from '../routes/equity-context.ts';
import { openFinding } from './open-finding.ts';
import { rulingRevoked } from './revoked-ruling.ts';

const name = 'auction-equity-ruling-served';
const { data: served } = auctionEvents.AuctionRulingServed;
const { data: dateCorrected } = auctionEvents.AuctionDateCorrected;
type Served = z.output<typeof served>;
type Sold = Extract<Served['subject'], { kind: 'equity' }>;

/** A holding as equity prints it: nothing is null. */
const printed = (fraction: Fraction): Holding => (compareFractions(fraction, none) === 0 ? null : formatFraction(fraction));

/**
 * All holders before and after, by the register; undefined where it does not say that the debtor holds as much as was sold, or where
 * anything of this is held jointly.
 */
const changesOf = ({ holderId, share }: Sold, to: Served['to'], registered: Registered[number]['value']): Change[] | undefined => {
  const seller = registered.find((each) => each.holderId === holderId);
  const buysJointly = to.length > 1 && to.some((each) => each.share === null);
  const holdsJointly = registered.some((each) => each.share === null && to.some(({ partyId }) => partyId === each.holderId));
  if (share === null || seller === undefined || seller.share === null || buysJointly || holdsJointly) return undefined;
  const sold = fractionOf(share);
  if (compareFractions(fractionOf(seller.share), sold) < 0) return undefined;
  const gainOf = (partyId: string): Fraction =>
    to
      .filter((each) => each.partyId === partyId)
      .map((each) => (each.share === null ? sold : multiplyFractions(sold, fractionOf(each.share))))
      .reduce(addFractions, none);
  const afterOf = (id: string, before: Fraction): Holding =>
    printed(addFractions(id === holderId ? subtractFractions(before, sold) : before, gainOf(id)));
  const newcomers = to.filter(({ partyId }) => registered.every((each) => each.holderId !== partyId));
  return [
    ...registered.map(
      (each): Change =>
        each.share === null
          ? { holderId: each.holderId, before: 'joint', after: 'joint' }
          : { holderId: each.holderId, before: each.share, after: afterOf(each.holderId, fractionOf(each.share)) },
    ),
    ...newcomers.map(({ partyId }): Change => ({ holderId: partyId, before: null, after: afterOf(partyId, none) })),
  ];
};

const ensure = (handled: Handled<unknown>, what: string, event: RecordedEvent): void => {
  if (handled.outcome === 'done') return;
  const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
  throw new Error(`${what} for event ${event.id}: ${why}`);
};

/** What became of a sale that a person has to see to, because the ledger cannot. */
const questions = {
  unmatched: {
    rule: name,
    titleZh: '司法处置的股权无法与登记的持股对应，请补录股权变更',
    titleEn: 'A share sold by a court cannot be matched with the registered holdings: file the change of equity',
  },
  revoked: {
    rule: 'auction-equity-sale-revoked',
    titleZh: '法院已撤销股权拍卖，裁定送达后的股权变更已记载，请核实并恢复登记',
    titleEn: 'A court revoked the sale of a share whose ruling had been served: look at the change of equity that was recorded',
  },
} as const;

const ask = (context: ReactionContext, event: RecordedEvent, auctionId: string, companyId: string, what: keyof typeof questions) =>
  openFinding(context, name, event, {
    ...questions[what],
    subject: { kind: 'auction', id: auctionId },
    detail: [{ labelZh: '公司', labelEn: 'Company', value: companyId }],
    departments: ['规划资源局', '市场监管局'],
  });

const equityIdOf = ({ auctionId, lotId }: Pick<Served, 'auctionId' | 'lotId'>, ruling: string): string =>
  entityIdFor({ issuer: 'yimu', sub: name, method: 'EQUITY', path: `${auctionId}/${lotId}`, key: ruling });

/** Files and completes the case of a share that was sold. */
const change = async (context: ReactionContext, event: RecordedEvent): Promise<void> => {
  const { store, today } = context;
  const ruling = served.parse(event.data);
  const { subject, to, auctionId, caseNumber } = ruling;
  if (subject.kind !== 'equity') return;
  const { companyId } = subject;
  const equityId = equityIdOf(ruling, event.id);
  const stream = `equity-${equityId}`;
  const common = { name, cause: event, stream, decider: equity, today };
  const registered = await registeredOf(store, companyId);
  const [begun] = await Array.fromAsync(store.readStream(stream, { limit: 1 }));
  if (begun === undefined) {
    const changes = changesOf(subject, to, valueOn(registered, event.effectiveOn) ?? []);
    const whereabouts = await whereaboutsOf(store, companyId);
    if (changes === undefined || whereabouts === undefined) return ask(context, event, auctionId, companyId, 'unmatched');
    const kind = 'judicial-disposal' as const;
    const filing = { equityId, companyId, kind, changes, opinionsDueOn: null, contractIds: [], clauses: [], ...whereabouts, registered };
    ensure(await runReactionCommand(store, { ...common, n: 0, type: 'FileEquityTransfer', data: filing }), 'no case was filed', event);
  }
  const report = { equityId, changes: null, caseNumber, registered };
  const reported = await runReactionCommand(store, { ...common, n: 1, type: 'ReportEquityTransferCompleted', data: report });
  ensure(reported, 'no change took place', event);
};

/** The case that a ruling brought changed on another day. Where a person had to file it, the person corrects it. */
const redate = async ({ store, today }: ReactionContext, event: RecordedEvent): Promise<void> => {
  const { auctionId, lotId, step, reason } = dateCorrected.parse(event.data);
  if (step !== 'AuctionRulingServed') return;
  const equityId = equityIdOf({ auctionId, lotId }, String(event.corrects));
  const stream = `equity-${equityId}`;
  const common = { name, cause: event, stream, decider: equity, today };
  if ((await Array.fromAsync(store.readStream(stream, { limit: 1 }))).length === 0) return;
  const moved = await runReactionCommand(store, { ...common, n: 0, type: 'CorrectEquityDate', data: { equityId, reason } });
  ensure(moved, 'the day of the change was not corrected', event);
};

const takeBack = async (context: ReactionContext, event: RecordedEvent): Promise<void> => {
  const ruling = await rulingRevoked(context.store, event);
  if (ruling === undefined) return;
  const { subject, auctionId } = served.parse(ruling.data);
  if (subject.kind === 'equity') await ask(context, event, auctionId, subject.companyId, 'revoked');
};

/** Files and completes the change once, and follows what becomes of the ruling, however often the events are delivered. */
export const whenAuctionEquityRulingServed: Reaction = {
  name,
  filter: { types: ['AuctionRulingServed', 'AuctionDateCorrected', 'AuctionSaleRevoked'] },
  react: async (context, event) => {
    if (event.type === 'AuctionRulingServed') return change(context, event);
    return event.type === 'AuctionDateCorrected' ? redate(context, event) : takeBack(context, event);
  },
};
