import { type EffectiveDate, holdingFrom, type Source, type Timeline, valueOn } from '../kernel/index.ts';
import { claimsOf, comparable } from './claims.ts';
import type { Attribute, BaseMapEvent, BaseMapFact, Claim, Origin } from './events.ts';

type DataOf<T extends BaseMapFact['type']> = Extract<BaseMapFact, { type: T }>['data'];

/** What a record said from a day on; `read` is null from the day it was withdrawn. */
export interface Reading {
  readonly read: Pick<DataOf<'BaseMapRecordRead'>, 'unitCode' | 'jurisdiction' | 'batchId' | 'values'> | null;
  readonly reason: string | null;
  readonly claims: readonly Claim[];
  readonly sources: readonly Source[];
}

/** One number of one source, with everything it ever said. */
export interface SourceRecord {
  readonly origin: Origin;
  readonly recordNumber: string;
  readonly readings: Timeline<Reading>;
}

/** Where one attribute stands, day by day. */
export interface AttributeState {
  /** What counts. */
  readonly winner: Timeline<Claim | null>;
  /** Whether sources contradict each other and nobody has decided. */
  readonly open: Timeline<boolean>;
  /** What a person decided; null from the day on which news contradicted it. */
  readonly decision: Timeline<Claim | null>;
}

export interface Match {
  readonly parcelId: string;
  readonly standing: 'proposed' | 'confirmed' | 'rejected' | 'annulled';
  readonly grounds: readonly DataOf<'BaseMapMatchProposed'>['grounds'][number][];
  readonly proposers: readonly string[];
}

export interface Absent {
  readonly kind: 'absent';
}

export interface Known {
  readonly kind: 'known';
  readonly entryId: string;
  readonly district: string;
  readonly jurisdictions: readonly string[];
  /** The latest day of which anything is known here: a person decides on that day or later. */
  readonly latestOn: EffectiveDate;
  readonly records: readonly SourceRecord[];
  readonly attributes: ReadonlyMap<Attribute, AttributeState>;
  readonly matches: readonly Match[];
  /** The parcel this unit is, and since when that is confirmed. */
  readonly matched: { readonly parcelId: string; readonly since: EffectiveDate } | null;
  readonly unifiedCode: string | null;
  readonly joinedInto: string | null;
}

export type BaseMapState = Absent | Known;

export const absent: BaseMapState = { kind: 'absent' };

const untouched: AttributeState = { winner: [], open: [], decision: [] };
export const attributeOf = ({ attributes }: Known, attribute: Attribute): AttributeState => attributes.get(attribute) ?? untouched;

/** What counts as far as is known; null when no source says anything. */
export const presentWinner = (state: Known, attribute: Attribute): Claim | null =>
  attributeOf(state, attribute).winner.at(-1)?.value ?? null;

export const recordOf = ({ records }: Known, { origin, recordNumber }: Pick<Claim, 'origin' | 'recordNumber'>): SourceRecord | undefined =>
  records.find((record) => record.origin === origin && record.recordNumber === recordNumber);

/** The last sources in which the claim's record said the same; three at most, because an event has to hold them for every attribute. */
export const citationsOf = ({ records }: Known, claim: Claim): readonly Source[] =>
  records
    .filter(({ origin, recordNumber }) => origin === claim.origin && recordNumber === claim.recordNumber)
    .flatMap(({ readings }) => readings)
    .filter(({ value }) => value.claims.some((said) => said.attribute === claim.attribute && comparable(said) === comparable(claim)))
    .flatMap(({ value }) => value.sources)
    .slice(-3);

const later = (left: EffectiveDate, right: EffectiveDate): EffectiveDate => (left > right ? left : right);

const withReading = (state: Known, key: Pick<Claim, 'origin' | 'recordNumber'>, from: EffectiveDate, reading: Reading): Known => {
  const { origin, recordNumber } = key;
  const known = recordOf(state, key);
  const record = { origin, recordNumber, readings: holdingFrom(known?.readings ?? [], from, reading) };
  return { ...state, records: [...state.records.filter((each) => each !== known), record] };
};

const withAttribute = (state: Known, attribute: Attribute, change: Partial<AttributeState>): Known => ({
  ...state,
  attributes: new Map([...state.attributes, [attribute, { ...attributeOf(state, attribute), ...change }]]),
});

const withMatch = (state: Known, match: Match): Known => ({
  ...state,
  matches: [...state.matches.filter(({ parcelId }) => parcelId !== match.parcelId), match],
});

