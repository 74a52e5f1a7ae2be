// What an error of the client means. Only `type` is looked at, and `code` where the client knows no better than "unknown".
import { AppendTooLarge, MissingGrant } from '../errors.ts';

/** An answer that never came. Neither success nor failure is known. */
export class LostResponse extends Error {
  override readonly name = 'LostResponse';
  readonly type = 'deadline-exceeded';
}

/**
 * The events were appended once and are gone with their stream. The server answers their ids as if they stood there, and will
 * not write them again.
 */
export class EventsGone extends Error {
  override readonly name = 'EventsGone';
}

const memberOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

export const typeOf = (error: unknown): string | undefined => {
  const type = memberOf(error, 'type');
  return typeof type === 'string' ? type : undefined;
};

/** gRPC: INVALID_ARGUMENT, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED. No repetition helps against these. */
const hopelessCodes: readonly unknown[] = [3, 7, 12, 16];
/** ABORTED arrives as `timeout`; `cancelled` is the server's doing, for our own cancelling is no error. */
const passing = ['unavailable', 'not-leader', 'cancelled', 'timeout', 'deadline-exceeded'];

/**
 * True when the same call may succeed later: the server is away or has another leader, and the client has taken another
 * channel for its next call. An error without a type comes from below the client (a gRPC code, a broken Node stream) or from
 * its search for a node.
 */
export const isPassing = (error: unknown): boolean => {
  const [type, code, message] = [typeOf(error), memberOf(error, 'code'), memberOf(error, 'message')];
  if (type === 'unknown') return !hopelessCodes.includes(code);
  if (type !== undefined) return passing.includes(type);
  if (typeof code === 'number') return !hopelessCodes.includes(code);
  return String(code).startsWith('ERR_STREAM_') || String(message).startsWith('Failed to discover');
};

/** Where the stream stood when an append was refused. `actualVersion` is a bigint, or `no_stream` as text, which is no number. */
export const actualRevision = (error: unknown): number | 'none' => {
  const actual = memberOf(error, 'actualVersion');
  return typeof actual === 'bigint' && actual >= 0n ? Number(actual) : 'none';
};

/** The store's own error for one of the client's, or the same error. */
export const translated = (error: unknown): unknown => {
  const code = memberOf(error, 'code');
  if (typeOf(error) === 'maximum-append-size-exceeded')
    return new AppendTooLarge(`this server takes at most ${String(memberOf(error, 'maxAppendSize'))} bytes in an append`);
  if (typeOf(error) === 'access-denied' || code === 7 || code === 16)
    return new MissingGrant('the user may not do this on EventStoreDB; reading $all needs a right of its own', { cause: error });
  if (typeOf(error) === 'stream-deleted') return new Error('the stream was deleted for good (tombstoned)', { cause: error });
  return error;
};
