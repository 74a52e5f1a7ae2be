import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysFromFile, tokenVerifier } from '../src/index.ts';
import { tokenCache } from '../src/token-cache.ts';
import { audience, claimsOf, issuerName, makeIssuer } from './support/issuer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yimu-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileWith = async (content: string): Promise<string> => {
  const path = join(folder, 'jwks.json');
  await writeFile(path, content);
  return path;
};

describe('a file of keys', () => {
  it('verifies the tokens of its issuer', async () => {
    const issuer = await makeIssuer();
    const jwks = await keysFromFile(await fileWith(JSON.stringify(issuer.jwks)));
    const seconds = Math.floor(Date.now() / 1000);
    const token = await issuer.sign(claimsOf(seconds));
    expect(await tokenVerifier({ issuer: issuerName, audience, jwks })(`Bearer ${token}`)).toHaveProperty('actor');
  });

  it('with a private key is refused at start', async () => {
    const { privateJwk } = await makeIssuer();
    const path = await fileWith(JSON.stringify({ keys: [privateJwk] }));
    await expect(keysFromFile(path)).rejects.toThrow('YIMU_JWKS_FILE: expected a JSON Web Key Set with public EC, OKP or RSA keys only.');
  });

  it.each([
    ['a symmetric key', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}', 'public EC, OKP or RSA keys only'],
    ['no key', '{"keys":[]}', 'public EC, OKP or RSA keys only'],
    ['no JSON', 'keys', 'expected JSON'],
  ])('with %s is refused at start', async (_, content, sentence) => {
    await expect(keysFromFile(await fileWith(content))).rejects.toThrow(sentence);
  });

  it('that does not exist is refused at start', async () => {
    await expect(keysFromFile(join(folder, 'nothing'))).rejects.toThrow('YIMU_JWKS_FILE: expected a file that can be read.');
  });
});

describe('the memory of verified tokens', () => {
  const valid = { notBefore: 0, expires: 100 };

  it('forgets the one that was not used for longest', () => {
    const cache = tokenCache(2);
    cache.set('a', valid);
    cache.set('b', valid);
    cache.get('a', 50);
    cache.set('c', valid);
    expect([cache.get('a', 50), cache.get('b', 50), cache.get('c', 50), cache.size()]).toEqual([valid, undefined, valid, 2]);
  });

  it('forgets one that has expired', () => {
    const cache = tokenCache(2);
    cache.set('a', valid);
    expect([cache.get('a', 100), cache.size()]).toEqual([undefined, 0]);
  });
});
