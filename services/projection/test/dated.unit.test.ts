import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import { datedFoldOf, piecewise } from '../src/engine/dated.ts';
import type { DatedProjection } from '../src/engine/projection.ts';

/** Notes by day: the smallest state that answers for any day itself. A later note of one day takes the place of the earlier. */
const notes: DatedProjection<ReadonlyMap<string, string>> = {
  name: 'notes',
  category: 'note',
  tables: ['note'],
  initial: new Map(),
  evolve: (known, { effectiveOn, data }) => new Map(known).set(effectiveOn, (data as { text: string }).text),
  datedRows: (known) => piecewise([...known.keys()], (day) => [{ table: 'note', key: 'note', columns: { text: known.get(day) ?? null } }]),
};

let count = 0;
const said = (effectiveOn: string, text: string): RecordedEvent => {
  count += 1;
  return {
    id: `event-${count}`,
    type: 'NoteWritten',
    version: 1,
    data: { text },
    effectiveOn: date(effectiveOn),
    jurisdictions: ['310116112'],
    sources: [],
    stream: 'note-1',
    revision: count,
    position: String(count).padStart(6, '0'),
    recordedAt: '2026-01-01T00:00:00.000000Z',
    actor: { sub: 'a', scope: { kind: 'subtree', value: '310000' }, roles: ['admin'] },
    correlationId: 'c',
    causationId: 'c',
    requestHash: '',
  };
};

describe('rows by day', () => {
  const row = (text: string) => [{ table: 'note', key: 'note', columns: { text } }];
  it('hold until they say something else, in whatever order the days are given', () => {
    const texts: Readonly<Record<string, string>> = { '2024-01-01': 'a', '2024-02-01': 'a', '2024-03-01': 'b' };
    expect(piecewise(['2024-03-01', null, '2024-01-01', undefined, '2024-02-01', '2024-01-01'], (day) => row(texts[day] ?? ''))).toEqual([
      { table: 'note', key: 'note', columns: { text: 'a' }, from: '2024-01-01', to: '2024-03-01' },
      { table: 'note', key: 'note', columns: { text: 'b' }, from: '2024-03-01', to: null },
    ]);
  });
  it('end on the day on which there is none', () => {
    expect(piecewise(['2024-01-01', '2024-02-01'], (day) => (day < '2024-02-01' ? row('a') : []))).toEqual([
      { table: 'note', key: 'note', columns: { text: 'a' }, from: '2024-01-01', to: '2024-02-01' },
    ]);
  });
});

describe('a fold of a state that keeps its own days', () => {
  it('begins and ends what an event changes, and keeps from which event the rest is known', () => {
    const [first, later, same] = [said('2024-01-01', 'a'), said('2024-06-01', 'b'), said('2024-06-01', 'b')];
    const fold = datedFoldOf(notes, [first]);
    const open = { table: 'note', key: 'note', columns: { text: 'a' }, from: '2024-01-01', to: null, eventId: first.id };
    expect(fold.beliefs()).toEqual([open]);
    const closed = { ...open, to: '2024-06-01', eventId: later.id };
    const next = { ...open, columns: { text: 'b' }, from: '2024-06-01', eventId: later.id };
    expect(fold.take(later)).toEqual({ ended: [open], begun: [closed, next] });
    expect(fold.take(same)).toEqual({ ended: [], begun: [] });
    expect(fold.beliefs()).toEqual([closed, next]);
  });
  it('takes an event that holds earlier than another like any other', () => {
    const [later, earlier] = [said('2024-06-01', 'b'), said('2024-01-01', 'a')];
    const fold = datedFoldOf(notes, [later]);
    expect(fold.take(earlier)?.begun.map(({ from, to, eventId }) => [from, to, eventId])).toEqual([
      ['2024-01-01', '2024-06-01', earlier.id],
    ]);
    expect(new Set(datedFoldOf(notes, [later, earlier]).beliefs())).toEqual(new Set(fold.beliefs()));
  });
});
