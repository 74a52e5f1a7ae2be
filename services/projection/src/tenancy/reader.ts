// One read-only transaction per operation, with the scope set before the first statement: lock two.
import { codeRange } from '@yimu/domain/kernel';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Caller } from './secrecy.ts';

/** The two times of a question: as of which date, and as known at which moment (null = as known now). */
export interface Point {
  readonly asOf: string;
  readonly knownAt: string | null;
}

/** Reads inside a scope. All statements of one operation see one snapshot. */
export interface Reader {
  query<R extends QueryResultRow>(point: Point, text: string, values: readonly unknown[]): Promise<R[]>;
  /**
   * Ends the transaction and gives the connection back; a reader that was never used costs nothing. What is asked afterwards
   * is refused: the connection is somebody else's by then.
   */
  end(): Promise<void>;
}

const settings = ({ scope, roles, department = '' }: Caller): Readonly<Record<string, string>> => {
  const claims = { 'yimu.roles': roles.join(','), 'yimu.department': department.replaceAll('\u0000', '\ufffd') };
  if (scope.kind !== 'subtree') return { ...claims, 'yimu.scope': scope.value };
  const { lo, hi } = codeRange(scope.value);
  return { ...claims, 'yimu.lo': lo, 'yimu.hi': hi };
};

/**
 * Opens a reader for a verified caller; the connection is taken at the first query. The pool's connections are pipelined:
 * begin, scope, point and the first statement leave in one go. Should the scope not be set, what follows is refused, because
 * the login itself may read nothing.
 */
export const openReader = (pool: Pool, caller: Caller): Reader => {
  let opened: Promise<{ readonly client: PoolClient; readonly begun: Promise<unknown> }> | undefined;
  let current = '';
  let ended = false;

  const open = async () => {
    const client = await pool.connect();
    const set = Object.entries(settings(caller)).map(([name, value]) => `set local ${name} = ${client.escapeLiteral(value)}`);
    return {
      client,
      begun: client.query(
        ['begin isolation level repeatable read read only', `set local role yimu_scope_${caller.scope.kind}`, ...set].join('; '),
      ),
    };
  };

  /** Queued right before the statement that needs it, so no other field's statement can come between. */
  const moveTo = (client: PoolClient, { asOf, knownAt }: Point): Promise<unknown> | undefined => {
    const wanted = `${asOf} ${knownAt}`;
    if (wanted === current) return undefined;
    current = wanted;
    return client.query("select set_config('yimu.as_of', $1, true), set_config('yimu.known_at', $2, true)", [asOf, knownAt ?? 'infinity']);
  };

  return {
    query: async <R extends QueryResultRow>(point: Point, text: string, values: readonly unknown[]): Promise<R[]> => {
      // An answer that failed does not wait for the fields that are still being read.
      if (ended) throw new Error('the operation has ended');
      opened ??= open();
      const { client, begun } = await opened;
      const [, , result] = await Promise.all([begun, moveTo(client, point), client.query<R>(text, [...values])]);
      return result.rows;
    },
    end: async () => {
      ended = true;
      if (opened === undefined) return;
      const { client } = await opened;
      try {
        await client.query('rollback');
        client.release();
      } catch (error) {
        client.release(error instanceof Error ? error : true);
      }
    },
  };
};
