import type { BaseMapEvent } from '@yimu/domain/basemap/events';
import { type AttributeState, absent, type BaseMapState, claimOn, evolve, type Known } from '@yimu/domain/basemap/state';
import { date, type EffectiveDate, type RecordedEvent, type Source, valueOn } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection, ReadModelRow } from '../engine/projection.ts';

type Claim = NonNullable<ReturnType<typeof claimOn>>;
type Attribute = Claim['attribute'];

interface Card {
  readonly unit: BaseMapState;
  /** Every place that any record ever named, whatever the order in which the records hold. */
  readonly places: readonly string[];
}

/** Units of the base map: what counts, what loses and from where, open conflicts and matches. A unit that was joined shows no more. */
export const baseMapUnits: Projection<Card> = {
  name: 'base-map-units',
  category: 'basemap',
  tables: ['base_map_unit', 'base_map_value', 'base_map_match'],
  initial: { unit: absent, places: [] },
  evolve: ({ unit, places }, recorded: RecordedEvent) => ({
    unit: evolve(unit, recorded as unknown as BaseMapEvent),
    places: [...new Set([...places, ...recorded.jurisdictions])],
  }),
  rows: ({ unit, places }, on) => {
    if (unit.kind === 'absent' || unit.joinedInto !== null) return [];
    return [...unitRows(unit, places, date(on)), ...valueRows(unit, date(on)), ...matchRows(unit)];
  },
};

const isOpen = ({ open }: AttributeState, on: EffectiveDate): boolean => valueOn(open, on) === true;

const unitRows = (unit: Known, places: readonly string[], on: EffectiveDate): readonly ReadModelRow[] => {
  const { entryId, district, unifiedCode, matched, attributes, matches } = unit;
  const columns = {
    entry_id: entryId,
    district,
    unified_code: unifiedCode,
    parcel_id: matched?.parcelId ?? null,
    open_conflicts: [...attributes.values()].filter((attribute) => isOpen(attribute, on)).length,
    proposed_matches: matches.filter(({ standing }) => standing === 'proposed').length,
  };
  return places.map((code) => ({ table: 'base_map_unit', key: code, columns: { ...columns, ...levelCodes(code) } }));
};

interface Said {
  readonly claim: Claim;
  readonly sources: readonly Source[];
}

/** What the records in force say of an attribute, the one that counts among them. */
const saidOf = ({ records }: Known, attribute: Attribute, on: EffectiveDate): readonly Said[] =>
  records.flatMap((record) => {
    const claim = claimOn(record, attribute, on);
    return claim === null ? [] : [{ claim, sources: valueOn(record.readings, on)?.sources ?? [] }];
  });

const isOf = (claim: Claim | null | undefined, { origin, recordNumber }: Claim): boolean =>
  claim?.origin === origin && claim.recordNumber === recordNumber;

const valueRows = (unit: Known, on: EffectiveDate): readonly ReadModelRow[] =>
  [...unit.attributes].flatMap(([attribute, state]) => {
    const [winner, decision] = [valueOn(state.winner, on), valueOn(state.decision, on)];
    return saidOf(unit, attribute, on).map(({ claim, sources }) => ({
      table: 'base_map_value',
      key: `${attribute} ${claim.origin} ${claim.recordNumber}`,
      columns: {
        entry_id: unit.entryId,
        attribute,
        value: JSON.stringify(claim.value),
        origin: claim.origin,
        record_number: claim.recordNumber,
        counts: isOf(winner, claim),
        decided: isOf(decision, claim),
        conflict: isOpen(state, on),
        sources: JSON.stringify(sources),
      },
    }));
  });

const matchRows = ({ entryId, matches }: Known): readonly ReadModelRow[] =>
  matches.map(({ parcelId, standing, grounds }) => ({
    table: 'base_map_match',
    key: parcelId,
    columns: { entry_id: entryId, parcel_id: parcelId, standing, grounds: JSON.stringify([...new Set(grounds)]) },
  }));
