import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import type { LightMyRequestResponse } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CounterService, counterService, entered, envelope } from './support/counter-service.ts';

let service: CounterService;
/** What was read of the store: stream and how. */
let reads: string[];

beforeEach(async () => {
  reads = [];
  const memory = memoryEventStore();
  const store: EventStore = {
    ...memory,
    readStream: (stream, options) => {
      reads.push(`${stream.split('-')[0]} ${options?.direction ?? 'forwards'} ${options?.limit ?? 'all'}`);
      return memory.readStream(stream, options);
    },
  };
  service = await counterService({ store });
});

const nowhere = '00000000-0000-4000-8000-000000000000';
const as = (kind: string, value: string) => ({ claims: { scope: { kind, value } } });
const raise = (id: string, scope: ReturnType<typeof as>) => service.post(`/counters/${id}/raises`, { ...envelope, by: 1 }, scope);

/** An answer without what names the request itself. */
const bare = (answer: LightMyRequestResponse) => {
  const requestId = String(answer.headers['x-request-id']);
  const { date: _date, ...headers } = answer.headers;
  return JSON.stringify([answer.statusCode, headers, answer.body]).replaceAll(requestId, 'REQUEST');
};

describe('a caller commands inside its scope', () => {
  it.each([
    ['the town itself', '310116112'],
    ['its district', '310116'],
    ['its city', '310000'],
  ])('when that is %s', async (_, code) => {
    expect((await raise(await entered(service), as('subtree', code))).statusCode).toBe(201);
  });
});

describe('an enterprise commands where a route names it', () => {
  const raiseAs = (id: string, scope: ReturnType<typeof as>) => service.post(`/counters/${id}/named-raises`, { ...envelope, by: 1 }, scope);

  it('its own thing, and nothing else', async () => {
    const [own, other] = [await entered(service), await entered(service, '310116112', 'other')];
    const party = as('party', own);
    expect((await raiseAs(own, party)).statusCode).toBe(201);
    expect((await raise(own, party)).statusCode).toBe(404);
    expect(bare(await raiseAs(other, party))).toBe(bare(await raise(nowhere, party)));
  });

  it('which a subtree does as before: inside, not outside', async () => {
    const id = await entered(service);
    expect((await raiseAs(id, as('subtree', '310116'))).statusCode).toBe(201);
    expect((await raiseAs(id, as('subtree', '310117'))).statusCode).toBe(404);
  });
});

describe('what lies outside the scope does not exist', () => {
  it.each([
    ['another town', as('subtree', '310116113')],
    ['another district', as('subtree', '310117')],
    ['a park', as('park', '310116112')],
    ['an enterprise', as('party', '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed')],
    ['a mandate', as('mandate', '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed')],
    ['a case', as('case', '310116112')],
  ])('for %s: the answer is byte for byte that of a stream that was never written', async (_, scope) => {
    const id = await entered(service);
    const [there, missing] = [await raise(id, scope), await raise(nowhere, scope)];
    expect(there.statusCode).toBe(404);
    expect(bare(there)).toBe(bare(missing));
  });

  it('and takes the same reads as what was never written', async () => {
    const id = await entered(service);
    for (let n = 0; n < 9; n += 1)
      await service.post(`/counters/${id}/raises`, { ...envelope, by: 1 }, { headers: { 'idempotency-key': `${n}` } });
    const readsOf = async (counter: string) => {
      reads = [];
      await raise(counter, as('subtree', '310117'));
      return reads;
    };
    expect(await readsOf(id)).toEqual(['counter backwards 32']);
    expect(await readsOf(nowhere)).toEqual(['counter backwards 32']);
  });

  it('not even for a request that would be wrong in another way', async () => {
    const id = await entered(service);
    const wrong = { headers: { 'if-match': '"77"' }, ...as('subtree', '310117') };
    const post = (counter: string) => service.post(`/counters/${counter}/raises`, { ...envelope, by: 10 }, wrong);
    expect(bare(await post(id))).toBe(bare(await post(nowhere)));
  });

  it('nor as the other stream that a command looks at', async () => {
    const own = await entered(service, '310117107', 'own');
    const theirs = await entered(service);
    const like = (other: string) => service.post(`/counters/${own}/raises-like/${other}`, envelope, as('subtree', '310117107'));
    expect((await like(theirs)).statusCode).toBe(404);
    expect(bare(await like(theirs))).toBe(bare(await like(nowhere)));
  });

  it('and nothing can be created there', async () => {
    const answer = await service.post('/counters', { ...envelope, jurisdiction: '310116112' }, as('subtree', '310117107'));
    expect(bare(answer)).toBe(bare(await raise(nowhere, as('subtree', '310117107'))));
    expect(await service.store.head()).toBeUndefined();
  });
});
