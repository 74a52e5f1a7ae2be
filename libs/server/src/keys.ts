// Where the issuer's public keys come from: a file beside the service, or the issuer's own address.
import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { ConfigError } from './config.ts';

/** The keys could not be had: the caller may be right, so this is 503 and never 401. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

const publicKeys = z.object({
  keys: z.array(z.looseObject({ kty: z.enum(['EC', 'OKP', 'RSA']), d: z.never().optional() })).min(1, 'expected at least one key'),
});

/** Keys of a JWKS file. Throws ConfigError when it is missing, is no JWKS, or holds a private or symmetric key. */
export const keysFromFile = async (path: string): Promise<JWTVerifyGetKey> => {
  const wrong = (what: string) => new ConfigError([`YIMU_JWKS_FILE: ${what}.`]);
  const text = await readFile(path, 'utf8').catch(() => {
    throw wrong('expected a file that can be read');
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw wrong('expected JSON');
  }
  const parsed = publicKeys.safeParse(content);
  if (!parsed.success) throw wrong('expected a JSON Web Key Set with public EC, OKP or RSA keys only');
  return createLocalJWKSet(content as Parameters<typeof createLocalJWKSet>[0]);
};

/**
 * Keys of an issuer's address, fetched when first needed and kept for ten minutes. A token with an unknown key id causes
 * at most one fetch per 30 seconds, so that strangers cannot make us flood the issuer.
 */
export const keysFromUrl = (address: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(address), { timeoutDuration: 3_000, cooldownDuration: 30_000, cacheMaxAge: 600_000 });

/** The key source that the configuration names. */
export const keysOf = async (config: {
  readonly YIMU_JWKS_URL?: string | undefined;
  readonly YIMU_JWKS_FILE?: string | undefined;
}): Promise<JWTVerifyGetKey> => {
  if (config.YIMU_JWKS_URL !== undefined) return keysFromUrl(config.YIMU_JWKS_URL);
  return keysFromFile(config.YIMU_JWKS_FILE ?? '');
};

const noSuchKey = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys || error instanceof errors.JOSENotSupported;

/** Tells "no key fits this token" (the token's fault) from "the keys cannot be had" (ours): throws KeysUnavailable for the latter. */
export const separatingFaults =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (noSuchKey(error)) throw error;
      throw new KeysUnavailable('the keys of the issuer cannot be had', { cause: error });
    }
  };
