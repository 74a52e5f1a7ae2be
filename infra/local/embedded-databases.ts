import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Postgres, PostgresUnavailable, startPostgres } from '@yimu/embedded-postgres';
import { otherUrl } from './databases.ts';
import { shortPath } from './folders.ts';
import { Sentence } from './sentence.ts';

export interface EmbeddedDatabases {
  readonly server: Postgres;
  readonly events: string;
  readonly read: string;
  readonly logFile: string;
}

/** Starts the embedded PostgreSQL of a data folder; its log goes to logs/postgres.log. */
export const startEmbeddedDatabases = async (dataDirectory: string, port: number, durable: boolean): Promise<EmbeddedDatabases> => {
  const logs = join(dataDirectory, 'logs');
  await mkdir(logs, { recursive: true, mode: 0o700 });
  const logFile = join(logs, 'postgres.log');
  const log = createWriteStream(logFile, { mode: 0o600 });
  try {
    const server = await startPostgres({
      dataDirectory: join(dataDirectory, 'postgres'),
      port,
      durable,
      settings: { max_connections: '100' },
      onLog: (line) => log.write(`${line}\n`),
    });
    void server.exited.then(() => log.end());
    return {
      server,
      events: otherUrl(server.url, { database: 'yimu_events' }),
      read: otherUrl(server.url, { database: 'yimu_read' }),
      logFile: shortPath(logFile),
    };
  } catch (error) {
    log.end();
    if (error instanceof PostgresUnavailable && error.reason === 'port-taken') {
      throw new Sentence(`Port ${port} on 127.0.0.1 is taken by another program; set PORT_POSTGRES or stop it.`);
    }
    throw error;
  }
};
