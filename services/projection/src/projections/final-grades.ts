// What was decided of each parcel, as a published list shows it: its class, under the name it had on the day of the decision.
import type { AssessmentFact } from '@yimu/domain/assessment/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ParcelEvent } from '@yimu/domain/parcel/events';
import { absent, evolve as evolveParcel } from '@yimu/domain/parcel/state';
import type { CitingEvent, PointProjection } from '../engine/projection.ts';

interface Decided {
  readonly code: string;
  readonly name: string | null;
  readonly final: Extract<AssessmentFact, { type: 'GradeFinalised' }>['data'] | null;
}

/** What the parcel was called when this was recorded: what came later must not change a list that is out. */
const nameAt = ({ position, cited: [events = []] = [] }: CitingEvent): string | null => {
  const before = events.filter((event) => event.position < position) as unknown as readonly ParcelEvent[];
  const parcel = before.reduce(evolveParcel, absent);
  return parcel.kind === 'absent' ? null : parcel.name;
};

/** 审定结果 of parcels. */
export const finalGrades: PointProjection<Decided> = {
  name: 'final-grades',
  version: 2,
  category: 'assessment',
  tables: ['final_grade', 'final_grade_party'],
  heads: [],
  cites: (recorded: RecordedEvent) => {
    const event = recorded as unknown as AssessmentFact;
    return event.type === 'GradeFinalised' ? [`parcel-${event.data.parcelId}`] : [];
  },
  initial: { code: '', name: null, final: null },
  evolve: (state, recorded) => {
    const event = recorded as unknown as AssessmentFact;
    if (event.type === 'ParcelGraded') return { ...state, code: event.data.code };
    return event.type === 'GradeFinalised' ? { ...state, name: nameAt(recorded), final: event.data } : state;
  },
  rows: ({ code, name, final }) => {
    if (final === null || final.grade === null) return [];
    const { parcelId, partyIds, cycle, list, grade } = final;
    return [
      {
        table: 'final_grade',
        key: 'grade',
        columns: {
          cycle: `${cycle.jurisdiction}-${cycle.year}`,
          list_jurisdiction: list.jurisdiction,
          list_edition: list.edition,
          grade,
          parcel_id: parcelId,
          code,
          name,
          party_ids: JSON.stringify(partyIds),
        },
      },
      ...[...new Set(partyIds)].map((id) => ({ table: 'final_grade_party', key: id, columns: { party_id: id } })),
    ];
  },
};
