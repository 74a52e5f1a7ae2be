import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLocalConfig } from '../config.ts';
import { tokenFor } from '../token.ts';

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'yimu-token-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

const ask = (words: string, env: Record<string, string> = {}) =>
  tokenFor(words === '' ? [] : words.split(' '), readLocalConfig({ YIMU_DATA: dataDirectory, ...env }));

describe('npm run token', () => {
  it('answers a token for a town officer that lasts eight hours', async () => {
    const claims = decodeJwt(await ask('--jurisdiction 310116112 --role town-officer'));
    expect(claims).toMatchObject({
      iss: 'https://dev.yimu.invalid/',
      aud: 'yimu',
      sub: 'dev:town-officer@310116112',
      roles: ['town-officer'],
      scope: { kind: 'subtree', value: '310116112' },
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(8 * 60 * 60);
  });

  it('answers a token of a department, by name', async () => {
    const claims = decodeJwt(await ask('--jurisdiction 310116 --role department --department 经委 --sub li --expires 30m'));
    expect(claims).toMatchObject({ department: '经委', roles: ['department'], sub: 'li' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(30 * 60);
  });

  it('answers a token of an enterprise, whose role needs no saying', async () => {
    const id = '4f0d7c1e-2f0b-4d8e-9a53-0f5a4f1f2a10';
    expect(decodeJwt(await ask(`--party ${id}`))).toMatchObject({ roles: ['enterprise'], scope: { kind: 'party', value: id } });
  });

  it('answers a token of a mandated unit, whose role needs no saying', async () => {
    const id = '4f0d7c1e-2f0b-4d8e-9a53-0f5a4f1f2a10';
    expect(decodeJwt(await ask(`--mandate ${id}`))).toMatchObject({ roles: ['technical-unit'], scope: { kind: 'mandate', value: id } });
  });

  it.each([
    ['', 'Expected one of --jurisdiction, --party and --mandate'],
    ['--jurisdiction 310116112', 'Expected --role'],
    ['--jurisdiction 3101 --role town-officer', 'scope.subtree: expected an administrative code of 6 digits'],
    ['--jurisdiction 310116112 --role mayor', 'roles: expected one of town-officer'],
    ['--jurisdiction 310116 --role department', 'department: the role department needs the name of one'],
    ['--party somebody', 'scope.party: expected the id of an enterprise'],
    ['--mandate survey', 'scope.mandate: expected the id of a mandate'],
    ['--party 4f0d7c1e-2f0b-4d8e-9a53-0f5a4f1f2a10 --jurisdiction 310116', 'Expected one of --jurisdiction, --party and --mandate'],
    ['--jurisdiction 310116 --role admin --expires 400d', '--expires: expected minutes, hours or days up to 30d'],
    ['--jurisdiction 310116 --role admin --city', "Unknown option '--city'"],
  ])('refuses "%s" in one sentence', async (words, sentence) => {
    await expect(ask(words)).rejects.toMatchObject({ name: 'Sentence', message: expect.stringContaining(sentence) });
  });

  it('refuses when tokens come from another issuer', async () => {
    const foreign = { YIMU_ISSUER: 'https://login.example.cn/', YIMU_JWKS_URL: 'https://login.example.cn/jwks' };
    await expect(ask('--jurisdiction 310116112 --role town-officer', foreign)).rejects.toThrow(
      'Tokens come from https://login.example.cn/ (YIMU_ISSUER); development tokens are for the development issuer only.',
    );
  });

  it('refuses a half-configured issuer', async () => {
    expect(() => readLocalConfig({ YIMU_JWKS_URL: 'https://login.example.cn/jwks' })).toThrow('YIMU_ISSUER: expected the issuer');
    expect(() => readLocalConfig({ YIMU_ISSUER: 'https://login.example.cn/' })).toThrow('YIMU_JWKS_URL: expected the address of the keys');
  });
  it('passes the limits of the query side on as they are, but for a path, and only those that are set', () => {
    expect(readLocalConfig({}).queryLimits).toEqual({});
    const limits = { QUERY_COST_LIMIT: '1000', TRUSTED_DOCUMENTS: 'log', TRUSTED_DOCUMENTS_FILE: '/documents.json' };
    expect(readLocalConfig({ ...limits, LOG_LEVEL: 'warn' }).queryLimits).toEqual(limits);
  });
});
