// One statement behind what opens its transaction, in one message to the server and one back. Each message costs both sides a call
// of the operating system, and a page of a list costs less than two of them.
import pg from 'pg';

/** A statement that `prepareLeading` made known to the connection, with its values as text. */
export interface Leading {
  readonly name: string;
  readonly values: readonly string[];
}

const begin = { name: 'yimu begin', text: 'begin isolation level repeatable read read only' };
const rollback = { name: 'yimu rollback', text: 'rollback' };
// Counted: else there would be a row for each setting to read and drop.
const settings = { name: 'yimu settings', text: 'select count(set_config(key, value, true)) from json_each_text($1::json)' };

/** What may stand before a statement. */
export const leading = {
  begin: { name: begin.name, values: [] },
  rollback: { name: rollback.name, values: [] },
  /** Settings until the end of the transaction, the role among them. */
  settings: (wanted: Readonly<Record<string, string>>): Leading => ({ name: settings.name, values: [JSON.stringify(wanted)] }),
} as const;

/** Makes a new connection know what may stand before a statement. */
export const prepareLeading = async (client: pg.ClientBase): Promise<void> => {
  await Promise.all([client.query(begin), client.query({ ...settings, values: ['{}'] }), client.query(rollback)]);
};

/** Ends the transaction of a connection. */
export const endTransaction = (client: pg.ClientBase): Promise<unknown> => client.query(rollback);

/** A statement; with a name it is parsed once per connection. */
export interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string | undefined;
}

interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  bind(message: { readonly portal: ''; readonly statement: string; readonly values: readonly string[] }): void;
  execute(message: { readonly portal: ''; readonly rows: 0 }): void;
}

/** What pg calls on a query; its types do not say. */
interface Handlers {
  submit(connection: Wire): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
}
type Done<R extends pg.QueryResultRow> = (error: Error | null, result: pg.QueryResult<R>) => void;
const Query = pg.Query as unknown as new (text: string, values: readonly unknown[], done: unknown) => Handlers;

/**
 * A query that other statements lead. Should one of them fail, the server skips all that follow, up to the Sync after the query: so
 * nothing is read in a scope that was not set.
 */
export class GuardedQuery<R extends pg.QueryResultRow> extends Query {
  readonly before: readonly Leading[];
  // Always by the extended protocol: after an error the server skips a simple query, and the Sync that would end the skipping never comes.
  readonly queryMode = 'extended';
  readonly name: string | undefined;
  private left: number;

  constructor(before: readonly Leading[], { text, values, name }: Asked, done: Done<R>) {
    // By its parts: an object would be copied, property by property.
    super(text, values, done);
    this.name = name;
    this.before = before;
    this.left = before.length;
  }

  override submit(connection: Wire): Error | null {
    connection.stream.cork();
    try {
      for (const { name: statement, values } of this.before) {
        connection.bind({ portal: '', statement, values });
        connection.execute({ portal: '', rows: 0 });
      }
      return super.submit(connection);
    } finally {
      connection.stream.uncork();
    }
  }

  override handleDataRow(message: unknown): void {
    if (this.left === 0) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.left === 0) super.handleCommandComplete(message, connection);
    else this.left -= 1;
  }
}

/** Asks a statement behind others; a promise of its rows. */
export const askGuarded = <R extends pg.QueryResultRow>(client: pg.ClientBase, before: readonly Leading[], asked: Asked): Promise<R[]> =>
  new Promise((resolve, reject) => {
    const query = new GuardedQuery<R>(before, asked, (error, result) => (error === null ? resolve(result.rows) : reject(error)));
    client.query(query as unknown as pg.Submittable);
  });
