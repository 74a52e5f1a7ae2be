// What follows from a fact of the base map: what counts now, what a matched parcel hears of it, what a joined unit passes on.
import { type Command, type EffectiveDate, factsOf } from '../kernel/index.ts';
import { sameClaim } from './claims.ts';
import { attributes, type BaseMapFact, basemapEvents, type Claim } from './events.ts';
import { type Change, changesAfterReading } from './reconcile.ts';
import { attributeOf, citationsOf, evolveKnown, type Known, presentWinner, type SourceRecord } from './state.ts';

const fact = factsOf(basemapEvents);
/** Keeps a conflict below the size of an event, however many records contradict each other; the rest stands with the records. */
const mostClaims = 20;

/** The unit after facts that are not stored yet. */
export const withFacts = (state: Known, facts: readonly BaseMapFact[]): Known =>
  facts.reduce((next, each) => evolveKnown(next, { ...each, id: '' }), state);

/** One fact per day for all winners that change on it, one per conflict that opens or ends. */
const factsOfChanges = (command: Command, { entryId, jurisdictions }: Known, changes: readonly Change[]): readonly BaseMapFact[] => {
  const days = [...new Set(changes.map(({ on }) => on))].sort();
  return days.flatMap((effectiveOn) => {
    const ofDay = changes.filter(({ on }) => on === effectiveOn);
    const winners = ofDay.flatMap((change) => (change.kind === 'winner' ? [{ attribute: change.attribute, claim: change.claim }] : []));
    const reconciled = winners.length === 0 ? [] : [fact(command, 'BaseMapReconciled', { entryId, winners }, jurisdictions)];
    const conflicts = ofDay.flatMap((change) =>
      change.kind === 'conflict' ? [conflictFact(command, entryId, jurisdictions, change)] : [],
    );
    return [...reconciled, ...conflicts].map((each) => ({ ...each, effectiveOn }));
  });
};

const conflictFact = (
  command: Command,
  entryId: string,
  jurisdictions: readonly string[],
  { attribute, claims }: Extract<Change, { kind: 'conflict' }>,
): BaseMapFact =>
  claims === null
    ? fact(command, 'BaseMapConflictSettled', { entryId, attribute }, jurisdictions)
    : fact(command, 'BaseMapConflictOpened', { entryId, attribute, claims: claims.slice(0, mostClaims) }, jurisdictions);

const latest = (days: readonly EffectiveDate[], atLeast: EffectiveDate): EffectiveDate =>
  days.reduce((last, day) => (day > last ? day : last), atLeast);

/**
 * What the parcel of a matched unit hears: everything that counts when it was matched just now, else what changed. It hears it as of
 * the day since which it counts, not before the match.
 */
export const informing = (command: Command, before: Known, after: Known): readonly BaseMapFact[] => {
  const { entryId, matched, jurisdictions } = after;
  if (matched === null) return [];
  const isNew = before.matched === null;
  const news = attributes.flatMap((attribute) => {
    const claim = presentWinner(after, attribute);
    return claim !== null && (isNew || !sameClaim(claim, presentWinner(before, attribute))) ? [claim] : [];
  });
  const unifiedCode = isNew || before.unifiedCode !== after.unifiedCode ? after.unifiedCode : null;
  if (news.length === 0 && unifiedCode === null) return [];
  const values = news.map((claim) => ({ claim, sources: [...citationsOf(after, claim)] }));
  const days = news.flatMap(({ attribute }) =>
    attributeOf(after, attribute)
      .winner.slice(-1)
      .map(({ from }) => from),
  );
  const informed = fact(command, 'BaseMapParcelInformed', { entryId, parcelId: matched.parcelId, unifiedCode, values }, jurisdictions);
  return [{ ...informed, effectiveOn: latest([command.effectiveOn, ...days], matched.since) }];
};

type Said = SourceRecord['readings'][number];

const forwarded = (command: Command, { entryId, jurisdictions }: Known, intoId: string, record: SourceRecord, { from, value }: Said) => {
  const { read, reason, sources } = value;
  const { origin, recordNumber } = record;
  const data = { entryId, intoId, origin, recordNumber, read, reason };
  return { ...fact(command, 'BaseMapRecordForwarded', data, jurisdictions), effectiveOn: from, sources };
};

/** Everything that the unit ever read, passed on to the unit it was joined into: each reading with its own day and sources. */
export const forwardingAll = (command: Command, state: Known, intoId: string): readonly BaseMapFact[] =>
  state.records.flatMap((record) => record.readings.map((said) => forwarded(command, state, intoId, record, said)));

/** A reading, or a withdrawal, with all that follows from it. */
export const settled = (
  command: Command,
  state: Known,
  reading: BaseMapFact,
  key: Pick<Claim, 'origin' | 'recordNumber'>,
): readonly BaseMapFact[] => {
  const read = withFacts(state, [reading]);
  const changes = changesAfterReading(state, read, key, command.effectiveOn);
  const facts = [reading, ...factsOfChanges(command, read, changes)];
  return [...facts, ...informing(command, state, withFacts(state, facts)), ...forwardingOne(command, read, key)];
};

/** The reading that was just made; of two of one day the later. */
const forwardingOne = (command: Command, state: Known, key: Pick<Claim, 'origin' | 'recordNumber'>): readonly BaseMapFact[] => {
  const { joinedInto, records } = state;
  if (joinedInto === null) return [];
  return records
    .filter(({ origin, recordNumber }) => origin === key.origin && recordNumber === key.recordNumber)
    .flatMap((record) =>
      record.readings
        .filter(({ from }) => from === command.effectiveOn)
        .slice(-1)
        .map((said) => forwarded(command, state, joinedInto, record, said)),
    );
};
