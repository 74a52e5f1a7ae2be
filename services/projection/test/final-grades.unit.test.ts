// The name on a published list is the one of the day of the decision, whether rows are built as events come or all anew.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { expect, it } from 'vitest';
import type { CitingEvent } from '../src/engine/projection.ts';
import { finalGrades } from '../src/projections/final-grades.ts';
import { idOf } from './support/world.ts';

const entered = (name: string, position: string) =>
  ({
    id: idOf(name),
    type: 'ParcelEntered',
    position,
    effectiveOn: '2020-01-01',
    jurisdictions: ['310116112'],
    data: { parcelId: idOf('甲'), jurisdiction: '310116112', name, address: null, observed: null },
  }) as unknown as RecordedEvent;
const graded = { type: 'ParcelGraded', position: '5', data: { code: '甲地块' } } as unknown as CitingEvent;
const finalised = (cited: readonly RecordedEvent[], grade: string | null = 'B') =>
  ({
    type: 'GradeFinalised',
    position: '7',
    cited: [cited],
    data: {
      parcelId: idOf('甲'),
      partyIds: [idOf('甲企业'), idOf('甲企业')],
      cycle: { jurisdiction: '310116', year: 2024 },
      list: { jurisdiction: '310116', edition: 1 },
      grade,
    },
  }) as unknown as CitingEvent;
const rowsAfter = (...events: readonly CitingEvent[]) =>
  finalGrades.rows(events.reduce(finalGrades.evolve, finalGrades.initial), '2024-08-01');

it('a parcel is named as it was when the decision was recorded, whatever came later', () => {
  const [row] = rowsAfter(graded, finalised([entered('甲地块', '3'), entered('新名地块', '9')]));
  expect(row?.columns).toMatchObject({ code: '甲地块', name: '甲地块', grade: 'B', list_jurisdiction: '310116', list_edition: 1 });
});
it('a parcel of which nothing was known has no name', () => {
  expect(rowsAfter(graded, finalised([]))[0]?.columns).toMatchObject({ name: null });
});
it('each enterprise is named once', () => {
  expect(rowsAfter(graded, finalised([])).filter(({ table }) => table === 'final_grade_party').length).toBe(1);
});
it('before a decision, and without a class, there is nothing', () => {
  expect([rowsAfter(), rowsAfter(graded), rowsAfter(graded, finalised([], null))]).toEqual([[], [], []]);
});
