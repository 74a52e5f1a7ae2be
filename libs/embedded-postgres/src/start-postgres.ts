import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { usableBinaries } from './binaries.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { PostgresUnavailable } from './errors.ts';
import { freePort } from './free-port.ts';
import { type Ended, type Guarded, startGuarded } from './guarded.ts';
import { type OrdinaryUser, ordinaryUser } from './ordinary-user.ts';
import { awaitFormerServer } from './postmaster.ts';

const run = promisify(execFile);

export interface PostgresOptions {
  /** Holds everything of this server; made if absent, found again the next time. */
  readonly dataDirectory: string;
  /** On 127.0.0.1; none or 0 = any free one. */
  readonly port?: number;
  /** Settings of postgresql.conf for this run. */
  readonly settings?: Readonly<Record<string, string>>;
  /** `false` gives up surviving a crash of the machine for speed; for tests only. Default `true`. */
  readonly durable?: boolean;
  /** Receives the server's log, line by line. */
  readonly onLog?: (line: string) => void;
}

export interface Postgres {
  /** The superuser's URL of the database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** Shuts down, ending open connections; resolves when no process is left. */
  stop(): Promise<void>;
  /** Resolves when no process is left, asked for or not. */
  readonly exited: Promise<Ended>;
}

const notDurable = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' };

const fixed = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'off',
  log_destination: 'stderr',
  // The readers' queries are short; compiling them costs more than it saves.
  jit: 'off',
};

interface Launch {
  readonly program: string;
  readonly cluster: Cluster;
  readonly user: OrdinaryUser | undefined;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly onLog: (line: string) => void;
}

/** Starts the server and waits until it accepts connections; answers the line that says why if it ends before. */
const launch = async ({ program, cluster, user, port, settings, onLog }: Launch): Promise<Guarded | { readonly failure: string }> => {
  const options = Object.entries({ ...settings, ...fixed, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { promise: ready, resolve: nowReady } = Promise.withResolvers<'ready'>();
  let complaint = 'it ended without saying why';
  let starting = true;
  const server = startGuarded(program, ['-D', cluster.name, ...options], {
    directory: cluster.directory,
    user,
    onLine: (line) => {
      onLog(line);
      if (!starting) return;
      if (line.includes('database system is ready to accept connections')) nowReady('ready');
      else if (/FATAL|PANIC|could not/.test(line)) complaint = complaint.includes('could not bind') ? complaint : line;
    },
  });
  const first = await Promise.race([ready, server.ended]);
  starting = false;
  return first === 'ready' ? server : { failure: complaint };
};

const portTaken = (port: number) =>
  new PostgresUnavailable('port-taken', `Port ${port} on 127.0.0.1 is taken by another program; choose another one or stop it.`);

/**
 * Starts a real PostgreSQL out of the npm package of this platform. It ends with this process, even if that is killed.
 * Throws PostgresUnavailable, whose message is one sentence for a person.
 */
export const startPostgres = async (given: PostgresOptions): Promise<Postgres> => {
  const { dataDirectory, port: wanted = 0, settings = {}, durable = true, onLog = () => undefined } = given;
  const user = await ordinaryUser();
  const binaries = await usableBinaries(user);
  const { stdout: versionLine } = await run(binaries.postgres, ['--version']);
  const version = /PostgreSQL\) (\d+)/.exec(versionLine)?.[1] ?? versionLine.trim();
  const cluster = await openCluster(dataDirectory, version, { binaries, user, durable, onLog });
  await awaitFormerServer(cluster.directory);

  // A free port can be taken before PostgreSQL gets to it: then another free one does as well.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(wanted);
    if (port === undefined) throw portTaken(wanted);
    const server = await launch({
      program: binaries.postgres,
      cluster,
      user,
      port,
      settings: { ...(durable ? {} : notDurable), ...settings },
      onLog,
    });
    if (!('failure' in server)) {
      return {
        url: `postgres://postgres:${cluster.password}@127.0.0.1:${port}/postgres`,
        port,
        exited: server.ended,
        stop: async () => {
          server.end();
          await server.ended;
        },
      };
    }
    const bindFailed = server.failure.includes('could not bind');
    if (bindFailed && wanted !== 0) throw portTaken(wanted);
    if (!bindFailed || attempt === 3) throw new PostgresUnavailable('did-not-start', `PostgreSQL did not start: ${server.failure}`);
  }
};
