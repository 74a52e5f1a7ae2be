export { PostgresUnavailable } from './errors.ts';
export { freePort } from './free-port.ts';
export { type Postgres, type PostgresOptions, startPostgres } from './start-postgres.ts';
