// What makes a request the same request when it is sent again.
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { parse } from 'uuid';

/** The parts that identify a request. `path` is the address without query, with its ids. */
export interface RequestIdentity {
  readonly issuer: string;
  readonly sub: string;
  readonly method: string;
  readonly path: string;
  readonly key: string;
}

/** Fixed for ever: another namespace would make every retry a new request. */
const namespace = parse('5c1f2f0e-6a0b-4c55-9d3c-0d8a3f5b7e11');

/** Reads an Idempotency-Key: visible ASCII that may percent-encode UTF-8, 1–200 characters once decoded. None if it is no key. */
export const parseIdempotencyKey = (header: string): string | undefined => {
  if (!/^[\x21-\x7e]{1,4000}$/.test(header)) return undefined;
  let key: string;
  try {
    key = decodeURIComponent(header);
  } catch {
    return undefined;
  }
  return /^\P{Cc}{1,200}$/u.test(key) ? key : undefined;
};

/** UUIDv5 (RFC 9562) of a name. By hand, because each command needs three: the package's own takes three times as long. */
const uuidOf = (name: string): string => {
  const digits = hash('sha1', Buffer.concat([namespace, Buffer.from(name)]), 'hex');
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-5${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
};

/**
 * Ids of the n-th event of a request, the same whenever it is sent: UUIDv5 over issuer, sub, method, path, key and n.
 * @returns a function that remembers, because a long history is compared with it event by event
 */
export const eventIdFor = ({ issuer, sub, method, path, key }: RequestIdentity): ((n: number | string) => string) => {
  const known = new Map<number | string, string>();
  return (n) => {
    const id = known.get(n) ?? uuidOf(JSON.stringify([issuer, sub, method, path, key, n]));
    known.set(n, id);
    return id;
  };
};

/** The id of what a request creates. */
export const entityIdFor = (request: RequestIdentity): string => eventIdFor(request)('stream');

/** SHA-256, hexadecimal, of the RFC 8785 form of a request. */
export const requestHash = (request: { readonly method: string; readonly path: string; readonly body: unknown }): string =>
  hash('sha256', canonicalize(request) ?? '', 'hex');
