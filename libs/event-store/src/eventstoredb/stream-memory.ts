import type { ClientRecord } from './client.ts';

/** Which ids stand where in a stream, up to its last known revision. */
export interface KnownStream {
  /** −1 while nothing is known of it. */
  readonly last: number;
  readonly revisions: ReadonlyMap<string, number>;
}

/** Remembers the ids of the streams that were used last, so that an append need not read its stream from the beginning. */
export interface StreamMemory {
  of(stream: string): KnownStream;
  /**
   * Takes in a record that follows what is known; any other is passed over.
   * @param first it is the first of its stream; not always revision 0, since the beginning may have been truncated
   */
  learn(stream: string, record: Pick<ClientRecord, 'id' | 'revision'>, first: boolean): void;
  forget(stream: string): void;
}

const nothing: KnownStream = { last: -1, revisions: new Map() };

/** @param capacity how many ids are kept, about 100 bytes each; the streams unused for longest are forgotten */
export const streamMemory = (capacity = 200_000): StreamMemory => {
  const streams = new Map<string, { last: number; readonly revisions: Map<string, number> }>();
  let ids = 0;
  const forget = (stream: string): void => {
    ids -= streams.get(stream)?.revisions.size ?? 0;
    streams.delete(stream);
  };
  return {
    of: (stream) => {
      const known = streams.get(stream);
      if (known === undefined) return nothing;
      streams.delete(stream);
      streams.set(stream, known);
      return known;
    },
    learn: (stream, { id, revision }, first) => {
      const known = streams.get(stream) ?? { last: -1, revisions: new Map<string, number>() };
      if (known.last < 0 ? !first : Number(revision) !== known.last + 1) return;
      known.last = Number(revision);
      if (!known.revisions.has(id)) ids += 1;
      known.revisions.set(id, known.last);
      streams.set(stream, known);
      for (const oldest of streams.keys()) {
        if (ids <= capacity || oldest === stream) break;
        forget(oldest);
      }
    },
    forget,
  };
};
