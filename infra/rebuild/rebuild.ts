// npm run rebuild: a read model anew beside the one in use. The projection service does it, in a process of its own; here is who asks.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { figures, table } from '../import/table.ts';
import { clone } from '../local/folders.ts';
import { runInTerminal, Sentence } from '../local/sentence.ts';
import { counterOn } from '../store/progress.ts';
import { projectorUrl } from './projector-url.ts';
import { progressText, type Said } from './said.ts';

const usage = `npm run rebuild -- NAME [--accept-differences] [--threads 2]
npm run rebuild -- NAME --back
npm run rebuild -- --list | --drop

  NAME                   a read model; what shares tables with it is rebuilt together with it
  --accept-differences   switch although the new rows are others, as of a new version they are meant to be
  --back                 go back to the rows that the last rebuild has retired
  --drop                 remove retired rows
  --list                 the names

Which database: that of a running npm start, or DATABASE_URL, as a login of the group yimu_projector.`;

const differencesText = (differences: Extract<Said, { kind: 'ended' }>['differences']): string =>
  table(
    ['table', figures('only new rows'), figures('only rows in use')],
    differences.map((each) => [each.table, each.onlyNew, each.onlyOld]),
  );

/** Shows what the process says until it ends. Throws a Sentence when nothing was switched. */
const rebuild = async (args: readonly string[], databaseUrl: string): Promise<void> => {
  const child = fork(join(clone, 'services/projection/src/rebuild/main.ts'), [...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    // Which Node it is has been looked at once.
    execArgv: [],
  });
  // Ctrl-C reaches the child as well, which ends in order; its end is ours.
  process.on('SIGINT', () => undefined);
  const begun = performance.now();
  const seconds = (): string => ((performance.now() - begun) / 1_000).toFixed(1);
  const counter = counterOn(process.stderr);
  let phase = '';
  let phaseBegun = begun;
  let problem: string | undefined;
  child.on('message', (said: Said) => {
    switch (said.kind) {
      case 'read-models':
        console.log(said.names.join('\n'));
        break;
      case 'unit':
        console.log(`Together: ${said.names.join(', ')}.\nTables: ${said.tables.join(', ')}.`);
        break;
      case 'progress': {
        if (said.phase !== phase) phaseBegun = performance.now();
        const text = progressText(said, performance.now() - phaseBegun);
        if (said.phase !== phase) {
          counter.end();
          console.log(`${seconds()} s: ${text}`);
        } else counter.show(text);
        phase = said.phase;
        break;
      }
      case 'ended':
        counter.end();
        if (said.differences.length > 0) console.log(differencesText(said.differences));
        if (said.switched)
          console.log(`Switched after ${seconds()} s. The rows in use until now are kept: --back returns to them, --drop removes them.`);
        else problem = 'The new rows are not those in use, so nothing was switched; --accept-differences switches all the same.';
        break;
      case 'dropped':
        console.log('The retired rows are removed.');
        break;
      case 'refused':
        counter.end();
        problem = said.message;
        break;
    }
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (problem !== undefined) throw new Sentence(problem);
  if (code !== 0) throw new Sentence('The rebuild ended before it was done. The rows in use are as they were.');
};

await runInTerminal(async () => {
  const args = process.argv.slice(2);
  if (args.length === 0 || args.includes('--help')) {
    console.log(usage);
    if (args.length === 0) process.exitCode = 1;
    return;
  }
  await rebuild(args, await projectorUrl(process.env));
});
