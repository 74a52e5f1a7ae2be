// Where the read side is measured: a PostgreSQL of the bench's own with the settings of the event store's bench, an events database whose
// identity the generated city bears, read databases with the logins of the local start, and the real service as a child process.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@yimu/domain/kernel';
import { startPostgres } from '@yimu/embedded-postgres';
import { printedSettings, serverSettings } from '@yimu/event-store/bench/server-settings';
import pg from 'pg';
import { type Child, startChild } from '../../local/child.ts';
import { developmentIssuerName } from '../../local/config.ts';
import { otherUrl, prepareDatabases } from '../../local/databases.ts';
import { developmentToken, ensureDevelopmentIssuer } from '../../local/issuer.ts';
import { requireFreePort } from '../../local/ports.ts';
import { ensureSecrets } from '../../local/secrets.ts';
import { services } from '../../local/services.ts';
import type { LoginName } from '../../postgres/logins.ts';
import type { Identity } from './city/record.ts';

/** The events, the read models of the city, and those of a city ten times as large. */
export type Database = 'events' | 'read' | 'tenfold';

/** Whether a service remembers what it answered, as it does by default, or works out every answer. */
export type Answering = 'remembered' | 'computed';

export interface Place {
  /** For files of this run. */
  readonly folder: string;
  /** The identity of the events database. */
  readonly identity: Identity;
  readonly settings: Readonly<Record<string, string>>;
  /** A database as its owner, whom no policy binds, or as a login. */
  readonly url: (database: Database, login?: LoginName) => string;
  /** Runs a statement as the owner. */
  readonly run: <R extends pg.QueryResultRow>(database: Database, sql: string, values?: readonly unknown[]) => Promise<readonly R[]>;
  /** Starts the service on the read models of a database; it stops with the place. */
  readonly startService: (database: 'read' | 'tenfold', answers: Answering) => Promise<Child>;
  /** A signed token for the holder of a jurisdiction. */
  readonly token: (code: string, role: Role) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const names: Readonly<Record<Database, string>> = { events: 'yimu_events', read: 'yimu_read', tenfold: 'yimu_read_tenfold' };
const vault = 'yimu_events_vault';

/** More than the load can spend in a minute: what is measured is answers, not refusals. */
const points = ['city', 'district', 'town', 'park', 'party', 'mandate', 'case'].map((name) => `${name}:900000000000`).join(',');

const projection = services.find(({ name }) => name === 'projection');

/**
 * Starts the databases. `stop` ends everything and, where no folder is given, leaves nothing behind.
 * @param kept a folder that outlives the run
 */
export const startPlace = async (kept: string | undefined): Promise<Place> => {
  await using started = new AsyncDisposableStack();
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'yimu-bench-')));
  await mkdir(folder, { recursive: true });
  if (kept === undefined) started.defer(() => rm(folder, { recursive: true, force: true }));
  const server = await startPostgres({ dataDirectory: join(folder, 'postgres'), settings: serverSettings });
  started.defer(() => server.stop());
  const { passwords, cursorKey } = await ensureSecrets(folder);
  const issuer = await ensureDevelopmentIssuer(folder);
  const url = (database: Database, login?: LoginName): string =>
    otherUrl(server.url, { database: names[database], ...(login === undefined ? {} : { login, password: passwords[login] }) });
  for (const read of ['read', 'tenfold'] as const)
    await prepareDatabases({ events: url('events'), read: url(read), vault: otherUrl(server.url, { database: vault }) }, passwords);

  const run: Place['run'] = async <R extends pg.QueryResultRow>(database: Database, sql: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString: url(database) });
    await client.connect();
    try {
      return (await client.query<R>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  const [identity] = await run<{ id: string; epoch: number }>('events', 'select id, epoch from event_store');
  const shown = await run<{ name: string; setting: string }>(
    'events',
    'select name, current_setting(name) as setting from pg_settings where name = any ($1)',
    [printedSettings],
  );
  if (identity === undefined || projection === undefined) throw new Error('the events database has no identity, or there is no read side');

  // What is started later stops first.
  const later = new AsyncDisposableStack();
  const startService: Place['startService'] = async (database, answers) => {
    const environment = projection.environment({
      shared: { LOG_LEVEL: 'info', YIMU_AUDIENCE: 'yimu', YIMU_ISSUER: developmentIssuerName, YIMU_JWKS_FILE: issuer.jwksFile },
      cursorKey,
      vaultKey: '',
      evidenceDirectory: '',
      url: (which, login) => url(which === 'read' ? database : 'events', login),
    });
    const child = await startChild({
      name: 'projection',
      main: projection.main,
      port: await requireFreePort(0, 'PORT_GRAPHQL', 0),
      env: { ...environment, QUERY_POINTS_PER_MINUTE: points, ...(answers === 'computed' ? { ANSWERS_MEMORY_MB: '0' } : {}) },
      logFile: join(folder, 'logs', `${database}-${answers}.log`),
      cacheDirectory: join(folder, 'cache'),
    });
    later.defer(() => child.stop());
    await child.ready();
    return child;
  };

  const whole = started.move();
  return {
    folder,
    identity,
    settings: Object.fromEntries(shown.map(({ name, setting }) => [name, setting])),
    url,
    run,
    startService,
    token: (code, role) => developmentToken(issuer, { scope: { kind: 'subtree', value: code }, roles: [role] }),
    stop: async () => {
      await later.disposeAsync();
      await whole.disposeAsync();
    },
  };
};
