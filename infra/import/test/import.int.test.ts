import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { platformClient } from '../http.ts';
import { readManifest } from '../manifest.ts';
import type { ImportReport } from '../report.ts';
import { runImport } from '../run-import.ts';
import { type LossyProxy, lossyProxy } from './lossy-proxy.ts';

const caojing = join(import.meta.dirname, '../../seed/caojing-2024');
const manifest = await readManifest(join(caojing, 'manifest.json'));

let folder: string;
let changed: string;
let platform: Platform;
let proxy: LossyProxy;

const token = (sub: string, code = manifest.jurisdiction): Promise<string> => {
  if (platform.issuer.token === undefined) throw new Error('the development issuer is there');
  return platform.issuer.token({ scope: { kind: 'subtree', value: code }, roles: ['town-officer'], sub });
};
const importAs = async (sub: string, from = caojing, options: { readonly dryRun?: boolean } = {}): Promise<ImportReport> =>
  runImport({ manifest, pathOf: (file) => join(from, file), urls: proxy.urls, token: await token(sub), ...options });
/** The report, or undefined when an answer was lost on the way. */
const untilCutOff = async (running: Promise<ImportReport>): Promise<ImportReport | undefined> => {
  try {
    return await running;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('无法连接')) return undefined;
    throw error;
  }
};
const outcomesOf = ({ rows }: ImportReport) => Object.fromEntries(rows.map(({ list, row, outcome }) => [`${list} ${row}`, outcome]));
const entered = ({ rows }: ImportReport) => rows.filter(({ outcome }) => outcome !== 'checked');
const remarksOf = (report: ImportReport, list: string, row: string) =>
  report.rows.find((each) => each.list === list && each.row === row)?.remarks.join('；');

const state = z.object({
  parcels: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        address: z.string().nullable(),
        areas: z.array(z.object({ value: z.string(), annex: z.string(), row: z.string() })),
        landUsers: z.array(z.object({ nameAsPrinted: z.string() })),
        planEntries: z.array(z.object({ list: z.string(), row: z.string(), enterprise: z.string(), year: z.int(), matchedBy: z.string() })),
      }),
    ),
  }),
  parties: z.object({ nodes: z.array(z.object({ name: z.string() })) }),
  targets: z.array(z.object({ year: z.int(), number: z.string(), floor: z.string(), assured: z.string(), stretch: z.string() })),
  importRows: z.array(z.object({ list: z.string(), row: z.string() })),
  events: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
});
/** What the town is told, once everything that was written is visible. */
const ledger = async () => {
  const client = platformClient({ urls: platform.urls, token: await token('reader'), after: proxy.position() });
  return client.query(
    `query ($document: String!, $code: String!) {
      parcels(first: 100) { nodes { id name address areas { value annex row } landUsers { nameAsPrinted }
        planEntries { list row enterprise year matchedBy } } }
      parties(first: 100) { nodes { name } }
      targets(jurisdiction: $code) { year number floor assured stretch }
      importRows(document: $document) { list row }
      events(first: 200) { nodes { id } }
    }`,
    { document: manifest.document, code: manifest.jurisdiction },
    state,
  );
};
const parcelNamed = async (name: string) => (await ledger()).parcels.nodes.find((parcel) => parcel.name === name);

