// A court's ruling on sold land was served: each right of the lot passes to who got it, on that day; of a co-owner's share only that,
// and where the title does not say that he holds as much, a person looks. When the day turns out to have been
// another, or the sale is revoked, the title follows. One reaction sees to all three, so that none comes before what it corrects.
import { auctionEvents } from '@yimu/domain/auction/events';
import { discrepancyOf, foldRecorded, type RecordedEvent, type Rejection } from '@yimu/domain/kernel';
import { title } from '@yimu/domain/right';
import { rightsOf, rightsOn } from '@yimu/domain/right/read';
import { type Entry, entriesOf, type Title } from '@yimu/domain/right/state';
import { type Reaction, type ReactionContext, runReactionCommand } from '@yimu/server';
import type { z } from 'zod';
import { holdersAfterSale } from './co-owners.ts';
import { openFinding } from './open-finding.ts';
import { rulingRevoked } from './revoked-ruling.ts';

const name = 'auction-land-ruling-served';
const { data: served } = auctionEvents.AuctionRulingServed;
const { data: dateCorrected } = auctionEvents.AuctionDateCorrected;
const { data: revoked } = auctionEvents.AuctionSaleRevoked;
/** More than the rights of a lot: from here on the numbers of the commands that record what was refused. */
const most = 1_000;

type Command = Parameters<typeof title.decide>[0];
type Given = { [T in Command['type']]: { readonly type: T; readonly data: Extract<Command, { type: T }>['data'] } }[Command['type']];
type Ruling = Entry<'RightTransferredByRuling'>;

/** Answers what the title refused. */
const ask = async ({ store, today }: ReactionContext, event: RecordedEvent, n: number, given: Given): Promise<Rejection | undefined> => {
  const stream = `title-${given.data.parcelId}`;
  const handled = await runReactionCommand(store, { name, cause: event, n, ...given, stream, decider: title, today });
  if (handled.outcome === 'rejected') return handled.rejection;
  if (handled.outcome === 'done') return undefined;
  throw new Error(`${given.type} on ${stream} for event ${event.id}: ${handled.outcome}`);
};

type Served = z.output<typeof served>;
type Land = Extract<Served['subject'], { kind: 'land' }>;

/** A title, and the ids of its events that a ruling caused. */
const titleOf = async ({ store }: ReactionContext, parcelId: string, ruling: RecordedEvent) => {
  const history = await Array.fromAsync(store.readStream(`title-${parcelId}`));
  const caused = history.filter(({ causationId }) => causationId === ruling.id).map(({ id }) => id);
  return { state: foldRecorded(title, history), caused };
};

/** Who holds a right after the ruling; undefined where the title does not say that the co-owner holds what was sold. */
const holdersAfter = ({ holderId, share }: Land, to: Served['to'], state: Title, rightId: string, day: RecordedEvent['effectiveOn']) => {
  if (holderId === null || share === null || rightsOf(state).every((right) => right.rightId !== rightId)) return to;
  const before = rightsOn(state, day).find((right) => right.rightId === rightId)?.holders ?? [];
  return holdersAfterSale({ holderId, share }, to, before);
};

const askPerson = (context: ReactionContext, event: RecordedEvent, auctionId: string, rightId: string) =>
  openFinding(context, name, event, {
    rule: 'auction-land-share-unmatched',
    titleZh: '司法处置的份额无法与登记的权利人份额对应，请核实后补录权利转移',
    titleEn: 'A share of land sold by a court cannot be matched with the holders of the title: look at it and report the transfer',
    subject: { kind: 'auction', id: auctionId },
    detail: [{ labelZh: '权利', labelEn: 'Right', value: rightId }],
    departments: ['规划资源局'],
  });

