// How the adapter talks to PostgreSQL: one function that sends a statement and answers rows.
import pg from 'pg';
import { MissingGrant } from '../errors.ts';

/**
 * Sends one statement with its values. A named one is parsed and planned once a connection: for the few that come all the
 * time. Throws MissingGrant when the database user may not.
 */
export type Query = <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[], name?: string) => Promise<readonly Row[]>;

/** Sends statements through a pool or a client. */
export const queryThrough =
  (connection: pg.Pool | pg.ClientBase): Query =>
  async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[], name?: string) => {
    try {
      return (await connection.query<Row>({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rows;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === '42501') throw new MissingGrant(error.message, { cause: error });
      throw error;
    }
  };

/** SQLSTATE classes of a server that is away or too busy for the moment: connection, resources, operator, system. */
const passing = /^(08|53|57|58)/;

/** True for an error of the connection or the server's state rather than of the statement: trying again makes sense. */
export const isDisconnect = (error: unknown): boolean => {
  if (error instanceof pg.DatabaseError) return passing.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  if ('code' in error && /^E(?!RR_)[A-Z_]+$/.test(String(error.code))) return true;
  return /^(Connection terminated|Client has encountered a connection error|timeout e|Query read timeout)/.test(error.message);
};
