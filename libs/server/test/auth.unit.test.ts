import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { base64url, createLocalJWKSet, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { keysFromUrl, tokenVerifier } from '../src/index.ts';
import { audience, claimsOf, type Issuer, issuerName, makeIssuer } from './support/issuer.ts';

const start = 1_710_000_000;
const good = claimsOf(start);
const party = '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed';
let issuer: Issuer;

beforeAll(async () => {
  issuer = await makeIssuer();
});

const verifierAt = (clock: () => number = () => start, jwks: JWTVerifyGetKey = issuer.keys, cacheSize = 100) =>
  tokenVerifier({ issuer: issuerName, audience, jwks, clock: () => new Date(clock() * 1000), cacheSize });

/** A token that nobody signed. */
const unsigned = (header: object, payload: object, signature = ''): string =>
  `${[header, payload].map((part) => base64url.encode(JSON.stringify(part))).join('.')}.${signature}`;

const without = (name: string): JWTPayload => Object.fromEntries(Object.entries(good).filter(([claim]) => claim !== name));
const bytes = (text: string) => new TextEncoder().encode(text);
const bearer = async (token: Promise<string> | string) => `Bearer ${await token}`;

/** Every way in that must be closed: what is sent, and what is answered. */
const refused: readonly (readonly [string, () => Promise<string | undefined>, object])[] = [
  ['no token', async () => undefined, { problem: 'missing' }],
  ['an empty header', async () => '', { problem: 'missing' }],
  ['a scheme that is not Bearer', async () => 'Basic dXNlcjpwYXNz', { problem: 'not-bearer' }],
  ['Bearer without a token', async () => 'Bearer ', { problem: 'not-bearer' }],
  ['two tokens', async () => `${await bearer(issuer.sign(good))}, ${await bearer(issuer.sign(good))}`, { problem: 'not-bearer' }],
  ['a huge token', async () => bearer(issuer.sign({ ...good, more: 'x'.repeat(9_000) })), { problem: 'too-large' }],
  ['an expired token', async () => bearer(issuer.sign({ ...good, exp: start - 6 })), { problem: 'expired' }],
  ['a token of the future', async () => bearer(issuer.sign({ ...good, nbf: start + 60 })), { problem: 'not-yet-valid' }],
  ['a token signed with another key', async () => bearer(issuer.sign(good, {}, issuer.strangersKey)), { problem: 'invalid' }],
  ['an unknown key id', async () => bearer(issuer.sign(good, { kid: '../../dev/null' })), { problem: 'invalid' }],
  [
    'a changed payload',
    async () => bearer((await issuer.sign(good)).replace(/\.[^.]+\./, `.${base64url.encode(JSON.stringify(good))}x.`)),
    { problem: 'invalid' },
  ],
  ['alg none', async () => bearer(unsigned({ alg: 'none', kid: 'k1' }, good)), { problem: 'invalid' }],
  ['alg nOnE with a signature', async () => bearer(unsigned({ alg: 'nOnE', kid: 'k1' }, good, 'AAAA')), { problem: 'invalid' }],
  [
    'HS256 with the public key as secret (PEM)',
    async () => bearer(issuer.sign(good, { alg: 'HS256' }, bytes(issuer.publicKeyPem))),
    { problem: 'invalid' },
  ],
  [
    'the same with a space before the key',
    async () => bearer(issuer.sign(good, { alg: 'HS256' }, bytes(` ${issuer.publicKeyPem}`))),
    { problem: 'invalid' },
  ],
  [
    'HS256 with the public key as secret (JWK)',
    async () => bearer(issuer.sign(good, { alg: 'HS256' }, bytes(JSON.stringify(issuer.jwks.keys[0])))),
    { problem: 'invalid' },
  ],
  [
    'a key brought along',
    async () => bearer(issuer.sign(good, { kid: 'k2', jwk: issuer.jwks.keys[0] }, issuer.strangersKey)),
    { problem: 'invalid' },
  ],
  [
    'a critical extension, well signed',
    async () => bearer(issuer.signRaw({ alg: 'ES256', kid: 'k1', crit: ['exp'], exp: 1 }, good)),
    { problem: 'invalid' },
  ],
  ['alg none in a well-signed header', async () => bearer(issuer.signRaw({ alg: 'none', kid: 'k1' }, good)), { problem: 'invalid' }],
  ['a payload that is an array', async () => bearer(issuer.sign([good])), { problem: 'invalid' }],
  ['a payload that is text', async () => bearer(issuer.sign('admin')), { problem: 'invalid' }],
  ['another issuer', async () => bearer(issuer.sign({ ...good, iss: 'https://issuer.test' })), { problem: 'wrong-claim', claim: 'iss' }],
  ['issuers as an array', async () => bearer(issuer.sign({ ...good, iss: [issuerName] })), { problem: 'wrong-claim', claim: 'iss' }],
  ['another audience', async () => bearer(issuer.sign({ ...good, aud: 'other' })), { problem: 'wrong-claim', claim: 'aud' }],
  ...['iss', 'aud', 'exp', 'sub', 'roles', 'scope'].map(
    (claim) => [`no ${claim}`, async () => bearer(issuer.sign(without(claim))), { problem: 'wrong-claim', claim }] as const,
  ),
  ['exp as text', async () => bearer(issuer.sign({ ...good, exp: '9999999999' })), { problem: 'wrong-claim', claim: 'exp' }],
  ['an unknown role', async () => bearer(issuer.sign({ ...good, roles: ['mayor'] })), { problem: 'wrong-claim', claim: 'roles.0' }],
  ['no role at all', async () => bearer(issuer.sign({ ...good, roles: [] })), { problem: 'wrong-claim', claim: 'roles' }],
  [
    'the role department without one',
    async () => bearer(issuer.sign({ ...good, roles: ['department'] })),
    { problem: 'wrong-claim', claim: 'department' },
  ],
  [
    'a scope with more than kind and value',
    async () => bearer(issuer.sign({ ...good, scope: { kind: 'subtree', value: '310116', all: true } })),
    { problem: 'wrong-claim', claim: 'scope' },
  ],
  [
    'a subtree that is no jurisdiction',
    async () => bearer(issuer.sign({ ...good, scope: { kind: 'subtree', value: '3' } })),
    { problem: 'wrong-claim', claim: 'scope.value' },
  ],
  [
    'a party that is no id',
    async () => bearer(issuer.sign({ ...good, scope: { kind: 'party', value: 'acme' } })),
    { problem: 'wrong-claim', claim: 'scope.value' },
  ],
  [
    'a person who says to be a reaction',
    async () => bearer(issuer.sign({ ...good, sub: 'reaction:x' })),
    { problem: 'wrong-claim', claim: 'sub' },
  ],
];

describe('a caller is known by a token', () => {
  it('with issuer, subject, roles, department and scope', async () => {
    const claims = {
      ...good,
      roles: ['department', 'department'],
      department: '经委',
      scope: { kind: 'subtree', value: '310116' },
      azp: 'console',
    };
    expect(await verifierAt()(await bearer(issuer.sign(claims)))).toEqual({
      issuer: issuerName,
      actor: { sub: 'officer-1', roles: ['department'], department: '经委', scope: { kind: 'subtree', value: '310116' } },
    });
  });

  it('whose scope may be a party, and whose audiences may be several', async () => {
    const answer = await verifierAt()(
      await bearer(issuer.sign({ ...good, aud: ['other', audience], scope: { kind: 'party', value: party } })),
    );
    expect(answer).toMatchObject({ actor: { scope: { kind: 'party', value: party } } });
  });
  it.each(['party', 'mandate'] as const)('whose id of a %s may be in capitals: it is the same one', async (kind) => {
    const answer = await verifierAt()(await bearer(issuer.sign({ ...good, scope: { kind, value: party.toUpperCase() } })));
    expect(answer).toMatchObject({ actor: { scope: { kind, value: party } } });
  });

  it('a few seconds after it expired, because clocks differ', async () => {
    expect(await verifierAt()(await bearer(issuer.sign({ ...good, exp: start - 3 })))).toHaveProperty('actor');
  });

  it.each(refused)('but not by %s', async (_, header, problem) => {
    expect(await verifierAt()(await header())).toEqual(problem);
  });
});

describe('verified tokens are remembered', () => {
  it('so that the keys are not asked again', async () => {
    let asked = 0;
    const verify = verifierAt(undefined, (header, token) => {
      asked += 1;
      return issuer.keys(header, token);
    });
    const header = await bearer(issuer.sign(good));
    await verify(header);
    expect(await verify(header)).toHaveProperty('actor');
    expect(asked).toBe(1);
  });

  it('but not beyond their expiry', async () => {
    let now = start;
    const verify = verifierAt(() => now);
    const header = await bearer(issuer.sign({ ...good, exp: start + 60 }));
    expect(await verify(header)).toHaveProperty('actor');
    now = start + 66;
    expect(await verify(header)).toEqual({ problem: 'expired' });
  });

  it('nor for more than five minutes after the issuer withdrew the key', async () => {
    let now = start;
    let jwks: JWTVerifyGetKey = issuer.keys;
    const verify = verifierAt(
      () => now,
      (header, token) => jwks(header, token),
    );
    const header = await bearer(issuer.sign(good));
    expect(await verify(header)).toHaveProperty('actor');
    jwks = createLocalJWKSet({ keys: [] });
    now = start + 301;
    expect(await verify(header)).toEqual({ problem: 'invalid' });
  });
});

describe('keys at an address', () => {
  it('that answers are fetched once', async () => {
    let fetched = 0;
    const server = createServer((_request, response) => {
      fetched += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(issuer.jwks));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const verify = verifierAt(undefined, keysFromUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), 1);
      expect(await verify(await bearer(issuer.sign(good)))).toHaveProperty('actor');
      expect(await verify(await bearer(issuer.sign({ ...good, sub: 'officer-2' })))).toHaveProperty('actor');
      expect(await verify(await bearer(issuer.sign(good, { kid: 'unknown' })))).toEqual({ problem: 'invalid' });
      expect(fetched).toBe(1);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('that does not answer make the service unavailable, not the token wrong', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await new Promise((resolve) => server.close(resolve));
    expect(await verifierAt(undefined, keysFromUrl(address))(await bearer(issuer.sign(good)))).toEqual({ problem: 'keys-unavailable' });
  });
});
