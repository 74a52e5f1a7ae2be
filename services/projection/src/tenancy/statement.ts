// Builds one SQL statement with its values: no value is ever written into the text.
import type { Point } from './reader.ts';

export interface Statement {
  /** Adds a value and answers its placeholder. NUL, which PostgreSQL cannot read, becomes U+FFFD, as half characters do. */
  readonly bind: (value: unknown) => string;
  /** The condition that a row of a timeline table holds at the point asked about. */
  readonly at: (alias: string) => string;
  readonly values: readonly unknown[];
}

/**
 * Under row-level security the planner may not look at what ranges hold and takes two of them for next to nothing, so that sorting a
 * whole city looks cheaper than following an index for a page. Of what it cannot take apart it expects one half. No index is lost:
 * range operators are not leakproof, so none is followed for them.
 */
export const usually = (condition: string): string => `coalesce(${condition}, false)`;

const readable = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd') : value);

/** Starts a statement that asks about one point of both times. */
export const statementAt = (point: Point): Statement => {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(Array.isArray(value) ? value.map(readable) : readable(value))}`;
  let asOf: string | undefined;
  let knownAt: string | undefined;
  return {
    bind,
    at: (alias) => {
      asOf ??= `${bind(point.asOf)}::date`;
      knownAt ??= `${bind(point.knownAt ?? 'infinity')}::timestamptz`;
      return usually(`${alias}.valid @> ${asOf} and ${alias}.recorded @> ${knownAt}`);
    },
    values,
  };
};
