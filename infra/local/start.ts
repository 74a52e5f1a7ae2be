// npm start: the platform until Ctrl-C.
import Table from 'cli-table3';
import { readLocalConfig } from './config.ts';
import { shortPath } from './folders.ts';
import { type Platform, startPlatform } from './platform.ts';
import { runInTerminal, Sentence } from './sentence.ts';
import { stopSignal } from './stop-signal.ts';

const overview = (platform: Platform): string => {
  const table = new Table({ head: ['what', 'where', 'process'], style: { head: [], border: [] } });
  const graphql = { name: 'GraphQL', address: platform.urls.graphql, pid: '' };
  for (const { name, address, pid } of [graphql, ...platform.parts]) table.push([name, address, pid ?? '']);
  return table.toString();
};

await runInTerminal(async () => {
  const begun = performance.now();
  const config = readLocalConfig(process.env);
  const interrupted = stopSignal();
  let starting = true;
  void interrupted.then(() => {
    // Whatever has been started by now ends with us.
    if (starting) process.exit(1);
  });
  const platform = await startPlatform({
    dataDirectory: config.YIMU_DATA,
    ports: {
      graphql: config.PORT_GRAPHQL,
      registry: config.PORT_REGISTRY,
      assessment: config.PORT_ASSESSMENT,
      postgres: config.PORT_POSTGRES,
    },
    eventStoreUrl: config.EVENT_STORE_URL,
    databaseUrl: config.DATABASE_URL,
    foreignIssuer: config.foreignIssuer,
    audience: config.YIMU_AUDIENCE,
    queryLimits: config.queryLimits,
    logLevel: config.LOG_LEVEL,
    onProgress: (phrase) => console.log(`  ${phrase}`),
  });
  starting = false;
  console.log(overview(platform));
  console.log(`Yimu is ready after ${((performance.now() - begun) / 1000).toFixed(1)} s. Data and logs: ${shortPath(config.YIMU_DATA)}`);
  console.log('A token: npm run token -- --jurisdiction 310116112 --role town-officer     Stop: Ctrl-C');
  const failure = await Promise.race([platform.failed, interrupted]);
  console.log(failure === undefined ? 'Stopping.' : 'Stopping everything, because a part of it ended.');
  await platform.stop();
  if (failure !== undefined) throw new Sentence(failure);
});
