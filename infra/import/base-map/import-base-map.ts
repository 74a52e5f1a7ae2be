// Records of the base map into the ledger, through the public interface.
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readLocalConfig } from '../../local/config.ts';
import { runInTerminal, Sentence } from '../../local/sentence.ts';
import { tokenFor } from '../../local/token.ts';
import { platformClient } from '../http.ts';
import { FaultyFiles, notAFile } from '../sentences.ts';
import { readBaseMapFile } from './read-records.ts';
import { type BaseMapRun, baseMapReport, countOf, runBaseMapImport } from './run-base-map.ts';

const usage = `npm run import:base-map -- FILE.csv --origin registration --jurisdiction 310116 \\
  --document 松规划资源〔2023〕123号 --issuer 规划资源局 --date 2023-11-24

  FILE                  .csv, or .ndjson with one record a line
  --origin ORIGIN       registration 登记, approval 批文, survey 现状, soe-list 国企存量
  --effective-on DATE   since when the content holds; by default the date of the document
  --report FILE         every row with its outcome and its unit, as NDJSON
  --token TOKEN         'development' (the default) makes one of the local start; or set YIMU_TOKEN
  --dry-run             read and check, and send nothing`;

const option = { type: 'string' } as const;
const options = {
  origin: option,
  jurisdiction: option,
  document: option,
  issuer: option,
  date: option,
  'effective-on': option,
  report: option,
  token: option,
  'dry-run': { type: 'boolean', default: false },
} as const;

const parse = () => {
  try {
    return parseArgs({ args: process.argv.slice(2), strict: true, allowPositionals: true, options });
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

const isOrigin = (text: string | undefined): text is BaseMapRun['origin'] =>
  text === 'registration' || text === 'approval' || text === 'survey' || text === 'soe-list';

await runInTerminal(async () => {
  const { values, positionals } = parse();
  const [path] = positionals;
  const { origin, jurisdiction, document, issuer, date } = values;
  if (path === undefined || !isOrigin(origin) || jurisdiction === undefined) throw new Sentence(usage);
  if (document === undefined || issuer === undefined || date === undefined) throw new Sentence(usage);
  const read = readBaseMapFile(basename(path), await readFile(path).catch(notAFile(path)));
  if ('faults' in read) throw new FaultyFiles(read.faults);
  const local = readLocalConfig(process.env);
  const given = values.token ?? process.env.YIMU_TOKEN ?? 'development';
  const holder = ['--jurisdiction', jurisdiction, '--role', 'department', '--department', '规划资源局', '--sub', 'base-map-import'];
  const token = given === 'development' ? await tokenFor(holder, local) : given;
  const registry = process.env.YIMU_REGISTRY_URL ?? `http://127.0.0.1:${local.PORT_REGISTRY}`;
  const results = await runBaseMapImport({
    client: platformClient({ urls: { registry }, token }),
    file: read.file,
    origin,
    jurisdiction,
    effectiveOn: values['effective-on'] ?? date,
    source: { number: document, issuer, date },
    runId: randomUUID(),
    dryRun: values['dry-run'],
    onProgress: (done, total) => void (done % 500 === 0 && process.stderr.write(`底版 ${done}/${total}\n`)),
  });
  if (values.report !== undefined) await writeFile(values.report, results.map((result) => `${JSON.stringify(result)}\n`).join(''));
  console.log(baseMapReport(read.file, results));
  if (countOf(results, 'refused') > 0) process.exitCode = 1;
});
