// The development issuer: a key pair under .data/issuer. It belongs to the local start and to nothing else.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jurisdictionCode, type Role, roles, type Scope, scopeKinds } from '@yimu/domain/kernel';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { developmentIssuerName, issuerDirectory } from './config.ts';
import { shortPath } from './folders.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';
import { Sentence } from './sentence.ts';

const privateKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  kid: z.string(),
});
type PrivateKey = z.output<typeof privateKey>;

export interface DevelopmentIssuer {
  readonly issuer: string;
  /** Its public keys. */
  readonly jwksFile: string;
  readonly privateKey: PrivateKey;
}

const newKey = async (): Promise<PrivateKey> => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  return privateKey.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
};

/** The issuer of a data folder; made when it has none. */
export const ensureDevelopmentIssuer = async (dataDirectory: string): Promise<DevelopmentIssuer> => {
  const directory = issuerDirectory(dataDirectory);
  const path = join(directory, 'private.json');
  const jwksFile = join(directory, 'jwks.json');
  const text = await readIfThere(path);
  let key: PrivateKey;
  if (text === undefined) {
    await mkdir(directory, { recursive: true });
    key = await newKey();
    await writePrivateFile(path, `${JSON.stringify(key, null, 2)}\n`);
  } else {
    try {
      key = privateKey.parse(JSON.parse(text));
    } catch {
      throw new Sentence(`${shortPath(path)} is damaged; delete it, and the next start makes a new key.`);
    }
  }
  const { d: _private, ...shared } = key;
  const publicKey: JWK = { ...shared, alg: 'ES256', use: 'sig' };
  await writeFile(jwksFile, `${JSON.stringify({ keys: [publicKey] }, null, 2)}\n`);
  return { issuer: developmentIssuerName, jwksFile, privateKey: key };
};

/** What a development token says of its holder. */
export interface TokenClaims {
  readonly scope: Scope;
  readonly roles: readonly Role[];
  readonly department?: string | undefined;
  /** Default `dev:<first role>@<scope value>`. */
  readonly sub?: string | undefined;
  /** Seconds; default 8 hours. */
  readonly expiresIn?: number | undefined;
  /** Default `yimu`. */
  readonly audience?: string | undefined;
}

const scope = z.object({ kind: z.enum(scopeKinds), value: z.string().min(1).max(100) }).superRefine(({ kind, value }, context) => {
  const shape = {
    subtree: jurisdictionCode,
    party: z.uuid('expected the id of an enterprise, a UUID'),
    mandate: z.uuid('expected the id of a mandate, a UUID'),
  }[kind as string];
  const issue = shape?.safeParse(value).error?.issues[0];
  if (issue !== undefined) context.addIssue({ code: 'custom', path: [kind], message: issue.message });
});
const claims = z
  .object({
    scope,
    roles: z.array(z.enum(roles, `expected one of ${roles.join(', ')}`)).min(1, 'expected at least one role'),
    department: z.string().min(1).max(40).optional(),
    sub: z.string().min(1).max(200).optional(),
    expiresIn: z
      .int()
      .positive()
      .default(8 * 60 * 60),
    audience: z.string().min(1).default('yimu'),
  })
  .refine(({ roles: held, department }) => department !== undefined || !held.includes('department'), {
    path: ['department'],
    message: 'the role department needs the name of one, for example 经委',
  });

/** A signed development token. Throws a Sentence that names the wrong claim. */
export const developmentToken = async (issuer: DevelopmentIssuer, given: TokenClaims): Promise<string> => {
  const parsed = claims.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Sentence(`${issue?.path.filter((part) => typeof part === 'string').join('.') ?? 'token'}: ${issue?.message ?? 'not valid'}.`);
  }
  const { scope: bounds, roles: held, department, expiresIn, audience } = parsed.data;
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ roles: held, scope: bounds, ...(department === undefined ? {} : { department }) })
    .setProtectedHeader({ alg: 'ES256', kid: issuer.privateKey.kid, typ: 'JWT' })
    .setIssuer(issuer.issuer)
    .setAudience(audience)
    .setSubject(parsed.data.sub ?? `dev:${held[0] ?? ''}@${bounds.value}`)
    .setIssuedAt(now)
    .setExpirationTime(now + expiresIn)
    .sign(await importJWK(issuer.privateKey, 'ES256'));
};
