// Builds one SQL statement with its values: no value is ever written into the text.
import type { Point } from './reader.ts';

export interface Statement {
  /** Adds a value and answers its placeholder. NUL, which PostgreSQL cannot read, becomes U+FFFD, as half characters do. */
  readonly bind: (value: unknown) => string;
  /** The condition that a row of a timeline table holds at the point asked about. */
  readonly at: (alias: string) => string;
  readonly values: readonly unknown[];
}

/** Starts a statement that asks about one point of both times. */
export const statementAt = (point: Point): Statement => {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd') : value)}`;
  let asOf: string | undefined;
  let knownAt: string | undefined;
  return {
    bind,
    at: (alias) => {
      asOf ??= `${bind(point.asOf)}::date`;
      knownAt ??= `${bind(point.knownAt ?? 'infinity')}::timestamptz`;
      return `${alias}.valid @> ${asOf} and ${alias}.recorded @> ${knownAt}`;
    },
    values,
  };
};
