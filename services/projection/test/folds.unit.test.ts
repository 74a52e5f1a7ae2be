// What a leader keeps in memory of entities does not grow with how many there are.
import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { expect, it } from 'vitest';
import { changesOf, type Folds, isForgotten } from '../src/engine/changes.ts';
import type { Projection } from '../src/engine/projection.ts';
import { idOf, officerOf } from './support/world.ts';

const notes: Projection = {
  name: 'notes',
  category: 'note',
  tables: ['note'],
  initial: null,
  evolve: (_, event) => event.id,
  rows: (last) => [{ table: 'note', key: 'last', columns: { last: String(last) } }],
};

const told = (n: number, stream: string, revision: number): RecordedEvent => ({
  id: idOf(`${n}`),
  type: 'Noted',
  version: 1,
  stream,
  revision,
  position: `p${`${n}`.padStart(9, '0')}`,
  data: {},
  effectiveOn: date('2024-01-01'),
  recordedAt: '2024-01-02T00:00:00.000000Z',
  actor: officerOf('310116112'),
  jurisdictions: [],
  sources: [],
  correlationId: idOf('same'),
  causationId: idOf('same'),
  requestHash: '',
});

it('of ever more streams no more than so many events are remembered, of those that were touched last', () => {
  const folds: Folds = new Map();
  const held = (): number => folds.values().reduce((sum, { folded }) => sum + folded, 0);
  const most: number[] = [];
  for (let batch = 0; batch < 20; batch += 1) {
    const events = Array.from({ length: 1_000 }, (_, n) => told(batch * 1_000 + n, `note-${batch}-${n >> 2}`, n % 4));
    changesOf(
      [notes],
      events.map((event) => ({ event, knownFrom: event.recordedAt })),
      new Map(),
      folds,
    );
    most.push(held());
  }
  expect(Math.max(...most)).toBe(8_000);
  expect(isForgotten([notes], folds, 'note-19-249')).toBe(false);
  expect(isForgotten([notes], folds, 'note-0-0')).toBe(true);
});

it('one stream that is longer than all that is remembered is forgotten at once', () => {
  const folds: Folds = new Map();
  const events = Array.from({ length: 8_001 }, (_, n) => told(n, 'note-long', n));
  changesOf(
    [notes],
    events.map((event) => ({ event, knownFrom: event.recordedAt })),
    new Map(),
    folds,
  );
  expect(folds.size).toBe(0);
});

/** Says what was told so far, in the order in which it was told; a correction tells it anew. */
const sayings: Projection<readonly string[]> = {
  name: 'sayings',
  category: 'note',
  tables: ['note'],
  initial: [],
  evolve: (all, { data, corrects }) => [...(corrects === undefined ? all : []), ...(data as { readonly says: readonly string[] }).says],
  rows: (all) => [{ table: 'note', key: 'all', columns: Object.fromEntries(all.map((each) => [each, true])) }],
};

it('what a correction leaves as it was but for the order of its columns can be ended later', () => {
  const folds: Folds = new Map();
  const stands = new Set<string>();
  const say = (n: number, on: string, says: readonly string[], corrects?: string): void => {
    const event = { ...told(n, 'note-said', n), effectiveOn: date(on), data: { says }, ...(corrects === undefined ? {} : { corrects }) };
    const { begun, ended } = changesOf([sayings as Projection], [{ event, knownFrom: event.recordedAt }], new Map(), folds);
    for (const { digest } of ended) expect(stands.delete(digest)).toBe(true);
    for (const { digest } of begun) stands.add(digest);
  };
  say(0, '2024-01-01', ['one', 'two']);
  say(1, '2024-01-03', ['three']);
  say(2, '2024-01-01', ['two', 'one'], idOf('0'));
  say(3, '2024-01-05', ['four']);
  expect(stands.size).toBe(3);
});
