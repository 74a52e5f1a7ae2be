// The whole registry in memory, on the day of the Caojing lists. Tokens are actors in plain text: who signs them is tested in @yimu/server.
import { type Actor, type Command, type Decider, date, type Fact, type RecordedEvent } from '@yimu/domain/kernel';
import { type EventStore, handle } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { createLogger, type TokenVerifier } from '@yimu/server';
import { testId } from '@yimu/testing';
import { type AppDependencies, buildApp } from '../../src/app.ts';
import { memoryContentStore } from '../../src/evidence/memory-content-store.ts';
import { memoryVault } from '../../src/vault/memory-vault.ts';
import type { PersonVault } from '../../src/vault/person-vault.ts';
import { townOfficer } from './officers.ts';

export const today = date('2024-03-11');
export const tomorrow = '2024-03-12';
export const clock = () => new Date('2024-03-11T12:00:00+08:00');

export const sources = [{ kind: 'document' as const, number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: today }];
export const envelope = { effectiveOn: today, sources };

/** An id that nothing has. */
export const nowhere = '00000000-0000-4000-8000-000000000000';

/** The value of an Authorization header. */
export const tokenOf = (actor: Actor): string => `Bearer ${Buffer.from(JSON.stringify(actor)).toString('base64url')}`;
const verify: TokenVerifier = async (authorization) =>
  authorization === undefined
    ? { problem: 'missing' }
    : {
        issuer: 'https://issuer.test/',
        actor: JSON.parse(Buffer.from(authorization.slice('Bearer '.length), 'base64url').toString()) as Actor,
      };

/** Puts a fact into a store past the routes, for what another service would have done. */
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
    requestHash: testId(stream, key),
    actor: townOfficer,
    correlationId: testId(key),
    causationId: testId(key, 'cause'),
  };
  const handled = await handle(store, stream, decider, command, intent);
  if (handled.outcome !== 'done') throw new Error(`${type} was not done: ${JSON.stringify(handled)}`);
};

/** Builds the service; nothing listens. */
export const registryService = async ({
  store = memoryEventStore(),
  vault,
  ...others
}: { readonly store?: EventStore; readonly vault?: PersonVault } & Partial<
  Pick<AppDependencies, 'reactions' | 'fenceHolders' | 'logger' | 'evidence'>
> = {}) => {
  const kept = vault ?? (await memoryVault());
  const evidence = { content: memoryContentStore(), longest: 1024 * 1024 };
  const silent = createLogger({ name: 'registry', level: 'silent' });
  const app = await buildApp({ logger: silent, store, verify, clock, vault: kept, evidence, ...others });
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
  const get = (url: string, as?: Actor) => app.inject({ url, headers: as === undefined ? {} : { authorization: tokenOf(as) } });
  const eventsOf = (stream: string): Promise<RecordedEvent[]> => Array.fromAsync(store.readStream(stream));

  /** Sends a command that must succeed; answers the id of what it made. */
  const made = async (url: string, body: object, how: { as?: Actor; key?: string }): Promise<string> => {
    const answer = await post(url, { ...envelope, ...body }, how);
    if (answer.statusCode !== 201) throw new Error(`${url} answered ${answer.body}`);
    return answer.json<{ id: string }>().id;
  };
  return { app, store, post, get, eventsOf, made, everything: () => Array.fromAsync(store.readAll()) };
};

export type RegistryService = Awaited<ReturnType<typeof registryService>>;

const mu = (value: string) => ({ value, unit: 'mu' });

/** Enters 古岛, 30.62 亩 in 漕泾; answers its id. */
export const enteredParcel = (service: RegistryService, name = '上海古岛时装有限公司地块'): Promise<string> =>
  service.made('/parcels', { jurisdiction: '310116112', name, area: mu('30.62') }, { as: townOfficer, key: name });

/** Enters an enterprise at home in 漕泾; answers its id. */
export const enteredParty = (service: RegistryService, name = '上海古岛时装有限公司'): Promise<string> =>
  service.made('/parties', { jurisdiction: '310116112', name }, { as: townOfficer, key: name });