const pass = async (context: ReactionContext, event: RecordedEvent): Promise<void> => {
  const { auctionId, caseNumber, subject, to: receivers } = served.parse(event.data);
  if (subject.kind !== 'land') return;
  const { parcelId, rightIds } = subject;
  const { state, caused } = await titleOf(context, parcelId, event);
  const passed = entriesOf(state, 'RightTransferredByRuling').filter(({ id }) => caused.includes(id));
  for (const [n, rightId] of rightIds.entries()) {
    // The title after the sale would no longer say what the co-owner had.
    if (passed.some(({ data }) => data.rightId === rightId)) continue;
    const to = holdersAfter(subject, receivers, state, rightId, event.effectiveOn);
    if (to === undefined) {
      await askPerson(context, event, auctionId, rightId);
      continue;
    }
    const data = { parcelId, rightId, to: [...to], auctionId, caseNumber };
    const refused = await ask(context, event, n, { type: 'TransferRightByRuling', data });
    if (refused !== undefined) throw new Error(`right ${rightId} did not pass for event ${event.id}: ${refused.en}`);
  }
};

/** The rights that passed by a ruling, as far as the title still says so: a person may have annulled one. Each keeps its number. */
const passedBy = async (context: ReactionContext, ruling: RecordedEvent): Promise<readonly { n: number; passed: Ruling }[]> => {
  const { subject } = served.parse(ruling.data);
  if (subject.kind !== 'land') return [];
  const { state, caused } = await titleOf(context, subject.parcelId, ruling);
  return entriesOf(state, 'RightTransferredByRuling')
    .map((passed) => ({ n: caused.indexOf(passed.id), passed }))
    .filter(({ n }) => n !== -1);
};

/** What the title cannot follow becomes a discrepancy of the right, for a person to look at. */
const follow = async (
  context: ReactionContext,
  event: RecordedEvent,
  ruling: RecordedEvent,
  commandFor: (passed: Ruling) => Given,
): Promise<void> => {
  for (const { n, passed } of await passedBy(context, ruling)) {
    const refused = await ask(context, event, n, commandFor(passed));
    if (refused === undefined) continue;
    const { parcelId, rightId } = passed.data;
    const data = { parcelId, rightId, refusal: discrepancyOf(refused), about: event.type };
    const failed = await ask(context, event, most + n, { type: 'RecordTitleRefusal', data });
    if (failed !== undefined) throw new Error(`nothing was recorded of right ${rightId} for event ${event.id}: ${failed.en}`);
  }
};

/** Only the day is corrected: the holders stay as the title has them, whoever corrected them. */
const passOnAnotherDay = async (context: ReactionContext, event: RecordedEvent): Promise<void> => {
  const { step, reason } = dateCorrected.parse(event.data);
  if (step !== 'AuctionRulingServed') return;
  const ruling = (await Array.fromAsync(context.store.readStream(event.stream))).find(({ id }) => id === event.corrects);
  if (ruling === undefined) throw new Error(`event ${event.id} corrects nothing`);
  await follow(context, event, ruling, ({ data: { parcelId, rightId, auctionId, holders } }) => ({
    type: 'CorrectRightTransfer',
    data: { parcelId, rightId, transferId: auctionId, holders: [...holders], reason },
  }));
};

const takeBack = async (context: ReactionContext, event: RecordedEvent): Promise<void> => {
  const { reason } = revoked.parse(event.data);
  const ruling = await rulingRevoked(context.store, event);
  if (ruling === undefined) return;
  await follow(context, event, ruling, ({ id, data: { parcelId } }) => ({ type: 'AnnulTitleFact', data: { parcelId, entry: id, reason } }));
};

/** Transfers the rights of a lot once, and follows what becomes of the ruling, however often the events are delivered. */
export const whenAuctionLandRulingServed: Reaction = {
  name,
  filter: { types: ['AuctionRulingServed', 'AuctionDateCorrected', 'AuctionSaleRevoked'] },
  react: async (context, event) => {
    if (event.type === 'AuctionRulingServed') return pass(context, event);
    return event.type === 'AuctionDateCorrected' ? passOnAnotherDay(context, event) : takeBack(context, event);
  },
};
