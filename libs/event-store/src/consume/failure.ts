import { basename } from 'node:path';

/** The first place in a stack, as `file.ts:12`. */
const placeOf = (stack: string | undefined): string | undefined => {
  const [, path, line] = /\n\s+at .*?([^\s()]+?):(\d+):\d+\)?(?:\n|$)/.exec(stack ?? '') ?? [];
  return path === undefined ? undefined : `${basename(path)}:${line}`;
};

/**
 * What may be kept of an error for good: its kind, its code and the line that threw it, for example
 * `DatabaseError 23505 at query.ts:17`. Never its message: that may quote the event, and with it a person.
 */
export const failureOf = (error: unknown): string => {
  if (!(error instanceof Error)) return `something that is no Error (${typeof error})`;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const place = placeOf(error.stack);
  return `${error.name}${code}${place === undefined ? '' : ` at ${place}`}`.slice(0, 200);
};
