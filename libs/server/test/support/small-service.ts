// A process that starts, says so and waits: what start.unit.test.ts stops in every way. Arguments: port, and `hang` for a
// part that never closes.
import { buildServer, type Closing, createLogger, run, start } from '../../src/index.ts';

const app = await buildServer({ name: 'small', logger: createLogger({ name: 'small' }) });
const slow = Promise.withResolvers<void>();
app.get('/slow', async () => {
  app.log.info('slow request');
  await slow.promise;
  return { answered: true };
});
const controller = new AbortController();
controller.signal.addEventListener('abort', () => setTimeout(slow.resolve, 50));
// Keeps the process alive unless it is closed, as a database connection would.
const connection = setInterval(() => undefined, 1_000);
const part = (name: string, close: () => void) => ({
  name,
  close: async () => {
    close();
    app.log.info(`closed ${name}`);
  },
});
const closing: Closing[] = [part('reactions', () => undefined), part('store', () => clearInterval(connection))];
const hanging = { name: 'hanging', close: () => new Promise(() => undefined) };
if (process.argv[3] === 'hang') closing.unshift(hanging);
await run(() => start(app, { host: '127.0.0.1', port: Number(process.argv[2] ?? 0), controller, closing, limit: 500 }));
