import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import type { Projection } from '../src/engine/projection.ts';
import { beliefsAfter, foldOf } from '../src/engine/timeline.ts';

/** A note with a text; the smallest thing that has a history. */
const note: Projection<string | null> = {
  name: 'note',
  category: 'note',
  tables: ['note'],
  initial: null,
  evolve: (_, event) => (event.type === 'NoteAnnulled' ? null : (event.data as { text: string }).text),
  rows: (text) => (text === null ? [] : [{ table: 'note', key: 'note', columns: { text } }]),
};

let count = 0;
const said = (effectiveOn: string, text: string, envelope: Partial<RecordedEvent> = {}): RecordedEvent => {
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
    ...envelope,
  };
};

const told = (events: readonly RecordedEvent[]) =>
  beliefsAfter(note, events)
    .map(({ from, to, columns, eventId }) => ({ from, to, text: columns.text, eventId }))
    .sort((left, right) => left.from.localeCompare(right.from));

describe('what is believed over valid time', () => {
  it('holds from its own date until something else does', () => {
    const first = said('2024-01-01', 'a');
    const second = said('2024-06-01', 'b');
    expect(told([first, second])).toEqual([
      { from: '2024-01-01', to: '2024-06-01', text: 'a', eventId: first.id },
      { from: '2024-06-01', to: null, text: 'b', eventId: second.id },
    ]);
  });
  it('a fact reported late holds only until the next one that is already known', () => {
    const later = said('2024-06-01', 'b');
    const late = said('2024-01-01', 'a');
    expect(told([later, late])).toEqual([
      { from: '2024-01-01', to: '2024-06-01', text: 'a', eventId: late.id },
      { from: '2024-06-01', to: null, text: 'b', eventId: later.id },
    ]);
  });
  it('on one day the later position decides', () => {
    const first = said('2024-01-01', 'a');
    const second = said('2024-01-01', 'b');
    expect(told([first, second])).toEqual([{ from: '2024-01-01', to: null, text: 'b', eventId: second.id }]);
  });
  it('a correction replaces what it corrects over its valid time, and not what came after it', () => {
    const wrong = said('2024-01-01', 'a');
    const after = said('2024-06-01', 'b');
    const right = said('2025-01-01', 'A', { corrects: wrong.id });
    expect(told([wrong, after, right])).toEqual([
      { from: '2024-01-01', to: '2024-06-01', text: 'A', eventId: right.id },
      { from: '2024-06-01', to: null, text: 'b', eventId: after.id },
    ]);
  });
  it('a correction of a correction stands where the first stood', () => {
    const wrong = said('2024-01-01', 'a');
    const better = said('2025-01-01', 'A', { corrects: wrong.id });
    const best = said('2025-02-01', 'AA', { corrects: better.id });
    expect(told([wrong, better, best])).toEqual([{ from: '2024-01-01', to: null, text: 'AA', eventId: best.id }]);
  });
  it('an annulment ends from its own date', () => {
    const entry = said('2024-01-01', 'a');
    const annulled = said('2024-06-01', '', { type: 'NoteAnnulled', corrects: entry.id });
    expect(told([entry, annulled])).toEqual([{ from: '2024-01-01', to: '2024-06-01', text: 'a', eventId: entry.id }]);
  });
  it('an annulment that takes a thing back leaves nothing of it, and what came before goes on', () => {
    const taken = { ...note, voiding: ['NoteAnnulled'] };
    const entry = said('2024-01-01', 'a');
    const annulled = said('2024-06-01', '', { type: 'NoteAnnulled', corrects: entry.id });
    const fold = foldOf(taken, [entry]);
    expect(fold.take(annulled)).toBeUndefined();
    expect(beliefsAfter(taken, [entry, annulled])).toEqual([]);
  });
});

describe('a fold that is continued', () => {
  const permutations = <T>(values: readonly T[]): readonly (readonly T[])[] =>
    values.length < 2 ? [values] : values.flatMap((value, i) => permutations(values.toSpliced(i, 1)).map((rest) => [value, ...rest]));

  it('believes what folding everything anew believes, and asks for that when an event holds earlier', () => {
    let anew = 0;
    for (const dates of permutations(['2024-01-01', '2024-01-01', '2024-06-01', '2025-01-01'])) {
      const events = dates.map((on, n) => said(on, `${on} ${n % 2}`));
      let fold = foldOf(note, []);
      for (const [n, event] of events.entries()) {
        const step = fold.take(event);
        if (step === undefined) {
          anew += 1;
          fold = foldOf(note, events.slice(0, n + 1));
        }
        expect(new Set(fold.beliefs())).toEqual(new Set(beliefsAfter(note, events.slice(0, n + 1))));
      }
    }
    expect(anew).toBeGreaterThan(10);
  });
});
