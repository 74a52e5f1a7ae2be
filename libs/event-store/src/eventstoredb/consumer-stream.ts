import process from 'node:process';
import { isPassing, translated, typeOf } from './client-error.ts';
import {
  type Change,
  type Consumer,
  type Entry,
  entriesFor,
  entryOf,
  follow,
  type Hold,
  movedEntries,
  unknownConsumer,
} from './consumer-record.ts';
import { inTurn } from './in-turn.ts';
import { backOff, inTime, persistently } from './patience.ts';
import { recordsOf } from './read.ts';
import type { Session } from './session.ts';
import { ownEvent } from './store-identity.ts';
import { truncateBefore } from './truncation.ts';

/** What is known of a consumer, and since when by the clock of this process, which is never set. */
export interface Sight {
  readonly consumer: Consumer;
  /** `performance.now()` when its last entry was first seen here. */
  readonly seenAt: number;
}

/** Nothing to write, or what. */
export interface Decision<T> {
  readonly answer: T;
  readonly write?: { readonly hold: Hold; readonly change?: Change };
}

/** Names with a dot are no stream names of the port, so no feed delivers these. */
const streamOf = (consumer: string): string => `yimu.consumer-${consumer}`;
const registry = 'yimu.consumers';
/** After how many entries the server is told what it need not keep. */
const truncateEvery = 200;

type Access = Pick<Session, 'client' | 'limits'>;

/** The streams in which consumers are kept. */
export const consumerStreams = ({ client, limits }: Access) => {
  const known = new Map<string, Sight>();
  const inTurnByConsumer = inTurn();
  const read = (stream: string, from: bigint | 'end', direction: 'forwards' | 'backwards', limit = Number.MAX_SAFE_INTEGER) =>
    recordsOf(() => client.readStream(stream, from, direction, limit), limits);

  /** Looks what is new. */
  const look = async (name: string): Promise<Sight> => {
    const present = known.get(name);
    let consumer = present?.consumer ?? unknownConsumer();
    let from = consumer.revision;
    if (from < 0) {
      const [last] = await Array.fromAsync(read(streamOf(name), 'end', 'backwards', 1));
      if (last === undefined) return { consumer, seenAt: performance.now() };
      from = entryOf(last).since ?? Number(last.revision);
    }
    // What is parked is changed in place: should the read break off, it is begun anew.
    known.delete(name);
    for await (const record of read(streamOf(name), BigInt(from), 'forwards')) {
      const revision = Number(record.revision);
      if (revision > consumer.revision) consumer = follow(consumer, entryOf(record), revision, record.created.getTime());
    }
    const sight =
      present !== undefined && consumer.revision === present.consumer.revision ? present : { consumer, seenAt: performance.now() };
    known.set(name, sight);
    return sight;
  };

  /** Writes a consumer's name down before its first entry. */
  const register = async (name: string): Promise<void> => {
    const records = await Array.fromAsync(read(registry, 0n, 'forwards'));
    if (records.some((record) => record.type === 'ConsumerNamed' && nameOf(record.data) === name)) return;
    const last = records.at(-1)?.revision;
    await inTime(client.append(registry, [ownEvent('ConsumerNamed', { name })], last ?? 'no_stream'), limits.answer);
  };

  let complained = false;
  /** Nothing waits for truncation, and the next one does the same; but one that is never allowed lets the streams grow for good. */
  const complain = (error: unknown): void => {
    if (complained || isPassing(error) || typeOf(error) === 'wrong-expected-version') return;
    complained = true;
    process.emitWarning(`EventStoreDB keeps what lies behind the checkpoints, for they cannot be truncated: ${String(translated(error))}`);
  };

  const write = async (name: string, { consumer }: Sight, entries: readonly Entry[]): Promise<void> => {
    if (consumer.revision < 0) await register(name);
    const events = entries.map((entry) => ownEvent('ConsumerChanged', entry));
    await inTime(client.append(streamOf(name), events, consumer.revision < 0 ? 'no_stream' : BigInt(consumer.revision)), limits.answer);
    const after = entries.reduce((state, entry, n) => follow(state, entry, consumer.revision + 1 + n, Date.now()), consumer);
    known.set(name, { consumer: after, seenAt: performance.now() });
    if (entries.length > 1 || after.revision % truncateEvery === 0)
      truncateBefore({ client, limits }, streamOf(name), after.since ?? after.revision).catch(complain);
  };

  return {
    /** A consumer as it is now. */
    look: (name: string): Promise<Sight> => inTurnByConsumer(name, () => insisting(() => look(name), { client, limits })),

    /**
     * Decides and writes. What is already known is enough to write, for a change that was missed makes the server refuse;
     * to answer without writing it takes a look.
     */
    decide: <T>(name: string, decide: (sight: Sight) => Decision<T>): Promise<T> =>
      inTurnByConsumer(name, async () => {
        let sight = known.get(name);
        return insisting(
          async () => {
            for (let fresh = false; ; fresh = true) {
              if (fresh || sight === undefined) {
                sight = await look(name);
                fresh = true;
              }
              const { answer, write: wanted } = decide(sight);
              if (wanted === undefined && !fresh) continue;
              if (wanted === undefined) return answer;
              const given = sight;
              sight = undefined;
              await write(name, given, entriesFor(given.consumer, wanted.hold, wanted.change ?? null));
              return answer;
            }
          },
          { client, limits },
        );
      }),

    /** Gives everything of a consumer other positions, and takes its leader away. */
    moveTo: (name: string, moved: (position: string) => string): Promise<void> =>
      inTurnByConsumer(name, () =>
        insisting(
          async () => {
            const sight = await look(name);
            const entries = movedEntries(sight.consumer, moved);
            if (entries.length > 0) await write(name, sight, entries);
          },
          { client, limits },
        ),
      ),

    /** Every consumer that ever had an entry, in the order of their names. */
    names: async (): Promise<readonly string[]> => {
      const records = await insisting(() => Array.fromAsync(read(registry, 0n, 'forwards')), { client, limits });
      return [...new Set(records.map(({ data }) => nameOf(data)))].toSorted();
    },
  };
};

const nameOf = (data: unknown): string => (data instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(data)).name : '');

/** Tries until it is not somebody else who was faster, nor the server away. */
const insisting = async <T>(work: () => Promise<T>, { limits }: Access): Promise<T> => {
  const { orGiveUp } = persistently(limits);
  for (let races = 0; ; races += 1) {
    try {
      return await work();
    } catch (error) {
      if (typeOf(error) !== 'wrong-expected-version') await orGiveUp(error);
      else await backOff(Math.min(races, 3), limits);
    }
  }
};
