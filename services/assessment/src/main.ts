// The composition root: the only file that reads the environment and opens connections.
import { openEventStore } from '@yimu/event-store/open';
import { cannotOpen, createLogger, keysOf, readConfig, run, start, tokenVerifier } from '@yimu/server';
import { buildApp } from './app.ts';
import { environment } from './config.ts';

await run(async () => {
  const config = readConfig(environment, process.env);
  const logger = createLogger({ name: 'assessment', level: config.LOG_LEVEL });
  const verify = tokenVerifier({ issuer: config.YIMU_ISSUER, audience: config.YIMU_AUDIENCE, jwks: await keysOf(config) });
  const { store } = await openEventStore(config.EVENT_STORE_URL, { application_name: 'yimu-assessment' }).catch(
    cannotOpen('EVENT_STORE_URL', 'an event store'),
  );
  const app = await buildApp({ logger, store, verify });
  await start(app, { host: config.HOST, port: config.PORT, closing: [{ name: 'event-store', close: () => store.close() }] });
});
