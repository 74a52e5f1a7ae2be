// Who is asking. Verification is jose's; what is accepted is decided here and nowhere else.
import type { Actor } from '@yimu/domain/kernel';
import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { readClaims } from './claims.ts';
import { type Clock, systemClock } from './clock.ts';
import { KeysUnavailable, separatingFaults } from './keys.ts';
import { tokenCache, type Validity } from './token-cache.ts';

/** A caller whose token was verified. */
export interface Caller {
  readonly issuer: string;
  readonly actor: Actor;
}

/** Why nobody is known to be asking. All are 401, but `keys-unavailable`, which is 503. */
export interface AuthProblem {
  readonly problem: 'missing' | 'not-bearer' | 'too-large' | 'expired' | 'not-yet-valid' | 'invalid' | 'wrong-claim' | 'keys-unavailable';
  /** For `wrong-claim`: its name. Only told when the signature was right. */
  readonly claim?: string;
}

export interface TokenVerifierOptions {
  /** The one accepted `iss`, compared exactly. */
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: JWTVerifyGetKey;
  readonly clock?: Clock;
  /** Verified tokens kept, default 10,000. */
  readonly cacheSize?: number;
}

/** Answers who asks, from the value of an Authorization header. Never throws. */
export type TokenVerifier = (authorization: string | undefined) => Promise<Caller | AuthProblem>;

export const isAuthProblem = (answer: Caller | AuthProblem): answer is AuthProblem => 'problem' in answer;

/** Asymmetric only: with a symmetric one, the public key would be a secret that everybody knows. */
const algorithms = ['ES256', 'EdDSA', 'RS256'];
const largestToken = 8 * 1024;
/** Seconds by which clocks may differ. */
const tolerance = 5;
/** Seconds after which a signature is checked again, so that a key the issuer withdrew stops working. */
const verifiedFor = 300;

interface Verified extends Validity {
  readonly caller: Caller;
}

const problemOf = (error: unknown): AuthProblem => {
  if (error instanceof KeysUnavailable) return { problem: 'keys-unavailable' };
  if (error instanceof errors.JWTExpired) return { problem: 'expired' };
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'nbf' && error.reason === 'check_failed'
      ? { problem: 'not-yet-valid' }
      : { problem: 'wrong-claim', claim: error.claim };
  return { problem: 'invalid' };
};

/** Makes the verifier of a service. */
export const tokenVerifier = (options: TokenVerifierOptions): TokenVerifier => {
  const { issuer, audience, clock = systemClock, cacheSize = 10_000 } = options;
  const keys = separatingFaults(options.jwks);
  const cache = tokenCache<Verified>(cacheSize);

  const verifyAnew = async (token: string, now: Date): Promise<Verified | AuthProblem> => {
    const { payload } = await jwtVerify(token, keys, {
      algorithms,
      issuer,
      audience,
      requiredClaims: ['exp', 'sub', 'roles', 'scope'],
      clockTolerance: tolerance,
      currentDate: now,
    });
    const holder = readClaims(payload);
    if ('wrongClaim' in holder) return { problem: 'wrong-claim', claim: holder.wrongClaim };
    const expires = Math.min(holder.expires + tolerance, Math.floor(now.getTime() / 1000) + verifiedFor);
    return { caller: { issuer, actor: holder.actor }, expires, notBefore: holder.notBefore - tolerance };
  };

  return async (authorization) => {
    if (authorization === undefined || authorization === '') return { problem: 'missing' };
    if (authorization.length > largestToken) return { problem: 'too-large' };
    const token = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*)$/i.exec(authorization)?.[1];
    if (token === undefined) return { problem: 'not-bearer' };
    const now = clock();
    const known = cache.get(token, now.getTime() / 1000);
    if (known !== undefined) return known.caller;
    try {
      const verified = await verifyAnew(token, now);
      if ('problem' in verified) return verified;
      cache.set(token, verified);
      return verified.caller;
    } catch (error) {
      return problemOf(error);
    }
  };
};
