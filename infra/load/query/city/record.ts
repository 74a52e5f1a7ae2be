// Drafts become events of the ledger: in the order in which they come, under the identity of a store.
import { type Actor, date, type RecordedEvent, type Source } from '@yimu/domain/kernel';
import { mixed, of, uuidOf } from './chance.ts';
import type { Draft, Hand } from './draft.ts';
import { city } from './shape.ts';

/** Whose positions the events bear. */
export interface Identity {
  readonly id: string;
  readonly epoch: number;
}

const actors: Readonly<Record<Hand, (place: string) => Actor>> = {
  recorder: () => ({ sub: 'recorder', scope: { kind: 'subtree', value: city }, roles: ['admin'] }),
  town: (place) => ({ sub: `officer-${place}`, scope: { kind: 'subtree', value: place }, roles: ['town-officer'] }),
  department: (place) => ({
    sub: `department-${place.slice(0, 6)}`,
    scope: { kind: 'subtree', value: place.slice(0, 6) },
    roles: ['department'],
    department: '经委',
  }),
  'task-force': (place) => ({
    sub: `force-${place.slice(0, 6)}`,
    scope: { kind: 'subtree', value: place.slice(0, 6) },
    roles: ['task-force'],
  }),
  job: () => ({ sub: 'reaction:scoring', scope: { kind: 'subtree', value: city }, roles: ['task-force'] }),
};

const sourceOf = (draft: Draft, n: number): Source => ({
  kind: 'document',
  number: `沪规资〔${draft.on.slice(0, 4)}〕${(n % 900) + 1}号`,
  issuer: '规划资源局',
  date: date(draft.on),
});

/** An instant with microseconds. Clocks of writers differ by some milliseconds, so instants are not quite in the order of position. */
const recordedAt = (at: number, n: number): string =>
  `${new Date(at + (mixed(31, n) % 4)).toISOString().slice(0, -1)}${String(mixed(32, n) % 1_000).padStart(3, '0')}Z`;

/** The text of the n-th position of a store, from 1. */
export const positionOf = ({ id, epoch }: Identity, n: number): string =>
  `${id}-${String(epoch).padStart(4, '0')}-${String(n).padStart(19, '0')}`;

/** A recorder that goes on after `last` events. Streams whose templates do not number their events are counted. */
export const recorder = (identity: Identity, last = 0): ((draft: Draft) => RecordedEvent) => {
  const counted = new Map<string, number>();
  let n = last;
  const revisionOf = ({ stream, revision, standing = 0 }: Draft): number => {
    if (revision !== undefined) return revision;
    const next = counted.get(stream) ?? standing;
    counted.set(stream, next + 1);
    return next;
  };
  return (draft) => {
    n += 1;
    const request = uuidOf(of.request, n);
    return {
      id: draft.id ?? uuidOf(of.event, n),
      stream: draft.stream,
      revision: revisionOf(draft),
      position: positionOf(identity, n),
      type: draft.type,
      version: draft.version ?? 1,
      data: draft.data,
      effectiveOn: date(draft.on),
      recordedAt: recordedAt(draft.at, n),
      jurisdictions: draft.jurisdictions.toSorted(),
      sources: [sourceOf(draft, n)],
      actor: actors[draft.hand](draft.jurisdictions[0] ?? city),
      correlationId: request,
      causationId: request,
      requestHash: request.replaceAll('-', '').repeat(2),
      ...(draft.corrects === undefined ? {} : { corrects: draft.corrects }),
    };
  };
};
