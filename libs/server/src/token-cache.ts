// Verified tokens by SHA-256, so that a signature is checked once and no token is kept. Bounded: the least recently used goes first.
import { hash } from 'node:crypto';

/** When a verified token may be used, in seconds since 1970. */
export interface Validity {
  readonly notBefore: number;
  readonly expires: number;
}

export interface TokenCache<V extends Validity> {
  /** What was verified for this token, if it is valid at `now` (seconds); a token that is not is forgotten. */
  get(token: string, now: number): V | undefined;
  set(token: string, value: V): void;
  readonly size: () => number;
}

const digest = (token: string): string => hash('sha256', token, 'base64');

/** A cache of at most `capacity` verified tokens. */
export const tokenCache = <V extends Validity>(capacity: number): TokenCache<V> => {
  const entries = new Map<string, V>();
  return {
    get: (token, now) => {
      const key = digest(token);
      const found = entries.get(key);
      if (found === undefined) return undefined;
      entries.delete(key);
      if (now >= found.expires || now < found.notBefore) return undefined;
      entries.set(key, found);
      return found;
    },
    set: (token, value) => {
      entries.set(digest(token), value);
      const oldest = entries.keys().next().value;
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    },
    size: () => entries.size,
  };
};
