import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../manifest.ts';
import { readLists } from '../read-lists.ts';

const caojing = join(import.meta.dirname, '../../seed/caojing-2024');
const manifest = await readManifest(join(caojing, 'manifest.json'));
const revitalise = 'revitalisation-parcels.csv';
const vacateAndUpgrade = 'vacate-and-upgrade-enterprises.csv';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yimu-lists-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Reads files of the given texts. */
const reading = async (texts: Readonly<Record<string, string>>) => {
  for (const [file, text] of Object.entries(texts)) await writeFile(join(folder, file), text);
  return readLists(manifest, (file) => (file in texts ? join(folder, file) : undefined));
};
const plain = (rows: string) => ({ [revitalise]: `序号,地块名称,占地面积(亩),计划时间,盘活方式\n${rows}` });

describe('the lists of 漕府〔2024〕11号', async () => {
  const { rows, files } = await readLists(manifest, (file) => join(caojing, file));
  const facts = (list: string, row: string) => rows.find((each) => each.list === list && each.row === row)?.facts;

  it('are all read: 10 plan entries, 8 indicators, 54 rows without a context yet', () => {
    const count = (kind: string) => rows.filter((row) => row.facts.kind === kind).length;
    expect([count('plan'), count('targets'), count('checked')]).toEqual([10, 8, 54]);
    expect(files).toHaveLength(9);
  });

  it('state an enterprise, its land, category, mode, route, year and area', () => {
    expect(facts('附件3 盘活', '2')).toEqual({
      kind: 'plan',
      name: '上海普利滋纺织染整有限公司地块',
      enterprise: '上海普利滋纺织染整有限公司',
      address: null,
      area: { value: '43.74', unit: 'mu' },
      category: 'revitalise',
      mode: '合作开发',
      mappedRoute: 'cooperate',
      year: 2025,
    });
    expect(facts('附件3 腾退', '3')).toMatchObject({
      name: '上海革信门业有限 公司',
      address: '东海村镇南2208号B区',
      mappedRoute: 'vacate',
    });
  });

  it('map only modes that leave no doubt to a route', () => {
    const routes = rows.flatMap(({ facts: each }) => (each.kind === 'plan' ? [[each.mode, each.mappedRoute]] : []));
    expect(Object.fromEntries(routes)).toEqual({
      收储: 'reserve',
      合作开发: 'cooperate',
      腾退: 'vacate',
      优质项目导入: null,
      亩均税收提升: null,
    });
  });

  it('state 24 targets, with torn digits put together and said so', () => {
    expect(facts('表1 三级目标', '8')).toMatchObject({
      indicator: { number: '8', name: '提升低效用地', unit: '亩', dimension: '要素投入' },
      planCategory: 'upgrade',
      years: [
        { year: 2024, floor: '55', assured: '60', stretch: '65' },
        { year: 2025, floor: '12', assured: '16', stretch: '18' },
        { year: 2026, floor: '12', assured: '16', stretch: '18' },
      ],
    });
    expect(rows.find(({ name }) => name === '腾退低效用地')?.notes).toEqual(['“1 0”读作 10']);
  });

  it('keep the order of the manifest as rank: 盘活 before 腾退 before 提升', () => {
    expect(rows.map(({ rank }) => rank)).toEqual(rows.map(({ rank }) => rank).toSorted((left, right) => left - right));
    expect(rows.slice(0, 10).map(({ list }) => list.slice(-2))).toEqual([
      '盘活',
      '盘活',
      '盘活',
      '腾退',
      '腾退',
      '腾退',
      '腾退',
      '提升',
      '提升',
      '提升',
    ]);
  });
});

describe('a faulty cell keeps all files from being sent, and every fault is named', () => {
  it('an area that is none, zero or negative, and a year that is none', async () => {
    const rows = '1,甲,三十,2025 年,收储\n2,乙,0,2025 年,收储\n3,丙,-4,明年,收储\n';
    await expect(reading(plain(rows))).rejects.toThrow(
      [
        'revitalisation-parcels.csv 第 2 行“占地面积(亩)”列：应为大于 0 的面积，例如 30.62，实为“三十”。',
        '  revitalisation-parcels.csv, line 2, column 占地面积(亩): expected an area greater than 0, for example 30.62, but found "三十".',
        'revitalisation-parcels.csv 第 3 行“占地面积(亩)”列：应为大于 0 的面积，例如 30.62，实为“0”。',
      ].join('\n'),
    );
    await expect(reading(plain(rows))).rejects.toThrow('line 4, column 计划时间: expected a year, for example 2025, but found "明年".');
    await expect(reading(plain(rows))).rejects.toThrow('Nothing was sent.');
  });

  it('an empty name', async () => {
    await expect(reading(plain('1, ,3,2025,收储\n'))).rejects.toThrow('“地块名称”列：不应为空，实为空。');
  });

  it('a 序号 that occurs twice in a list', async () => {
    await expect(reading(plain('1,甲,3,2025,收储\n1,乙,4,2025,收储\n'))).rejects.toThrow('line 3: row 1 occurs twice in the list');
  });

  it('a row of no list', async () => {
    const text = '类别,序号,企业名称,地址,占地面积(亩),计划时间,提升方案\n转型,1,甲,某路,3,2025,转型\n';
    await expect(reading({ [vacateAndUpgrade]: text })).rejects.toThrow('line 2, column 类别: expected 腾退 or 提升.');
  });

  it('a file that is not there', async () => {
    await expect(readLists(manifest, (file) => join(folder, file))).rejects.toThrow(/revitalisation-parcels\.csv：文件不存在/);
  });
});
