// The composition root: the only file that reads the environment and opens connections.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { openCheckpointStore, openEventStore } from '@yimu/event-store/open';
import { cannotOpen, createLogger, keysOf, readConfig, run, runReactions, start, systemClock, tokenVerifier } from '@yimu/server';
import { buildApp } from './app.ts';
import { environment } from './config.ts';
import { reactions } from './reactions/index.ts';
import { whenScoringStarted } from './reactions/when-scoring-started.ts';
import { scoringProgress } from './scoring/progress.ts';

await run(async () => {
  const config = readConfig(environment, process.env);
  const logger = createLogger({ name: 'assessment', level: config.LOG_LEVEL });
  const verify = tokenVerifier({ issuer: config.YIMU_ISSUER, audience: config.YIMU_AUDIENCE, jwks: await keysOf(config) });
  const named = { application_name: 'yimu-assessment' };
  const { store } = await openEventStore(config.EVENT_STORE_URL, named).catch(cannotOpen('EVENT_STORE_URL', 'an event store'));
  const checkpoints = await openCheckpointStore(config.EVENT_STORE_URL, named);
  const controller = new AbortController();
  const scoring = scoringProgress(logger);
  const running = runReactions([...reactions, whenScoringStarted(scoring)], {
    store,
    checkpoints,
    owner: `${hostname()}:${process.pid}:${randomUUID()}`,
    signal: controller.signal,
    logger,
    clock: systemClock,
  });
  const app = await buildApp({ logger, store, verify, reactions: running.progress, scoring: scoring.now });
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
