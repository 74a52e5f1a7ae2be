import { memoryEventStore } from '@yimu/event-store/memory';
import { afterEach, describe, expect, it } from 'vitest';
import { buildServer, createLogger, problems } from '../src/index.ts';
import { counterService, entered, envelope } from './support/counter-service.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const service = async (options: Parameters<typeof counterService>[0] = {}) => {
  const made = await counterService(options);
  closing.push(() => made.app.close());
  return made;
};

const broken = (code?: string, message = 'secret detail of the database') => ({
  ...memoryEventStore(),
  readStream: () => {
    throw Object.assign(new Error(message), code === undefined ? {} : { code });
  },
});

describe('every service', () => {
  it('is live, and ready while its checks pass', async () => {
    const { app } = await service();
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'live' });
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready', failed: [] });
  });

  it('is not ready when a check fails, and says which', async () => {
    const checks = { store: async () => Promise.reject(new Error('password')), keys: async () => undefined };
    const app = await buildServer({ name: 'x', logger: createLogger({ name: 'x', level: 'fatal' }), checks });
    closing.push(() => app.close());
    const answer = await app.inject('/health/ready');
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'not ready', failed: ['store'] }]);
  });

  it('counts requests by the pattern of their route, never by their address', async () => {
    const made = await service();
    const id = await entered(made);
    await made.post(`/counters/${id}/raises`, { ...envelope, by: 1 });
    const { body } = await made.app.inject('/metrics');
    expect(body).toMatch(/http_request_duration_seconds_count\{.*route="\/counters\/:counterId\/raises".*status="201".*\} 1/);
    expect(body).toContain('process_resident_memory_bytes');
    expect(body).not.toContain(id);
  });

  it('sends headers that keep browsers from guessing, framing and keeping', async () => {
    const { app } = await service();
    expect((await app.inject('/health/live')).headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it('logs one line per request with method, route, status, time and caller, and no secret', async () => {
    const made = await service();
    const token = await made.token();
    made.lines.length = 0;
    const answer = await made.app.inject({
      method: 'POST',
      url: '/counters',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'k' },
      payload: { ...envelope, jurisdiction: '310116112', note: 'confidential' },
    });
    expect(made.lines.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        service: 'counter',
        pid: process.pid,
        requestId: answer.headers['x-request-id'],
        method: 'POST',
        route: '/counters',
        status: 201,
        ms: expect.any(Number),
        sub: 'officer-1',
        msg: 'request',
      },
    ]);
  });

  it('keeps tokens and bodies out of the log even when somebody logs a request', async () => {
    const lines: string[] = [];
    const logger = createLogger({ name: 'x' }, { write: (line) => void lines.push(line) });
    logger.info(
      { authorization: 'Bearer abc.def', headers: { authorization: 'abc.def' }, nested: { token: 'abc.def', body: 'abc.def' } },
      'careless',
    );
    logger.error({ err: Object.assign(new Error('x'), { row: 'abc.def' }) }, 'careless');
    expect(lines.join()).not.toContain('abc.def');
  });

  it('fails without saying why, but in its log', async () => {
    const made = await service({ store: broken() });
    const answer = await made.post('/counters', { ...envelope, jurisdiction: '310116112' });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([500, 'internal']);
    expect(answer.body).not.toContain('secret detail');
    const logged = made.lines.map((line) => JSON.parse(line) as Record<string, unknown>).find(({ msg }) => msg === 'request failed');
    expect(logged).toMatchObject({ requestId: answer.headers['x-request-id'], err: { message: 'secret detail of the database' } });
  });

  it.each(['Connection terminated unexpectedly', 'Query read timeout', 'timeout exceeded when trying to connect'])(
    'asks to try again later when the driver, which gives no code for it, says %s',
    async (message) => {
      const { post } = await service({ store: broken(undefined, message) });
      const answer = await post('/counters', { ...envelope, jurisdiction: '310116112' });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'overloaded']);
    },
  );

  it.each(['ECONNREFUSED', '57P03', '53300', '57014'])('asks to try again later when the database says %s', async (code) => {
    const answer = await (await service({ store: broken(code) })).post('/counters', { ...envelope, jurisdiction: '310116112' });
    expect([answer.statusCode, answer.headers['retry-after'], answer.json<{ code: string }>().code]).toEqual([503, '1', 'overloaded']);
  });
});

describe('the documentation', () => {
  it('is OpenAPI 3.1, and describes each command with its holders, headers and problems', async () => {
    const { app } = await service();
    const document = (await app.inject('/docs/json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(document.components.securitySchemes.bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
    const operation = document.paths['/counters/{counterId}/raises'].post;
    expect(operation).toMatchObject({ operationId: 'CorrectParcelArea', security: [{ bearer: [] }] });
    expect(operation.description).toContain('town-officer, park-officer, 规划资源局');
    expect(operation.parameters.map(({ name }: { name: string }) => name).sort()).toEqual(['counterId', 'idempotency-key', 'if-match']);
    const schema = operation.requestBody.content['application/json'].schema;
    expect(schema).toMatchObject({ additionalProperties: false, required: ['by', 'effectiveOn', 'sources'] });
    expect(Object.keys(operation.responses)).toEqual(['200', '201', '400', '401', '403', '404', '409', '412', '413', '415', '422', '503']);
    expect(Object.keys(document.paths)).not.toContain('/metrics');
  });

  it('can be read in a browser', async () => {
    const { app } = await service();
    const page = await app.inject('/docs/');
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  });
});

describe('the catalogue of problems', () => {
  it('words every problem in both languages', () => {
    for (const { status, en, zh } of Object.values(problems)) {
      expect([status >= 400 && status < 600, /^[\x20-\x7e]+$/.test(en), /\p{Script=Han}/u.test(zh)]).toEqual([true, true, true]);
    }
  });
});