/** The lists with some texts replaced. */
const edited = async (edits: Readonly<Record<string, readonly (readonly [string, string])[]>>): Promise<void> => {
  await cp(caojing, changed, { recursive: true });
  for (const [file, replacements] of Object.entries(edits)) {
    const path = join(changed, file);
    let text = await readFile(path, 'utf8');
    for (const [before, after] of replacements) {
      if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
      text = text.replace(before, after);
    }
    await writeFile(path, text);
  }
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yimu-import-'));
  changed = join(folder, 'lists');
  // Dozens of imports within a minute, which no person does.
  const queryLimits = { QUERY_POINTS_PER_MINUTE: 'town:10000000' };
  platform = await startPlatform({ dataDirectory: join(folder, 'data'), durable: false, logLevel: 'warn', queryLimits });
  proxy = await lossyProxy(platform.urls);
}, 60_000);
afterAll(async () => {
  await proxy.close();
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('importing the lists of a town', () => {
  it('refuses a token of another town before anything is sent', async () => {
    const elsewhere = { manifest, pathOf: (file: string) => join(caojing, file), urls: proxy.urls, token: await token('x', '310117107') };
    await expect(runImport(elsewhere)).rejects.toThrow('令牌的管辖范围 310117107 不含清单所属辖区 310116112，未发送任何数据。');
    expect(proxy.position()).toBe('');
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    expect(new Set(Object.values(outcomesOf(await importAs('a', caojing, { dryRun: true }))))).toEqual(new Set(['would-enter', 'checked']));
    expect(proxy.position()).toBe('');
  });

  it('ends the same however often it is cut off and whoever goes on, with nothing twice', async () => {
    const officers = ['a', 'b', 'a', 'a', 'c'];
    let report: ImportReport | undefined;
    for (let run = 0; report === undefined; run += 1) {
      await ledger();
      proxy.loseAnswerOf(5);
      report = await untilCutOff(importAs(officers[run % officers.length] ?? 'a'));
    }
    const { parcels, parties, targets, importRows } = await ledger();
    const enteredOnce = parcels.nodes.flatMap(({ planEntries }) => planEntries.map(({ list, row }) => `${list} ${row}`));
    const observedOnce = parcels.nodes.flatMap(({ areas }) => areas.map(({ annex, row }) => `${annex} ${row}`));
    expect([parcels.nodes.length, parties.nodes.length, targets.length, importRows.length]).toEqual([8, 8, 24, 18]);
    expect(enteredOnce.toSorted()).toEqual([...new Set(enteredOnce)].toSorted());
    expect([enteredOnce.length, observedOnce.length, new Set(observedOnce).size]).toEqual([10, 10, 10]);
    expect(parcels.nodes.every(({ landUsers }) => landUsers.length === 1)).toBe(true);
    expect(await parcelNamed('上海古岛时装有限公司地块')).toMatchObject({
      address: '展业路108号',
      areas: [
        { value: '30.62', annex: '附件3 盘活', row: '1' },
        { value: '30.59', annex: '附件3 提升', row: '3' },
      ],
      planEntries: [
        { list: '附件3 盘活', matchedBy: 'entered' },
        { list: '附件3 提升', matchedBy: 'name' },
      ],
    });
  });

  it('changes nothing the second time, whoever repeats it', async () => {
    proxy.loseAnswerOf(Number.POSITIVE_INFINITY);
    const before = await ledger();
    for (const sub of ['a', 'd'])
      expect(new Set(entered(await importAs(sub)).map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(await ledger()).toEqual(before);
  });
});

describe('importing lists that were changed', () => {
  const edits = {
    'revitalisation-parcels.csv': [['上海昆磊毛纺织有限公司,27.81,2026 年', '上海昆磊毛纺织有限公司,28.81,2025 年']],
    'vacate-and-upgrade-enterprises.csv': [
      ['上海佳美漂染有限 公司', '上海佳丽漂染有限公司'],
      ['腾退,3,上海革信门业有限 公司,东海村镇南 2208 号 B 区,6.86,2025 年,腾退\n', ''],
      ['上海普利滋纺织染 整有限公司', '上海普利滋纺织染整有限公司'],
      ['月工路 58 号', '月工路 60 号'],
    ],
    'targets.csv': [['新增技术改造项目,个,1,2,3', '新增技术改造项目,个,1,2,4']],
  } as const;
  const expectChanged = async (): Promise<void> => {
    expect(await parcelNamed('上海昆磊毛纺织有限公司')).toMatchObject({ areas: [{ value: '28.81' }], planEntries: [{ year: 2025 }] });
    expect(await parcelNamed('上海佳美漂染有限 公司')).toMatchObject({ planEntries: [] });
    expect(await parcelNamed('上海佳丽漂染有限公司')).toMatchObject({ planEntries: [{ list: '附件3 腾退', row: '2' }] });
    expect(await parcelNamed('上海永胜光磊贵金属有限公司')).toMatchObject({ address: '月工路60号' });
    expect((await ledger()).targets.find(({ year, number }) => year === 2024 && number === '6')).toMatchObject({ stretch: '4' });
  };

  it('shows every difference as 栏目: 旧 → 新 and applies it as a correction', async () => {
    await edited(edits);
    const report = await importAs('a', changed);
    expect(
      Object.fromEntries(Object.entries(outcomesOf(report)).filter(([, outcome]) => outcome !== 'unchanged' && outcome !== 'checked')),
    ).toEqual({
      '附件3 盘活 3': 'corrected',
      '附件3 腾退 2': 'corrected',
      '附件3 腾退 4': 'corrected',
      '附件3 提升 2': 'corrected',
      '表1 三级目标 6': 'corrected',
      '附件3 腾退 3': 'missing',
    });
    expect(remarksOf(report, '附件3 盘活', '3')).toBe('占地面积(亩): 27.81 → 28.81；计划时间: 2026 年 → 2025 年');
    expect(remarksOf(report, '附件3 腾退', '2')).toContain('撤销原条目，原地块“上海佳美漂染有限 公司”保留在册；地块入库');
    expect(remarksOf(report, '附件3 腾退', '3')).toBe('文件中已无此行，账内保留，未作删除');
    await expectChanged();
  });

  it('never deletes what a missing row had entered', async () => {
    expect(await parcelNamed('上海革信门业有限 公司')).toMatchObject({ planEntries: [{ list: '附件3 腾退', row: '3' }] });
  });

  it('takes a name whose spaces changed for the same enterprise', async () => {
    expect(await parcelNamed('上海普利滋纺织染整有限公司地块')).toMatchObject({
      planEntries: [{ list: '附件3 盘活' }, { list: '附件3 腾退', enterprise: '上海普利滋纺织染整有限公司', matchedBy: 'name' }],
    });
  });

  it('changes nothing when it is repeated', async () => {
    expect(new Set(entered(await importAs('b', changed)).map(({ outcome }) => outcome))).toEqual(new Set(['unchanged', 'missing']));
  });

  it('follows a list that changes back and forth, cut off or not', async () => {
    await importAs('a');
    expect(await parcelNamed('上海昆磊毛纺织有限公司')).toMatchObject({ areas: [{ value: '27.81' }], planEntries: [{ year: 2026 }] });
    expect(await parcelNamed('上海佳美漂染有限 公司')).toMatchObject({ planEntries: [{ row: '2' }] });
    expect(await parcelNamed('上海佳丽漂染有限公司')).toMatchObject({ planEntries: [] });
    let report: ImportReport | undefined;
    for (let run = 1; report === undefined; run += 1) {
      await ledger();
      proxy.loseAnswerOf(run);
      report = await untilCutOff(importAs(run % 2 === 0 ? 'a' : 'b', changed));
    }
    await expectChanged();
    expect((await ledger()).parcels.nodes).toHaveLength(9);
  });

  it('leaves a row to a person when an indicator is called otherwise', async () => {
    proxy.loseAnswerOf(Number.POSITIVE_INFINITY);
    await edited({ ...edits, 'targets.csv': [...edits['targets.csv'], ['新增专精特新企业,家', '新增专精特新企业,户']] });
    const report = await importAs('a', changed);
    expect(outcomesOf(report)['表1 三级目标 5']).toBe('undecided');
    expect(remarksOf(report, '表1 三级目标', '5')).toContain('请人工核实');
  });
});
