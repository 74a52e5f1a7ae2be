// What the demo does on a running platform: import, ask as four tenants, print, check; then a sample evaluation, explained and decided, and
// what courts and regulators ask.
import { join } from 'node:path';
import { isWithin, type Role } from '@yimu/domain/kernel';
import { platformClient } from '../import/http.ts';
import { type Manifest, readManifest } from '../import/manifest.ts';
import { progressOn } from '../import/progress.ts';
import { importSummary } from '../import/report.ts';
import { runImport } from '../import/run-import.ts';
import type { Platform } from '../local/platform.ts';
import { Sentence } from '../local/sentence.ts';
import { checkFigures } from './expected.ts';
import { asOfChapter, conflictChapter, findingChapter, trailChapter } from './ledger-chapters.ts';
import { overviewChapter, type Tenant } from './overview-chapter.ts';
import { planChapter, targetChapter } from './plan-chapters.ts';
import { type Answers, ask, askTrail } from './questions.ts';
import type { Acting } from './sample-steps.ts';
import { showCourt } from './show-court.ts';
import { showGrades } from './show-grades.ts';
import { showPath } from './show-path.ts';
import { untilFindingsOpened } from './until-findings-opened.ts';
import { dayBefore } from './wording.ts';

const folder = join(import.meta.dirname, '../seed/caojing-2024');

/** Who asks: the town, its district, the city, and a town elsewhere. */
const tenants: readonly { readonly code: string; readonly role: Role }[] = [
  { code: '310116112', role: 'town-officer' },
  { code: '310116', role: 'task-force' },
  { code: '310000', role: 'city-department' },
  { code: '310117107', role: 'town-officer' },
];

const tokenOf = (platform: Platform, { code, role, department }: Acting): Promise<string> => {
  if (platform.issuer.token === undefined)
    throw new Sentence(`The demo makes its own tokens, which ${platform.issuer.name} (YIMU_ISSUER) would not know.`);
  const kind = role === 'enterprise' ? 'party' : 'subtree';
  return platform.issuer.token({ scope: { kind, value: code }, roles: [role], department });
};

const importLists = async (platform: Platform, manifest: Manifest) => {
  const token = await tokenOf(platform, { code: manifest.jurisdiction, role: 'town-officer' });
  const report = await runImport({
    manifest,
    pathOf: (file) => join(folder, file),
    urls: platform.urls,
    token,
    onProgress: progressOn(process.stderr),
  });
  console.log(`\n一、导入情况（${report.jurisdiction}　${report.document}）\n${importSummary(report)}`);
  return report.position;
};

const print = async (platform: Platform, manifest: Manifest, position: string): Promise<number> => {
  const { jurisdiction: listed, effectiveOn } = manifest;
  const asked = tenants.map(async ({ code, role }) => {
    const client = platformClient({ urls: platform.urls, token: await tokenOf(platform, { code, role }), after: position });
    const [answers, onTheDay] = [await ask(client, code, listed), await ask(client, code, listed, effectiveOn)];
    return { client, onTheDay, name: answers.viewer.jurisdiction?.name ?? code, code, answers };
  });
  const all = await Promise.all(asked);
  const town = all.find(({ code }) => code === listed);
  const overview = town?.answers.own;
  if (town === undefined || overview == null) throw new Sentence(`${listed} 的总览无法查询。`);
  const { parcels, targets, findings } = town.answers;
  const before: Answers = await ask(town.client, listed, listed, dayBefore(effectiveOn));

  console.log(overviewChapter(all satisfies readonly Tenant[], overview));
  console.log(planChapter(targets, overview.plans));
  console.log(targetChapter(targets));
  console.log(conflictChapter(parcels.nodes));
  console.log(findingChapter(findings.nodes, parcels.nodes));
  const followed = parcels.nodes.find(({ areaConflict }) => areaConflict === 'OPEN') ?? parcels.nodes[0];
  if (followed !== undefined) console.log(trailChapter(followed.name, await askTrail(town.client, followed.id)));
  console.log(
    asOfChapter(town.name, [
      { asOf: dayBefore(effectiveOn), answers: before },
      { asOf: effectiveOn, answers: town.onTheDay },
    ]),
  );

  return checkFigures([
    ...all.map(({ name, onTheDay, code }) => ({
      name,
      answers: onTheDay,
      expected: isWithin(listed, code) ? ('all' as const) : ('nothing' as const),
    })),
    { name: `${town.name}截至 ${dayBefore(effectiveOn)} `, answers: before, expected: 'nothing' },
  ]);
};

/**
 * Imports the lists and prints what is in the ledger, for four tenants; then evaluates the listed parcels under a sample standard, explains
 * one and follows it to its final class; last what courts and regulators ask.
 * @returns how many figures agree with the document, and how many points of the sample are as they have to be
 * Throws a Sentence when one does not.
 */
export const show = async (platform: Platform): Promise<string> => {
  const manifest = await readManifest(join(folder, 'manifest.json'));
  const position = await importLists(platform, manifest);
  const { jurisdiction: listed } = manifest;
  const clientAfter = (after: string) => async (acting: Acting) =>
    platformClient({ urls: platform.urls, token: await tokenOf(platform, acting), after });
  const listing = await clientAfter(position)({ code: listed, role: 'town-officer' });
  await untilFindingsOpened(listing, listed);
  const agreed = await print(platform, manifest, position);
  // After everything that is checked against the document: what follows is made up.
  const { parcels } = await ask(listing, listed, listed);
  const grades = await showGrades(clientAfter, parcels.nodes, listed);
  console.log(grades.text);
  const path = await showPath(clientAfter, grades.position, grades.followed);
  console.log(path.text);
  const watched = parcels.nodes.find(({ areaConflict }) => areaConflict === 'OPEN');
  if (watched === undefined) throw new Sentence(`${listed} 没有面积有冲突的地块。`);
  const court = await showCourt(clientAfter, {
    id: watched.id,
    name: watched.name,
    town: listed,
    dayBefore: dayBefore(manifest.effectiveOn),
  });
  console.log(court.text);
  const of = `样例流程 ${path.check()} 项、监管与法院 ${court.check()} 项核对一致`;
  return `核对：${agreed} 项数字与 ${manifest.document} 一致；${of}。`;
};

/** How to go on from here: an address, a token and a query to paste. */
export const invitation = async (platform: Platform): Promise<string> => {
  const [first] = tenants;
  const token = first === undefined ? '' : await tokenOf(platform, first);
  const query = `{ overview(jurisdiction: \\"${first?.code ?? ''}\\") { label parcels { count area { mu m2 } openConflicts } } }`;
  return [
    '\n平台继续运行，按 Ctrl-C 停止。',
    `GraphQL：${platform.urls.graphql}`,
    '可粘贴的查询（令牌 8 小时内有效）：',
    `TOKEN=${token}`,
    `curl -s ${platform.urls.graphql} -H "authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{"query":"${query}"}'`,
  ].join('\n');
};
