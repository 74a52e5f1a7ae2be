import type { QueryResultRow } from 'pg';
import { type Guard, type GuardedTable, guardOf } from './guard.ts';
import type { Planning } from './planning.ts';
import type { Point, Reader } from './reader.ts';
import type { Caller } from './secrecy.ts';
import { type Statement, statementAt } from './statement.ts';

/** What a read model needs to answer: the caller's reader, guard and point in both times. */
export interface View {
  readonly point: Point;
  /** Whether the caller is a place: lists of a place follow the indexes of its level, those of other scopes what names them. */
  readonly ofPlace: boolean;
  /** Runs a statement written with `bind`, `at` and `within` (the caller's scope on a table, under an alias), planned as told. */
  read<R extends QueryResultRow>(
    write: (statement: Statement & { within: (table: GuardedTable, alias: string) => string }) => string,
    planning?: Planning,
  ): Promise<R[]>;
}

/** Joins a reader, a caller and a point. `guard` is an argument so that a test can take lock one away. */
export const viewOf = (reader: Reader, caller: Caller, point: Point, guard: Guard = guardOf(caller)): View => ({
  point,
  ofPlace: caller.scope.kind === 'subtree',
  read: (write, planning) => {
    const statement = statementAt(point);
    const text = write({ ...statement, within: (table, alias) => guard(table, alias, statement) });
    return reader.query(point, text, statement.values, planning);
  },
});
