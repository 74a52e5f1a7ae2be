// npm run import: lists of a document into the ledger, through the public interface.
import { z } from 'zod';
import { readLocalConfig } from '../local/config.ts';
import { runInTerminal, Sentence } from '../local/sentence.ts';
import { tokenFor } from '../local/token.ts';
import { readArguments, usage } from './arguments.ts';
import { progressOn } from './progress.ts';
import { isSettled, reportText } from './report.ts';
import { runImport } from './run-import.ts';

const url = (fallback: string) => z.url('expected an address, for example http://127.0.0.1:4001').default(fallback);

const environment = (ports: { readonly graphql: number; readonly registry: number; readonly assessment: number }) =>
  z.object({
    YIMU_REGISTRY_URL: url(`http://127.0.0.1:${ports.registry}`),
    YIMU_ASSESSMENT_URL: url(`http://127.0.0.1:${ports.assessment}`),
    YIMU_GRAPHQL_URL: url(`http://127.0.0.1:${ports.graphql}/graphql`),
    YIMU_TOKEN: z.string().optional(),
  });

await runInTerminal(async () => {
  const asked = await readArguments(process.argv.slice(2));
  if (asked === undefined) {
    console.log(usage);
    return;
  }
  const { manifest, pathOf, dryRun } = asked;
  const local = readLocalConfig(process.env);
  const parsed = environment({ graphql: local.PORT_GRAPHQL, registry: local.PORT_REGISTRY, assessment: local.PORT_ASSESSMENT }).safeParse(
    process.env,
  );
  if (!parsed.success) throw new Sentence(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`).join(' '));
  const env = parsed.data;
  const given = asked.token ?? env.YIMU_TOKEN ?? 'development';
  const token =
    given === 'development' ? await tokenFor(['--jurisdiction', manifest.jurisdiction, '--role', 'town-officer'], local) : given;

  const report = await runImport({
    manifest,
    pathOf,
    urls: { registry: env.YIMU_REGISTRY_URL, assessment: env.YIMU_ASSESSMENT_URL, graphql: env.YIMU_GRAPHQL_URL },
    token,
    dryRun,
    onProgress: progressOn(process.stderr),
  });
  console.log(reportText(report));
  if (!isSettled(report)) process.exitCode = 1;
});
