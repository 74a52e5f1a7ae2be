// An issuer of tokens for tests: two key pairs, of which only the first is published.
import { KeyObject, sign as signBytes } from 'node:crypto';
import { base64url, CompactSign, type CryptoKey, createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, type JWTPayload } from 'jose';

export const issuerName = 'https://issuer.test/';
export const audience = 'yimu';

/** Claims of a town officer of 漕泾, valid for an hour from `now` (seconds). */
export const claimsOf = (now: number): JWTPayload => ({
  iss: issuerName,
  aud: audience,
  sub: 'officer-1',
  iat: now,
  exp: now + 3600,
  roles: ['town-officer'],
  scope: { kind: 'subtree', value: '310116112' },
});

/** Makes an issuer. `sign` signs any payload under any header; other keys and algorithms are for attacks. */
export const makeIssuer = async () => {
  const published = await generateKeyPair('ES256', { extractable: true });
  const stranger = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(published.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const jwks = { keys: [jwk] };
  const sign = (
    payload: unknown,
    header: Record<string, unknown> = {},
    key: CryptoKey | Uint8Array = published.privateKey,
  ): Promise<string> =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(payload))).setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header }).sign(key);
  /** A right ES256 signature under a header that jose would not sign. */
  const signRaw = (header: object, payload: object): string => {
    const signed = [header, payload].map((part) => base64url.encode(JSON.stringify(part))).join('.');
    const signature = signBytes('sha256', Buffer.from(signed), { key: KeyObject.from(published.privateKey), dsaEncoding: 'ieee-p1363' });
    return `${signed}.${base64url.encode(signature)}`;
  };
  return {
    signRaw,
    jwks,
    keys: createLocalJWKSet(jwks),
    sign,
    strangersKey: stranger.privateKey,
    publicKeyPem: await exportSPKI(published.publicKey),
    privateJwk: { ...jwk, ...(await exportJWK(published.privateKey)) },
  };
};

export type Issuer = Awaited<ReturnType<typeof makeIssuer>>;
