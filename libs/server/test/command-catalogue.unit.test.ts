import { beforeAll, describe, expect, it } from 'vitest';
import { type CounterService, counterService } from './support/counter-service.ts';

let service: CounterService;
beforeAll(async () => {
  service = await counterService();
});

interface Listed {
  readonly command: string;
  readonly mine: boolean;
  readonly path: string;
  readonly body: { readonly required: readonly string[] };
}

const list = async (query = '', headers: Record<string, string> = {}, claims = {}) =>
  service.app.inject({ url: `/commands${query}`, headers: { authorization: `Bearer ${await service.token(claims)}`, ...headers } });
const commandsOf = async (query: string, claims = {}) =>
  (await list(query, {}, claims)).json<{ commands: Listed[] }>().commands.map(({ command }) => command);

describe('the list of commands', () => {
  it('tells address, holders and shape of each', async () => {
    const { commands } = (await list()).json<{ commands: Listed[] }>();
    expect(commands.map(({ path }) => path)).toEqual([
      '/counters',
      '/counters/{counterId}/raises',
      '/counters/{counterId}/named-raises',
      '/counters/{counterId}/raises-like/{otherId}',
      '/counters/{counterId}/codes/{code}',
    ]);
    expect(commands[1]).toMatchObject({
      command: 'CorrectParcelArea',
      summary: 'Raise a counter',
      roles: ['town-officer', 'park-officer'],
      departments: ['规划资源局'],
      creates: false,
      body: { type: 'object', required: ['by', 'effectiveOn', 'sources'], additionalProperties: false },
    });
    expect(commands[0]).toMatchObject({ command: 'EnterParcel', creates: true });
  });

  it('tells with mine=true those alone that the token may give', async () => {
    expect(await commandsOf('?mine=true')).toHaveLength(5);
    expect(await commandsOf('?mine=true', { roles: ['department'], department: '规划资源局' })).toEqual([
      'CorrectParcelArea',
      'CorrectParcelArea',
      'CorrectParcelArea',
      'CorrectParcelArea',
    ]);
    expect(await commandsOf('?mine=true', { roles: ['auditor'] })).toEqual([]);
    expect(await commandsOf('?mine=false', { roles: ['auditor'] })).toHaveLength(5);
  });

  it('marks the commands that the token may give', async () => {
    const marked = async (claims: object) => (await list('', {}, claims)).json<{ commands: Listed[] }>().commands.map(({ mine }) => mine);
    expect(await marked({})).toEqual([true, true, true, true, true]);
    expect(await marked({ roles: ['department'], department: '规划资源局' })).toEqual([false, true, true, true, true]);
    expect(await marked({ roles: ['auditor'] })).toEqual([false, false, false, false, false]);
  });

  it('is not sent again to whoever has it', async () => {
    const first = await list();
    const { etag } = first.headers;
    expect(first.headers['cache-control']).toBe('private, no-cache');
    const again = await list('', { 'if-none-match': String(etag) });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect((await list('?mine=true', { 'if-none-match': String(etag) }, { roles: ['auditor'] })).statusCode).toBe(200);
  });

  it('is for known callers, and knows no other question', async () => {
    expect((await list('', { authorization: '' })).statusCode).toBe(401);
    expect((await list('?yours=true')).statusCode).toBe(400);
  });
});
