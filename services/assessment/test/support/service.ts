// All of assessment in memory, on the day of the Caojing lists. Tokens are actors in plain text: who signs them is tested in @yimu/server.
import { type Actor, type Command, type Decider, date, type Fact, type RecordedEvent } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import { type EventStore, handle } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { createLogger, type TokenVerifier } from '@yimu/server';
import { testId } from '@yimu/testing';
import { buildApp } from '../../src/app.ts';
import { town, townOfficer } from './officers.ts';

export const today = date('2024-03-11');
export const tomorrow = '2024-03-12';
export const clock = () => new Date('2024-03-11T12:00:00+08:00');

export const sources = [{ kind: 'document' as const, number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: today }];
export const envelope = { effectiveOn: today, sources };

/** An id that nothing has. */
export const nowhere = '00000000-0000-4000-8000-000000000000';

const tokenOf = (actor: Actor): string => `Bearer ${Buffer.from(JSON.stringify(actor)).toString('base64url')}`;
const verify: TokenVerifier = async (authorization) =>
  authorization === undefined
    ? { problem: 'missing' }
    : {
        issuer: 'https://issuer.test/',
        actor: JSON.parse(Buffer.from(authorization.slice('Bearer '.length), 'base64url').toString()) as Actor,
      };

/** Puts a fact into a store past the routes, for what the registry or a reaction would have done. */
export const give = async <C extends Command, E extends Fact, S>(
  store: EventStore,
  {
    stream,
    decider,
    type,
    data,
    key = 'given',
  }: { stream: string; decider: Decider<C, E, S>; type: C['type']; data: C['data']; key?: string },
): Promise<void> => {
  const command = { ...envelope, today, type, data } as unknown as C;
  const intent = {
    eventId: (n: number) => testId(stream, type, key, n),
    requestHash: testId(stream),
    actor: townOfficer,
    correlationId: testId(stream, 'correlation'),
    causationId: testId(stream, 'cause'),
  };
  const handled = await handle(store, stream, decider, command, intent);
  if (handled.outcome !== 'done') throw new Error(`${type} was not done: ${JSON.stringify(handled)}`);
};

/** Builds the service; nothing listens. */
export const assessmentService = async (store: EventStore = memoryEventStore()) => {
  const app = await buildApp({ logger: createLogger({ name: 'assessment', level: 'silent' }), store, verify, clock });
  const post = (
    url: string,
    payload: unknown,
    { as, key = 'key', headers = {} }: { as?: Actor; key?: string; headers?: Record<string, string> } = {},
  ) =>
    app.inject({
      method: 'POST',
      url,
      payload: payload as object,
      headers: { ...(as === undefined ? {} : { authorization: tokenOf(as) }), 'idempotency-key': encodeURIComponent(key), ...headers },
    });
  const eventsOf = (stream: string): Promise<RecordedEvent[]> => Array.fromAsync(store.readStream(stream));
  return { app, store, post, eventsOf, everything: () => Array.fromAsync(store.readAll()) };
};

export type AssessmentService = Awaited<ReturnType<typeof assessmentService>>;

/** A parcel as the registry would have entered it; answers its id. */
export const enteredParcel = async ({ store }: AssessmentService, name = '古岛', jurisdiction = town): Promise<string> => {
  const parcelId = testId(name);
  const unknown = { address: null, landUse: null, ownership: null, legality: null, area: null, rank: 0 };
  await give(store, {
    stream: `parcel-${parcelId}`,
    decider: parcel,
    type: 'EnterParcel',
    data: { parcelId, jurisdiction, name, ...unknown },
  });
  return parcelId;
};
