// A court's ruling on a sold share was served: that is a change of equity (司法处置), a case of its own that has taken place.
// Where the register does not tell who holds how much, a person has to file it.
import { auctionEvents } from '@yimu/domain/auction/events';
import { equity } from '@yimu/domain/equity';
import type { Change, Holding } from '@yimu/domain/equity/events';
import { finding } from '@yimu/domain/finding';
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
import { entityIdFor, runReactionCommand } from '@yimu/server';
import type { z } from 'zod';
import { type Registered, registeredOf, whereaboutsOf } from '../routes/equity-context.ts';
import type { Reaction, ReactionContext } from './run-reactions.ts';

const name = 'auction-equity-ruling-served';
const { data: served } = auctionEvents.AuctionRulingServed;
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

/** Asks a person to file what the register does not tell. */
const ask = async ({ store, today }: ReactionContext, event: RecordedEvent, { auctionId }: Served, companyId: string): Promise<void> => {
  const findingId = entityIdFor({ issuer: 'yimu', sub: name, method: 'FINDING', path: auctionId, key: event.id });
  const data = {
    findingId,
    rule: name,
    subject: { kind: 'auction' as const, id: auctionId },
    jurisdictions: [...event.jurisdictions],
    causedBy: event.id,
    titleZh: '司法处置的股权无法与登记的持股对应，请补录股权变更',
    titleEn: 'A share sold by a court cannot be matched with the registered holdings: file the change of equity',
    detail: [{ labelZh: '公司', labelEn: 'Company', value: companyId }],
  };
  const stream = `finding-${findingId}`;
  ensure(
    await runReactionCommand(store, { name, cause: event, n: 2, type: 'OpenFinding', data, stream, decider: finding, today }),
    'no finding',
    event,
  );
};

/** Files and completes the change once, however often the event is delivered. */
export const whenAuctionEquityRulingServed: Reaction = {
  name,
  filter: { types: ['AuctionRulingServed'] },
  react: async (context, event) => {
    const { store, today } = context;
    const ruling = served.parse(event.data);
    const { subject, to, auctionId, lotId, caseNumber } = ruling;
    if (subject.kind !== 'equity') return;
    const { companyId } = subject;
    const equityId = entityIdFor({ issuer: 'yimu', sub: name, method: 'EQUITY', path: `${auctionId}/${lotId}`, key: event.id });
    const stream = `equity-${equityId}`;
    const common = { name, cause: event, stream, decider: equity, today };
    const registered = await registeredOf(store, companyId);
    const [begun] = await Array.fromAsync(store.readStream(stream, { limit: 1 }));
    if (begun === undefined) {
      const changes = changesOf(subject, to, valueOn(registered, event.effectiveOn) ?? []);
      const whereabouts = await whereaboutsOf(store, companyId);
      if (changes === undefined || whereabouts === undefined) return ask(context, event, ruling, companyId);
      const kind = 'judicial-disposal' as const;
      const filing = { equityId, companyId, kind, changes, opinionsDueOn: null, contractIds: [], clauses: [], ...whereabouts, registered };
      ensure(await runReactionCommand(store, { ...common, n: 0, type: 'FileEquityTransfer', data: filing }), 'no case was filed', event);
    }
    const report = { equityId, changes: null, caseNumber, registered };
    ensure(
      await runReactionCommand(store, { ...common, n: 1, type: 'ReportEquityTransferCompleted', data: report }),
      'no change took place',
      event,
    );
  },
};
