import { beforeEach, describe, expect, it } from 'vitest';
import { typesOf } from './support/counter.ts';
import { type CounterService, counterService, entered, envelope, sources, today } from './support/counter-service.ts';

let service: CounterService;
beforeEach(async () => {
  service = await counterService();
});

const town = '310116112';
const raised = (id: string, key = 'raise', by = 1, headers: Record<string, string> = {}) =>
  service.post(`/counters/${id}/raises`, { ...envelope, by }, { headers: { 'idempotency-key': key, ...headers } });
const eventsOf = (id: string) => Array.fromAsync(service.store.readStream(`counter-${id}`));

describe('a command', () => {
  it('appends its facts and answers where the stream stands', async () => {
    const answer = await service.post('/counters', { ...envelope, jurisdiction: town });
    const body = answer.json<{ id: string; stream: string; revision: number; position: string }>();
    expect(answer.statusCode).toBe(201);
    expect(Object.keys(body)).toEqual(['stream', 'id', 'revision', 'position']);
    expect(body).toMatchObject({ stream: `counter-${body.id}`, revision: 0 });
    expect(answer.headers).toMatchObject({ etag: '"0"', 'yimu-position': body.position });
  });

  it('records who gave it, through which request, from which source', async () => {
    const answer = await service.post('/counters', { ...envelope, jurisdiction: town });
    const [event] = await eventsOf(answer.json<{ id: string }>().id);
    expect(event).toMatchObject({
      type: 'CounterEntered',
      effectiveOn: today,
      sources,
      actor: { sub: 'officer-1', roles: ['town-officer'], scope: { kind: 'subtree', value: town } },
      correlationId: answer.headers['x-request-id'],
      requestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      causationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('sent again answers the same with 200 and appends nothing, even after others have moved the stream', async () => {
    const id = await entered(service);
    const first = await raised(id, 'a');
    await raised(id, 'b');
    const again = await raised(id, 'a');
    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.body).toBe(first.body);
    expect(again.headers.etag).toBe(first.headers.etag);
    expect(typesOf(await eventsOf(id))).toEqual(['CounterEntered', 'CounterRaised', 'CounterRaised']);
  });

  it('is the same command however its address and its fields are spelt', async () => {
    const id = await entered(service);
    await service.post(`/counters/${id}/raises`, { ...envelope, by: 2 });
    const again = await service.post(`/counters/${id.toUpperCase()}/raises`, { by: 2, sources, effectiveOn: today });
    expect([again.statusCode, typesOf(await eventsOf(id)).length]).toEqual([200, 2]);
  });

  it('creates one thing however often it is sent', async () => {
    expect(await entered(service, town, 'x')).toBe(await entered(service, town, 'x'));
    expect(await entered(service, town, 'x')).not.toBe(await entered(service, town, 'y'));
  });

  it('with the key of another request is refused', async () => {
    const id = await entered(service);
    await raised(id, 'k', 1);
    const other = await raised(id, 'k', 2);
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'idempotency-key-reused']);
    const create = await service.post(
      '/counters',
      { ...envelope, jurisdiction: town, note: 'other' },
      { headers: { 'idempotency-key': 'first' } },
    );
    expect(create.statusCode).toBe(422);
  });

  it('goes ahead when the stream stands where the caller saw it, and is refused when it has moved', async () => {
    const id = await entered(service);
    expect((await raised(id, 'a', 1, { 'if-match': '"0"' })).statusCode).toBe(201);
    const late = await raised(id, 'b', 1, { 'if-match': '"0"' });
    expect(late.statusCode).toBe(412);
    expect(late.json()).toMatchObject({ code: 'revision-mismatch', detail: 'If-Match: expected the present revision, "1".' });
  });

  it('that a rule refuses answers with the rule in both languages', async () => {
    const id = await entered(service);
    await raised(id, 'a', 10);
    const refused = await raised(id, 'b', 1);
    expect(refused.statusCode).toBe(409);
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(refused.json()).toEqual({
      type: 'urn:yimu:problem:rule-conflict',
      title: 'A rule forbids this at present',
      titleZh: '当前状态下规则不允许',
      status: 409,
      detail: 'The counter stands at 10 and holds 10 at most.',
      detailZh: '计数为10，上限为10。',
      code: 'rule-conflict',
      instance: `urn:uuid:${String(refused.headers['x-request-id'])}`,
      rule: 'counter-is-full',
    });
  });

  it('may look at another stream of the scope before it is decided', async () => {
    const [id, other] = [await entered(service, town, 'a'), await entered(service, town, 'b')];
    await raised(other, 'c');
    await service.post(`/counters/${id}/raises-like/${other}`, envelope);
    expect((await eventsOf(id)).at(-1)?.data).toEqual({ by: 2 });
  });

  it.each(['/counters/not-a-uuid/raises', '/counters/../raises'])('at the odd address %s does no harm', async (url) => {
    expect((await service.post(url, { ...envelope, by: 1 })).statusCode).toBeLessThan(500);
  });
});

describe('a command that reserves', () => {
  const take = (id: string, code: string, key: string, by = 1) =>
    service.post(`/counters/${id}/codes/${code}`, { ...envelope, by }, { headers: { 'idempotency-key': key } });
  const codes = () => Array.fromAsync(service.store.readStream('code-A'));

  it('takes the reservation first, and again for nothing when it is sent again', async () => {
    const id = await entered(service);
    expect([(await take(id, 'A', 'k')).statusCode, (await take(id, 'A', 'k')).statusCode]).toEqual([201, 200]);
    expect((await codes()).map(({ data }) => data)).toEqual([{ code: 'A', holder: id }]);
  });

  it('reserves nothing when it would be refused itself', async () => {
    const id = await entered(service);
    await raised(id, 'a', 10);
    expect((await take(id, 'A', 'k')).json()).toMatchObject({ rule: 'counter-is-full' });
    expect(await codes()).toEqual([]);
  });

  it('reserves nothing with a key that was used for another request', async () => {
    const id = await entered(service);
    await take(id, 'A', 'k', 1);
    expect((await take(id, 'A', 'k', 2)).json()).toMatchObject({ code: 'idempotency-key-reused' });
    expect((await codes()).length).toBe(1);
  });

  it('is refused when another holds the code, and its own stream stays as it was', async () => {
    const [id, other] = [await entered(service, town, 'a'), await entered(service, town, 'b')];
    await take(id, 'A', 'k');
    const refused = await take(other, 'A', 'l');
    expect([refused.statusCode, refused.json<{ rule: string }>().rule]).toEqual([409, 'code-already-held']);
    expect((await eventsOf(other)).length).toBe(1);
  });
});
