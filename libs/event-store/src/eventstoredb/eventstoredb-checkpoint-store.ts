// Leases, checkpoints and parked events of reactions, beside the events. The server has no clock to ask, so a lease has run
// out when nothing was written for its time as measured by whoever wants it: clocks that differ do no harm, but a process that
// has just started waits the whole time once.
import type { CheckpointStore, ConsumerState, Lease } from '../durable-subscription.ts';
import type { EventStoreDbClient } from './client.ts';
import { connect } from './connect.ts';
import { byStream, type Change, type Hold, inOrder, withNull } from './consumer-record.ts';
import { consumerStreams, type Decision, type Sight } from './consumer-stream.ts';
import { type Patience, patience } from './patience.ts';

export interface EventStoreDbCheckpointOptions {
  readonly connectionString: string;
  readonly limits?: Partial<Patience>;
}

/** Opens the checkpoints of a server; it connects when it is first used. */
export const eventStoreDbCheckpointStore = ({
  connectionString,
  ...options
}: EventStoreDbCheckpointOptions): CheckpointStore & { close(): Promise<void> } =>
  checkpointStoreThrough(connect(connectionString), options);

/** The same through any client; tests script one. */
export const checkpointStoreThrough = (
  client: EventStoreDbClient,
  { limits = {} }: Omit<EventStoreDbCheckpointOptions, 'connectionString'> = {},
): CheckpointStore & { close(): Promise<void> } => {
  const consumers = consumerStreams({ client, limits: { ...patience, ...limits } });

  /** Writes what the leader wants, and answers whether it still leads. */
  const asLeader = (
    lease: Lease,
    owner: string,
    write: (hold: Hold) => { readonly hold: Hold; readonly change?: Change },
  ): Promise<boolean> =>
    consumers.decide(lease.consumer, ({ consumer: { hold } }): Decision<boolean> => {
      if (hold === undefined || hold.owner !== owner || hold.epoch !== lease.epoch) return { answer: false };
      return { answer: true, write: write(hold) };
    });

  return {
    acquire: (consumer, owner, ttl) =>
      consumers.decide(consumer, (sight): Decision<Lease | undefined> => {
        const { hold } = sight.consumer;
        const running = isRunning(sight);
        if (running && hold?.owner !== owner) return { answer: undefined };
        const epoch = running ? (hold?.epoch ?? 1) : (hold?.epoch ?? 0) + 1;
        const checkpoint = hold?.checkpoint ?? null;
        return { answer: { consumer, epoch, checkpoint: checkpoint ?? undefined }, write: { hold: { owner, epoch, ttl, checkpoint } } };
      }),
    advance: (lease, owner, position, ttl) => asLeader(lease, owner, (hold) => ({ hold: { ...hold, ttl, checkpoint: position } })),
    release: async (lease, owner) => {
      await asLeader(lease, owner, (hold) => ({ hold: { ...hold, owner: null } }));
    },
    park: (lease, owner, event) =>
      asLeader(lease, owner, (hold) => {
        const checkpoint = hold.checkpoint !== null && hold.checkpoint > event.position ? hold.checkpoint : event.position;
        return { hold: { ...hold, checkpoint }, change: { kind: 'parked', event: withNull(event) } };
      }),
    unpark: (lease, owner, position) => asLeader(lease, owner, (hold) => ({ hold, change: { kind: 'unparked', position } })),
    parked: async (consumer, { stream, limit = Number.POSITIVE_INFINITY } = {}) => {
      const events = inOrder((await consumers.look(consumer)).consumer).map(({ event }) => event);
      return events.filter((event) => stream === undefined || event.stream === stream).slice(0, limit);
    },
    parkedStreams: async (consumer) =>
      byStream(inOrder((await consumers.look(consumer)).consumer)).map(([stream, entries]) => ({
        stream,
        events: entries.length,
        replayRequested: entries.some(({ replay }) => replay),
      })),
    requestReplay: (consumer, stream) =>
      consumers.decide(consumer, ({ consumer: present }): Decision<number> => {
        const asked = inOrder(present).filter(({ event }) => stream === undefined || event.stream === stream);
        const answer = byStream(asked).length;
        if (answer === 0 || present.hold === undefined) return { answer: 0 };
        return { answer, write: { hold: present.hold, change: { kind: 'replay', stream: stream ?? null } } };
      }),
    consumers: async () => {
      const found: ConsumerState[] = [];
      for (const name of await consumers.names()) {
        const { consumer } = await consumers.look(name);
        if (consumer.hold === undefined) continue;
        const { owner, epoch, ttl, checkpoint } = consumer.hold;
        const parked = inOrder(consumer);
        found.push({
          consumer: name,
          // For the eye only: by the clocks of the server and of this process.
          owner: consumer.writtenAt + ttl > Date.now() ? (owner ?? undefined) : undefined,
          epoch,
          checkpoint: checkpoint ?? undefined,
          parkedEvents: parked.length,
          parkedStreams: byStream(parked).length,
        });
      }
      return found;
    },
    close: () => client.close(),
  };
};

const isRunning = ({ consumer: { hold }, seenAt }: Sight): boolean =>
  hold !== undefined && hold.owner !== null && performance.now() - seenAt < hold.ttl;
