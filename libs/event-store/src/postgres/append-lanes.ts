// The appends that wait, in lanes: one lane a stream, in the order of arrival. A lane whose appends are on their way is
// closed until they are answered, so appends to one stream are decided in the order in which they were asked for.
import type { AppendConflict, Appended } from '../event-store.ts';
import { sizeOf } from '../serialise.ts';
import type { PreparedAppend } from './send-appends.ts';

/** An append and who waits for its answer. */
export interface WaitingAppend extends PreparedAppend {
  readonly answer: PromiseWithResolvers<Appended | AppendConflict>;
}

/**
 * The most that one commit takes; an append that is larger by itself goes alone. More than some hundred events gain nothing:
 * the flush is shared well enough, and what waits could be worked on meanwhile. With 8 callers that append 100 events at a
 * time, against the unnest insert: 0.50–0.53 × with up to 1,000 events a commit, 0.73–0.75 × with 150.
 */
export const batchLimits = { events: 128, bytes: 1024 * 1024 } as const;

export interface AppendLanes {
  /** Appends that wait, on their way ones not counted. */
  readonly waiting: number;
  /** True when what could be sent now fills a commit: waiting for more would gain nothing. */
  readonly full: boolean;
  /** Streams of which some could be sent now. */
  readonly open: number;
  add(append: WaitingAppend): void;
  /** Takes the next batch of at most `share` appends and closes their lanes; none when no lane is open. */
  take(share: number): readonly WaitingAppend[];
  /** Opens the lanes of a batch again. */
  reopen(batch: readonly WaitingAppend[]): void;
}

export const appendLanes = (): AppendLanes => {
  const lanes = new Map<string, WaitingAppend[]>();
  /** Streams whose lane is open and not empty, the one that has waited longest first. */
  const open = new Set<string>();
  let waiting = 0;

  /** Moves what fits from the head of a lane to the batch. The same id twice is for two batches: the second is a repeat. */
  const takeFrom = (lane: WaitingAppend[], batch: WaitingAppend[], room: { appends: number; events: number; bytes: number }): void => {
    const ids = new Set<string>();
    let taken = 0;
    for (const append of lane) {
      const bytes = append.events.reduce((sum, event) => sum + sizeOf(event), 0);
      const fits = batch.length === 0 || (room.appends >= 1 && room.events >= append.events.length && room.bytes >= bytes);
      if (!fits || append.events.some(({ id }) => ids.has(id))) break;
      for (const { id } of append.events) ids.add(id);
      room.appends -= 1;
      room.events -= append.events.length;
      room.bytes -= bytes;
      batch.push(append);
      taken += 1;
    }
    lane.splice(0, taken);
    waiting -= taken;
  };

  return {
    get waiting() {
      return waiting;
    },
    get full() {
      let events = 0;
      for (const stream of open)
        for (const append of lanes.get(stream) ?? []) {
          events += append.events.length;
          if (events >= batchLimits.events) return true;
        }
      return false;
    },
    get open() {
      return open.size;
    },
    add: (append) => {
      waiting += 1;
      const lane = lanes.get(append.stream);
      if (lane !== undefined) {
        lane.push(append);
        return;
      }
      lanes.set(append.stream, [append]);
      open.add(append.stream);
    },
    take: (share) => {
      const batch: WaitingAppend[] = [];
      const room = { ...batchLimits, appends: share };
      for (const stream of open) {
        const before = batch.length;
        takeFrom(lanes.get(stream) ?? [], batch, room);
        if (batch.length === before) break;
        open.delete(stream);
        if (room.appends < 1) break;
      }
      return batch;
    },
    reopen: (batch) => {
      for (const { stream } of batch) {
        if (lanes.get(stream)?.length === 0) lanes.delete(stream);
        else if (lanes.has(stream)) open.add(stream);
      }
    },
  };
};
