/** Why an embedded PostgreSQL could not start. The message is one sentence for a person. */
export type Unavailable =
  | 'no-binaries'
  | 'no-user'
  | 'unreadable-data'
  | 'other-version'
  | 'initdb-failed'
  | 'port-taken'
  | 'already-running'
  | 'did-not-start';

export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
  readonly reason: Unavailable;

  constructor(reason: Unavailable, message: string) {
    super(message);
    this.reason = reason;
  }
}
