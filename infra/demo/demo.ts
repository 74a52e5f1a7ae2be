// npm run demo: the main job on a bare machine. Starts the platform, imports the lists of Caojing, shows what four tenants see.
import { readLocalConfig } from '../local/config.ts';
import { type Platform, startPlatform } from '../local/platform.ts';
import { runInTerminal, Sentence } from '../local/sentence.ts';
import { stopSignal } from '../local/stop-signal.ts';
import { invitation, show } from './show.ts';

const shows = async (platform: Platform, begun: number): Promise<void> => {
  const seconds = (): string => ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`平台就绪，用时 ${seconds()} 秒。`);
  const checked = await show(platform);
  console.log(`\n${checked}自启动起用时 ${seconds()} 秒。`);
};

const wantsExit = (args: readonly string[]): boolean => {
  const [unknown] = args.filter((arg) => arg !== '--exit');
  if (unknown !== undefined) throw new Sentence(`${unknown}: expected nothing but --exit.`);
  return args.includes('--exit');
};

await runInTerminal(async () => {
  const begun = performance.now();
  const exit = wantsExit(process.argv.slice(2));
  const config = readLocalConfig(process.env);
  const interrupted = stopSignal();
  let running: Platform | undefined;
  // Before there is anything to stop in order, whatever has been started ends with us.
  void interrupted.then(() => (running === undefined ? process.exit(1) : undefined));
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
    logLevel: config.LOG_LEVEL,
    onProgress: (phrase) => console.log(`  ${phrase}`),
  });
  running = platform;
  try {
    const failed = platform.failed.then((sentence) => {
      throw new Sentence(sentence);
    });
    const shown = await Promise.race([shows(platform, begun).then(() => true), failed, interrupted]);
    if (shown === undefined) throw new Sentence('演示中断。');
    if (exit) return;
    console.log(await invitation(platform));
    await Promise.race([failed, interrupted]);
  } finally {
    await platform.stop();
  }
});
