// A whole service around the counter, in memory.
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { buildServer, commandRoute, commands, createLogger, inScope, readWithin, reservation, tokenVerifier } from '../../src/index.ts';
import { codeDecider, counterDecider, enterBody, raiseBody } from './counter.ts';
import { audience, claimsOf, issuerName, makeIssuer } from './issuer.ts';

export const today = '2024-03-11';
/** 16:30 UTC on the 10th is half past midnight on the 11th in Shanghai. */
export const now = new Date('2024-03-10T16:30:00Z');

export const sources = [{ kind: 'document', number: '漕府〔2024〕11号', issuer: '漕泾镇人民政府', date: today }];
export const envelope = { effectiveOn: today, sources };

const enter = commandRoute({
  path: '/counters',
  command: 'EnterParcel',
  summary: 'Enter a counter',
  schema: enterBody,
  toData: ({ body, entityId }) => ({ counterId: entityId, jurisdiction: body.jurisdiction }),
  decider: counterDecider,
  stream: ({ counterId }) => `counter-${counterId}`,
  admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
  id: ({ counterId }) => counterId,
});

const raise = commandRoute({
  path: '/counters/:counterId/raises',
  command: 'CorrectParcelArea',
  summary: 'Raise a counter',
  schema: raiseBody,
  toData: ({ body, params }) => ({ counterId: params.counterId, by: body.by }),
  decider: counterDecider,
  stream: ({ counterId }) => `counter-${counterId}`,
});

const raiseByNamed = commandRoute({
  path: '/counters/:counterId/named-raises',
  command: 'CorrectParcelArea',
  summary: 'Raise a counter, also as the enterprise whose id the counter has',
  schema: raiseBody,
  toData: ({ body, params }) => ({ counterId: params.counterId, by: body.by }),
  decider: counterDecider,
  stream: ({ counterId }) => `counter-${counterId}`,
  admitNamed: async (_, { counterId }, { actor: { scope } }) => scope.kind === 'party' && scope.value === counterId,
});

const raiseLike = commandRoute({
  path: '/counters/:counterId/raises-like/:otherId',
  command: 'CorrectParcelArea',
  summary: 'Raise a counter as often as another one has events',
  schema: raiseBody.pick({ unit: true }),
  toData: ({ params }) => ({ counterId: params.counterId, by: 1, like: params.otherId }),
  decider: counterDecider,
  stream: ({ counterId }) => `counter-${counterId}`,
  context: async ({ store }, data, caller) => {
    const other = await readWithin(store, `counter-${data.like}`, caller.actor.scope);
    return other === undefined ? 'not-found' : { counterId: data.counterId, by: other.length };
  },
});

const raiseWithCode = commandRoute({
  path: '/counters/:counterId/codes/:code',
  command: 'CorrectParcelArea',
  summary: 'Raise a counter and take a code for it',
  schema: raiseBody,
  params: { code: z.string().regex(/^[A-Z]{1,20}$/, 'expected capital letters') },
  toData: ({ body, params }) => ({ counterId: params.counterId, by: body.by, code: params.code }),
  decider: counterDecider,
  stream: ({ counterId }) => `counter-${counterId}`,
  reservations: ({ code = '', counterId }, caller) => [
    reservation({
      stream: `code-${code}`,
      decider: codeDecider,
      type: 'ReserveParcelCode',
      data: { code, holder: counterId, jurisdiction: caller.actor.scope.value },
    }),
  ],
});

/** Starts nothing: answers through `app.inject`. `lines` are the log, one JSON text each. */
export const counterService = async ({ store = memoryEventStore() }: { readonly store?: EventStore } = {}) => {
  const issuer = await makeIssuer();
  const lines: string[] = [];
  const logger = createLogger({ name: 'counter', level: 'debug' }, { write: (line) => void lines.push(line) });
  const app = await buildServer({ name: 'counter', logger, checks: { store: () => store.head() } });
  const verify = tokenVerifier({ issuer: issuerName, audience, jwks: issuer.keys, clock: () => now });
  await app.register(commands({ store, verify, clock: () => now }, [enter, raise, raiseByNamed, raiseLike, raiseWithCode]));
  await app.ready();

  const token = (claims: JWTPayload = {}) => issuer.sign({ ...claimsOf(now.getTime() / 1000), ...claims });
  const post = async (
    url: string,
    payload: unknown,
    { headers = {}, claims = {} }: { headers?: Record<string, string>; claims?: JWTPayload } = {},
  ) =>
    app.inject({
      method: 'POST',
      url,
      payload: payload as object,
      headers: { authorization: `Bearer ${await token(claims)}`, 'idempotency-key': 'k', ...headers },
    });
  return { app, store, issuer, lines, token, post };
};

export type CounterService = Awaited<ReturnType<typeof counterService>>;

/** Enters a counter and answers its id. */
export const entered = async (service: CounterService, jurisdiction = '310116112', key = 'first'): Promise<string> => {
  const claims = { scope: { kind: 'subtree', value: jurisdiction } };
  const answer = await service.post('/counters', { ...envelope, jurisdiction }, { headers: { 'idempotency-key': key }, claims });
  return answer.json<{ id: string }>().id;
};
