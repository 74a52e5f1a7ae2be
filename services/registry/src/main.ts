// The composition root: the only file that reads the environment and opens connections.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { postgresCheckpointStore, postgresEventStore } from '@yimu/event-store/postgres';
import { cannotOpen, createLogger, keysOf, readConfig, run, start, systemClock, tokenVerifier } from '@yimu/server';
import { buildApp } from './app.ts';
import { environment } from './config.ts';
import { reactions } from './reactions/index.ts';
import { runReactions } from './reactions/run-reactions.ts';

await run(async () => {
  const config = readConfig(environment, process.env);
  const logger = createLogger({ name: 'registry', level: config.LOG_LEVEL });
  const verify = tokenVerifier({ issuer: config.YIMU_ISSUER, audience: config.YIMU_AUDIENCE, jwks: await keysOf(config) });
  const connection = { connectionString: config.EVENT_STORE_URL, application_name: 'yimu-registry' };
  const store = await postgresEventStore(connection).catch(cannotOpen('EVENT_STORE_URL', 'an event store'));
  const checkpoints = postgresCheckpointStore(connection);
  const controller = new AbortController();
  const running = runReactions(reactions, {
    store,
    checkpoints,
    owner: `${hostname()}:${process.pid}:${randomUUID()}`,
    signal: controller.signal,
    logger,
    clock: systemClock,
  });
  const fenceHolders = async () => (await store.diagnostics()).fenceHolders;
  const app = await buildApp({ logger, store, verify, reactions: running.progress, fenceHolders });
  await start(app, {
    host: config.HOST,
    port: config.PORT,
    controller,
    closing: [
      { name: 'reactions', close: () => running.ended },
      { name: 'event-store', close: () => store.close() },
      { name: 'checkpoints', close: () => checkpoints.close() },
    ],
  });
});
