// Objections to decided grades: for the lodger, the towns concerned, and the levels above them.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ObjectionEvent } from '@yimu/domain/objection/events';
import { absent, evolve, type Lodged, type ObjectionState } from '@yimu/domain/objection/state';
import type { PointProjection, ReadModelRow } from '../engine/projection.ts';
import { utmostSecret } from '../tenancy/secrecy.ts';
import { atEach, namedParties, scopeRows } from './concerned.ts';
import { ofCycle } from './town-lists.ts';

interface Objected {
  readonly state: ObjectionState;
  readonly closedOn: string | null;
}

const rowOf = (state: Lodged, closedOn: string | null): ReadModelRow => {
  const { objectionId, parcelId, partyId, cycle, list, document, run, grade, grounds, lodgedBy, until, decideBy } = state.content;
  return {
    table: 'objection',
    key: 'objection',
    columns: {
      ...ofCycle(cycle),
      objection_id: objectionId,
      parcel_id: parcelId,
      party_id: partyId,
      status: state.kind,
      grounds,
      lodged_by: lodgedBy,
      lodged_on: state.lodgedOn,
      until,
      decide_by: decideBy,
      list_jurisdiction: list.jurisdiction,
      list_edition: list.edition,
      document,
      run,
      grade,
      closed_on: closedOn,
      reason: state.kind === 'pending' ? null : state.reason,
    },
  };
};

/** Which figures were wrong, beside it: nobody can say whose they are, so they are for the task force and the enterprise itself. */
const detailOf = (state: Lodged): readonly ReadModelRow[] => {
  if (state.kind === 'pending' || state.corrections === null) return [];
  const columns = { secret: utmostSecret, party_id: state.content.partyId, corrections: state.corrections };
  return atEach(state.jurisdictions, { table: 'objection_detail', key: 'corrections', columns });
};

/** 异议. */
export const objections: PointProjection<Objected> = {
  name: 'objections',
  category: 'objection',
  tables: ['objection', 'objection_detail', 'scope_row', 'named_party'],
  initial: { state: absent, closedOn: null },
  evolve: ({ state }, recorded: RecordedEvent) => {
    const event = recorded as unknown as ObjectionEvent;
    return { state: evolve(state, event), closedOn: event.type === 'ObjectionLodged' ? null : event.effectiveOn };
  },
  rows: ({ state, closedOn }) => {
    if (state.kind === 'absent') return [];
    const { objectionId, partyId } = state.content;
    const subject = `objection-${objectionId}`;
    const noLevels = { city_code: null, district_code: null, town_code: null };
    return [
      ...atEach(state.jurisdictions, rowOf(state, closedOn)),
      ...detailOf(state),
      ...scopeRows(subject, state.jurisdictions),
      { table: 'scope_row', key: `party ${partyId}`, columns: { kind: 'party', value: partyId, subject, ...noLevels } },
      ...namedParties([partyId]),
    ];
  },
};