export const matchWith = ({ matches }: Known, parcelId: string): Match | undefined => matches.find((match) => match.parcelId === parcelId);

const proposalAfter = (state: Known, { parcelId, grounds, proposedBy }: DataOf<'BaseMapMatchProposed'>): Match => {
  const before = matchWith(state, parcelId);
  return {
    parcelId,
    standing: 'proposed',
    grounds: [...(before?.grounds ?? []), ...grounds],
    proposers: [...(before?.proposers ?? []), proposedBy],
  };
};

const standingAt = (state: Known, parcelId: string, standing: Match['standing']): Known => ({
  ...state,
  matches: state.matches.map((match) => (match.parcelId === parcelId ? { ...match, standing } : match)),
});

/** A unit before its first record. */
export const begun = (entryId: string, district: string, on: EffectiveDate): Known => ({
  kind: 'known',
  entryId,
  district,
  jurisdictions: [],
  latestOn: on,
  records: [],
  attributes: new Map(),
  matches: [],
  matched: null,
  unifiedCode: null,
  joinedInto: null,
});

/** Folds one event of a `basemap-<entryId>` stream; the first one is a record. */
export const evolve = (before: BaseMapState, event: BaseMapEvent): BaseMapState => {
  if (before.kind === 'known') return evolveKnown(before, event);
  if (event.type !== 'BaseMapRecordRead') return before;
  return evolveKnown(begun(event.data.entryId, event.data.district, event.effectiveOn), event);
};

/** Folds one event of a unit that has begun. */
export const evolveKnown = (before: Known, event: BaseMapEvent): Known =>
  change({ ...before, jurisdictions: event.jurisdictions, latestOn: later(before.latestOn, event.effectiveOn) }, event);

const change = (state: Known, event: BaseMapEvent): Known => {
  const { effectiveOn: on, sources } = event;
  switch (event.type) {
    case 'BaseMapRecordRead': {
      const { unitCode, jurisdiction, batchId, values } = event.data;
      const read = { unitCode, jurisdiction, batchId, values };
      return withReading(state, event.data, on, { read, reason: null, claims: claimsOf(event.data), sources });
    }
    case 'BaseMapRecordWithdrawn':
      return withReading(state, event.data, on, { read: null, reason: event.data.reason, claims: [], sources });
    case 'BaseMapReconciled':
      return event.data.winners.reduce(
        (next, { attribute, claim }) =>
          withAttribute(next, attribute, { winner: holdingFrom(attributeOf(next, attribute).winner, on, claim) }),
        state,
      );
    case 'BaseMapConflictOpened':
    case 'BaseMapConflictSettled': {
      const { open, decision } = attributeOf(state, event.data.attribute);
      const isOpen = event.type === 'BaseMapConflictOpened';
      return withAttribute(state, event.data.attribute, {
        open: holdingFrom(open, on, isOpen),
        decision: holdingFrom(decision, on, null),
      });
    }
    case 'BaseMapConflictResolved': {
      const { claim } = event.data;
      const { open, decision } = attributeOf(state, claim.attribute);
      return withAttribute(state, claim.attribute, { open: holdingFrom(open, on, false), decision: holdingFrom(decision, on, claim) });
    }
    case 'BaseMapMatchProposed':
      return withMatch(state, proposalAfter(state, event.data));
    case 'BaseMapMatchConfirmed':
      return { ...standingAt(state, event.data.parcelId, 'confirmed'), matched: { parcelId: event.data.parcelId, since: on } };
    case 'BaseMapMatchRejected':
      return standingAt(state, event.data.parcelId, 'rejected');
    case 'BaseMapMatchAnnulled':
      return { ...standingAt(state, event.data.parcelId, 'annulled'), matched: null };
    case 'BaseMapUnitEntered': {
      const { parcelId } = event.data;
      const match: Match = { parcelId, standing: 'confirmed', grounds: [], proposers: [] };
      return { ...withMatch(state, match), matched: { parcelId, since: on } };
    }
    case 'BaseMapUnifiedCodeAssigned':
      return { ...state, unifiedCode: event.data.code };
    case 'BaseMapEntryJoined':
      return { ...state, joinedInto: event.data.intoId };
    case 'BaseMapParcelInformed':
    case 'BaseMapRecordForwarded':
      return state;
  }
};

/** What a record said on a day, as far as it was in force then. */
export const claimOn = (record: SourceRecord | undefined, attribute: Attribute, on: EffectiveDate): Claim | null =>
  (record === undefined ? undefined : valueOn(record.readings, on))?.claims.find((claim) => claim.attribute === attribute) ?? null;
