// The composition root: the only file that reads the environment and opens connections.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { openCheckpointStore, openEventStore } from '@yimu/event-store/open';
import { cannotOpen, createLogger, keysOf, readConfig, run, runReactions, start, systemClock, tokenVerifier } from '@yimu/server';
import pg from 'pg';
import { buildApp } from './app.ts';
import { environment } from './config.ts';
import { folderContentStore } from './evidence/folder-content-store.ts';
import { reactions } from './reactions/index.ts';
import { eraseAgain } from './vault/erase-again.ts';
import { openVault } from './vault/person-vault.ts';
import { postgresVaultStorage } from './vault/postgres-vault-storage.ts';

await run(async () => {
  const config = readConfig(environment, process.env);
  const logger = createLogger({ name: 'registry', level: config.LOG_LEVEL });
  const verify = tokenVerifier({ issuer: config.YIMU_ISSUER, audience: config.YIMU_AUDIENCE, jwks: await keysOf(config) });
  const named = { application_name: 'yimu-registry' };
  const { store, fenceHolders } = await openEventStore(config.EVENT_STORE_URL, named).catch(
    cannotOpen('EVENT_STORE_URL', 'an event store'),
  );
  const checkpoints = await openCheckpointStore(config.EVENT_STORE_URL, named);
  const keepers = new pg.Pool({
    connectionString: config.VAULT_URL,
    max: 3,
    application_name: 'yimu-registry-vault',
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  keepers.on('error', (error) => logger.warn({ err: error }, 'a connection to the vault was lost'));
  const vault = await openVault(
    postgresVaultStorage({ query: (sql, values) => keepers.query(sql, [...values]) }),
    config.YIMU_VAULT_KEY,
  ).catch(cannotOpen('VAULT_URL', 'a vault of personal data'));
  await eraseAgain(store, vault);
  const content = await folderContentStore(config.EVIDENCE_DIRECTORY).catch(cannotOpen('EVIDENCE_DIRECTORY', 'a folder'));
  const evidence = { content, longest: config.EVIDENCE_LIMIT_MIB };
  const controller = new AbortController();
  const running = runReactions(reactions, {
    store,
    checkpoints,
    owner: `${hostname()}:${process.pid}:${randomUUID()}`,
    signal: controller.signal,
    logger,
    clock: systemClock,
  });
  const app = await buildApp({ logger, store, verify, vault, evidence, reactions: running.progress, fenceHolders });
  await start(app, {
    host: config.HOST,
    port: config.PORT,
    controller,
    closing: [
      { name: 'reactions', close: () => running.ended },
      { name: 'event-store', close: () => store.close() },
      { name: 'checkpoints', close: () => checkpoints.close() },
      { name: 'vault', close: () => keepers.end() },
    ],
  });
});
