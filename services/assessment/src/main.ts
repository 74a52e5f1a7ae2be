// The composition root: the only file that reads the environment and opens connections.
import { postgresEventStore } from '@yimu/event-store/postgres';
import { ConfigError, createLogger, keysOf, readConfig, run, start, tokenVerifier } from '@yimu/server';
import { buildApp } from './app.ts';
import { environment } from './config.ts';

/** An address, a password or a grant that is wrong is the environment's fault, so it is said in a sentence. */
const cannotOpen = (error: unknown): never => {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  throw new ConfigError([`EVENT_STORE_URL: expected an event store that can be opened, but: ${reason}.`]);
};

await run(async () => {
  const config = readConfig(environment, process.env);
  const logger = createLogger({ name: 'assessment', level: config.LOG_LEVEL });
  const verify = tokenVerifier({ issuer: config.YIMU_ISSUER, audience: config.YIMU_AUDIENCE, jwks: await keysOf(config) });
  const store = await postgresEventStore({
    connectionString: config.EVENT_STORE_URL,
    application_name: 'yimu-assessment',
  }).catch(cannotOpen);
  const app = await buildApp({ logger, store, verify });
  await start(app, { host: config.HOST, port: config.PORT, closing: [{ name: 'event-store', close: () => store.close() }] });
});
