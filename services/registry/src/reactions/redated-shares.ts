// The day of a change of equity was corrected: who held the company between the two days follows. The structures that the change
// brought are replaced, and one is recorded for the right day. Where the holders stand as transfers, or others were recorded in
// between, a person has to do it, and the case says so.
import { equity, equityRefusals } from '@yimu/domain/equity';
import { equityEvents } from '@yimu/domain/equity/events';
import { type Discrepancy, discrepancyOf, foldRecorded, type RecordedEvent, refuse } from '@yimu/domain/kernel';
import { holdingsOn, shareholding } from '@yimu/domain/shareholding';
import { type ReactionContext, runReactionCommand } from '@yimu/server';
import { structureOf } from './equity-structures.ts';

const dateCorrected = equityEvents.EquityDateCorrected.data;
const took = equityEvents.EquityTransferCompleted.data.pick({ changes: true }).loose();
/** More than a change brings: from here on the numbers of what is recorded once. */
const most = 1_000;
const kinds = ['ShareholdingsRecorded', 'ShareholdingsChanged', 'SharesTransferred'];

type Command = Parameters<typeof shareholding.decide>[0];
type Said = { [T in Command['type']]: { readonly type: T; readonly data: Extract<Command, { type: T }>['data'] } }[Command['type']];

/** What a change and its earlier corrections brought to the stream of its company. */
const broughtBy = (change: readonly RecordedEvent[], shares: readonly RecordedEvent[], correction: RecordedEvent) => {
  const causes = change
    .filter(({ id, corrects, revision }) => revision < correction.revision && [id, corrects].includes(correction.corrects))
    .map(({ id }) => id);
  return shares.filter(({ type, causationId }) => kinds.includes(type) && causes.includes(causationId));
};

/** Why the structures cannot follow; undefined where they can. */
const hindrance = (
  correction: RecordedEvent,
  ours: readonly RecordedEvent[],
  shares: readonly RecordedEvent[],
): Discrepancy | undefined => {
  const { was } = dateCorrected.parse(correction.data);
  const on = correction.effectiveOn;
  const { entries } = foldRecorded(shareholding, shares);
  const [first, last] = was < on ? [was, on] : [on, was];
  const place = entries.findIndex(({ id }) => ours.some((each) => each.id === id));
  // What was recorded before this change for its own day is what it started from.
  const between = entries.filter(
    (entry, n) => first < entry.on && entry.on <= last && !(entry.on === was && n < place) && ours.every(({ id }) => id !== entry.id),
  );
  return between.length === 0 && ours.every(({ type }) => type !== 'SharesTransferred')
    ? undefined
    : discrepancyOf(refuse(equityRefusals, 'equity-holders-not-redated', { was, on }));
};

/** Lets the holders of the company follow a corrected day, once however often the event is delivered. */
export const redateShares = async ({ store, today }: ReactionContext, name: string, event: RecordedEvent): Promise<void> => {
  const { companyId, equityId, was, reason } = dateCorrected.parse(event.data);
  const stream = `shares-${companyId}`;
  const change = await Array.fromAsync(store.readStream(event.stream));
  const shares = await Array.fromAsync(store.readStream(stream));
  const ours = broughtBy(change, shares, event);
  if (ours.length === 0) return;
  const give = async (n: number, said: Said): Promise<Discrepancy | undefined> => {
    const handled = await runReactionCommand(store, { name, cause: event, n, ...said, stream, decider: shareholding, today });
    if (handled.outcome === 'rejected') return discrepancyOf(handled.rejection);
    if (handled.outcome === 'done') return undefined;
    throw new Error(`${said.type} on ${stream} for event ${event.id}: ${handled.outcome}`);
  };
  const { changes } = took.parse(change.find(({ id }) => id === event.corrects)?.data);
  const others = shares.filter(({ causationId }) => causationId !== event.id);
  const known = holdingsOn(foldRecorded(shareholding, others), was);
  const [before, after] = [structureOf(changes, 'before', known), structureOf(changes, 'after', known)];
  let refusal = hindrance(event, ours, others);
  for (const [n, { id: entry, effectiveOn }] of ours.entries())
    refusal ??= await give(n, {
      type: 'CorrectShareholdings',
      data: { companyId, entry, reason, ...(effectiveOn < event.effectiveOn ? before : after) },
    });
  if (ours.every(({ effectiveOn }) => effectiveOn !== event.effectiveOn))
    refusal ??= await give(most, { type: 'RecordShareholdings', data: { companyId, jurisdictions: [...event.jurisdictions], ...after } });
  if (refusal === undefined) return;
  const data = { equityId, refusal, about: event.type };
  const asked = { name, cause: event, n: most + 1, type: 'RecordEquityRefusal' as const, data, stream: event.stream };
  const handled = await runReactionCommand(store, { ...asked, decider: equity, today });
  if (handled.outcome !== 'done') throw new Error(`nothing was recorded in ${event.stream} for event ${event.id}: ${handled.outcome}`);
};
