// How the model server follows $all for a subscription: where it begins, what it calls a checkpoint, and what it says when it goes
// live, as versions 22.6 to 23.6, 23.10, and 24.2 to 25.0.0 do. See AllSubscriptionFiltered of the server for each.
import type { ClientRecord, LogPosition } from '../src/eventstoredb/client.ts';

/** From which version on a server subscribes so. */
export type Version = '22.6' | '23.10' | '24.2';

export interface Stored extends ClientRecord {
  readonly position: LogPosition;
}

export interface Following {
  readonly version: Version;
  readonly after: LogPosition;
  /** A checkpoint after so many events that were looked at. */
  readonly checkpointEvery: number;
  readonly matches: (record: Stored) => boolean;
  readonly deliver: (record: Stored) => void;
  readonly checkpoint: (position: LogPosition) => Promise<void>;
  readonly caughtUp: () => void;
  /** Called between the last look at the log and going live. */
  readonly goesLive: () => void;
}

export const before = (one: LogPosition, other: LogPosition): boolean =>
  one.commit < other.commit || (one.commit === other.commit && one.prepare < other.prepare);

/** Where the server reads on behind a record: at the end of its bytes, where the next one will stand if nothing else is written. */
const behind = ({ commit, prepare }: LogPosition): LogPosition =>
  commit === prepare ? { commit: commit + 100n, prepare: 0n } : { commit, prepare: prepare + 1n };

/**
 * What follows a position. Until 23.10 that is what follows the first event at or after it, whether one stands exactly there or
 * not; 23.10 knows the beginning of the log when it sees it.
 */
const beginning = (log: readonly Stored[], { version, after }: Following): { readonly skipped: LogPosition; readonly rest: Stored[] } => {
  const isStart = after.commit === 0n && after.prepare === 0n;
  if (version === '24.2' || (version === '23.10' && isStart))
    return { skipped: after, rest: log.filter(({ position }) => before(after, position)) };
  const first = log.findIndex(({ position }) => !before(position, after));
  const at = log[first]?.position;
  return { skipped: at === undefined ? after : behind(at), rest: at === undefined ? [] : log.slice(first + 1) };
};

/** One subscription. `run` goes on until `end` is called; `taken` brings it what is written meanwhile. */
export const following = (log: readonly Stored[], options: Following) => {
  const { version, after, checkpointEvery, matches, goesLive, caughtUp } = options;
  const { skipped, rest: waiting } = beginning(log, options);
  let wakeUp: () => void = () => undefined;
  let over = false;
  let considered = 0;
  /** The last event or checkpoint that was sent. */
  let sent = after;
  let lastCheckpoint: LogPosition | undefined;

  /** Since 24.2 no checkpoint is sent twice. */
  const checkpoint = async (position: LogPosition): Promise<void> => {
    if (version === '24.2' && lastCheckpoint !== undefined && !before(lastCheckpoint, position)) return;
    lastCheckpoint = position;
    sent = position;
    await options.checkpoint(position);
  };
  /** True when a checkpoint is due. */
  const look = (record: Stored): boolean => {
    considered += 1;
    if (matches(record)) {
      options.deliver(record);
      sent = record.position;
    }
    return considered % checkpointEvery === 0;
  };

  /** Reads page by page; a checkpoint is the last match of a page, or where the page began. Answers where the last page ended. */
  const catchUp = async (): Promise<LogPosition> => {
    let page = skipped;
    let next = skipped;
    while (!over) {
      const record = waiting.shift();
      if (record === undefined) break;
      next = behind(record.position);
      const due = look(record);
      if (matches(record)) page = record.position;
      if (!due) continue;
      await checkpoint(page);
      page = next;
    }
    return next;
  };

  /** Answers what the live subscription calls its checkpoint for ever after, if it does. */
  const goLive = async (next: LogPosition): Promise<LogPosition | undefined> => {
    goesLive();
    if (version === '22.6') {
      // What was written since it was confirmed comes live; the first of it is the checkpoint, before it comes.
      const stuck = waiting.find(matches)?.position ?? next;
      await checkpoint(stuck);
      return stuck;
    }
    if (version === '24.2') await checkpoint(sent);
    caughtUp();
    return undefined;
  };

  return {
    taken: (record: Stored): void => {
      waiting.push(record);
      wakeUp();
    },
    end: (): void => {
      over = true;
      wakeUp();
    },
    run: async (): Promise<void> => {
      const stuck = await goLive(await catchUp());
      while (!over) {
        const record = waiting.shift();
        if (record !== undefined) {
          if (look(record)) await checkpoint(stuck ?? record.position);
          continue;
        }
        await new Promise<void>((resolve) => {
          wakeUp = resolve;
        });
      }
    },
  };
};
