// Where a write service is measured: a PostgreSQL of the bench's own with the settings of the event store's bench, and the real service as
// a child process with its own logins, its vault and verified tokens, as `npm start` runs it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@yimu/embedded-postgres';
import { printedSettings, serverSettings } from '@yimu/event-store/bench/server-settings';
import pg from 'pg';
import { otherUrl } from '../../local/databases.ts';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { type ServiceName, services } from '../../local/services.ts';

export interface Place {
  /** Address of the service. */
  readonly url: string;
  /** Process id of the service. */
  readonly pid: number;
  /** A signed token; the scope is the whole city. */
  readonly token: (role: 'town-officer' | 'department', department?: string) => Promise<string>;
  /** The events database as its owner. */
  readonly eventsUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const city = '310000';

/** A service as it is started everywhere; with `profiles`, it leaves a CPU profile in that folder when it stops. */
const alone = (measured: ServiceName, profiles: string | undefined) =>
  services
    .filter(({ name }) => name === measured)
    .map((service) => ({
      ...service,
      environment: (wiring: Parameters<typeof service.environment>[0]) => ({
        ...service.environment(wiring),
        ...(profiles === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` }),
      }),
    }));

const settingsOf = async (url: string): Promise<Readonly<Record<string, string>>> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, current_setting(name) as setting from pg_settings where name = any ($1)',
    [printedSettings],
  );
  await client.end();
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
};

const tokensOf =
  ({ issuer }: Platform): Place['token'] =>
  (role, department) => {
    if (issuer.token === undefined) throw new Error('the bench needs the development issuer');
    return issuer.token({ scope: { kind: 'subtree', value: city }, roles: [role], department });
  };

/** Starts everything; `stop` leaves nothing behind. */
export const startPlace = async (profiles: string | undefined, measured: 'registry' | 'assessment' = 'registry'): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'yimu-bench-'));
  await using started = new AsyncDisposableStack();
  started.defer(() => rm(folder, { recursive: true, force: true }));
  const server = await startPostgres({ dataDirectory: join(folder, 'postgres'), settings: serverSettings });
  started.defer(() => server.stop());
  const platform = await startPlatform({
    dataDirectory: folder,
    eventStoreUrl: otherUrl(server.url, { database: 'yimu_events' }),
    databaseUrl: otherUrl(server.url, { database: 'yimu_read' }),
    services: alone(measured, profiles),
    // The tree of jurisdictions is the registry's.
    ...(measured === 'registry' ? {} : { seed: async () => ({ appended: 0 }) }),
  });
  started.defer(() => platform.stop());
  const settings = await settingsOf(platform.adminUrls.events);
  const pid = platform.parts.find(({ name }) => name === measured)?.pid;
  if (pid === undefined) throw new Error(`${measured} has no process`);
  const whole = started.move();
  return {
    url: platform.urls[measured],
    pid,
    token: tokensOf(platform),
    eventsUrl: platform.adminUrls.events,
    settings,
    stop: () => whole.disposeAsync(),
  };
};
