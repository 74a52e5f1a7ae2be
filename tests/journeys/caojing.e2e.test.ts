// The lists of 漕府〔2024〕11号 go in, and town, district, city and a neighbouring town ask what they hold.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventCounts, figuresOf } from './support/figures.ts';
import { caojingLists, imported } from './support/import.ts';
import { type Journey, startJourney } from './support/platform.ts';

const [town, district, city, neighbour] = ['310116112', '310116', '310000', '310117107'];
let journey: Journey;
let officer: string;

beforeAll(async () => {
  journey = await startJourney();
  officer = await journey.token(town);
  await imported(journey.platform.urls, officer);
  // The findings are opened by a reaction, a moment after the lists are in.
  await vi.waitFor(
    async () => {
      const { overview: held } = await journey.ask<{ overview: { openFindings: number } }>(
        officer,
        `{ overview(jurisdiction: "${town}") { openFindings } }`,
      );
      if (held.openFindings !== 2) throw new Error(`${held.openFindings} findings are open`);
    },
    { timeout: 20_000 },
  );
});
afterAll(() => journey.end());

const overview = `label parcels { count area { mu m2 } lowest { mu } highest { mu } openConflicts } openFindings`;
const caojing = {
  label: '已录入',
  parcels: { count: 8, area: { mu: '287.97', m2: '191980.00' }, lowest: { mu: '287.94' }, highest: { mu: '287.97' }, openConflicts: 1 },
  openFindings: 2,
};

describe('the overview', () => {
  it.each([
    ['the town', town],
    ['its district', district],
    ['the city', city],
  ])('counts each parcel once for %s', async (_, code) => {
    const token = await journey.token(code, code === town ? 'town-officer' : 'auditor');
    expect(await journey.ask(token, `{ overview(jurisdiction: "${code}") { ${overview} } }`)).toEqual({ overview: caojing });
  });
  it('says 未录入 of a town that entered nothing, and shows it nothing of this one', async () => {
    const token = await journey.token(neighbour);
    const query = `{ own: overview(jurisdiction: "${neighbour}") { label parcels { count } } theirs: overview(jurisdiction: "${town}") { label }
      parcels { totalCount } targets(jurisdiction: "${town}") { indicator } findings { nodes { id } } }`;
    expect(await journey.ask(token, query)).toEqual({
      own: { label: '未录入', parcels: null },
      theirs: null,
      parcels: { totalCount: 0 },
      targets: [],
      findings: { nodes: [] },
    });
  });
  it.each([
    ['2024-03-10', { label: '未录入', parcels: null, openFindings: 0 }],
    ['2024-03-11', caojing],
  ])('as of %s', async (asOf, expected) => {
    const answer = await journey.ask(officer, `{ overview(jurisdiction: "${town}", asOf: "${asOf}") { ${overview} } }`);
    expect(answer).toEqual({ overview: expected });
  });
});

describe('plans against targets', () => {
  it.each([
    ['腾退低效用地', 2024, '80', 'STRETCH', '0'],
    ['腾退低效用地', 2025, '11.77', 'STRETCH', '0'],
    ['腾退低效用地', 2026, '43.74', 'STRETCH', '0'],
    ['提升低效用地', 2024, '76.07', 'STRETCH', '0'],
    ['提升低效用地', 2025, '17.96', 'ASSURED', '0.04'],
    ['提升低效用地', 2026, '30.59', 'STRETCH', '0'],
  ])('%s %d adds up to %s 亩', async (indicator, year, value, tierReached, stretch) => {
    const { targets } = await journey.ask<{ targets: { indicator: string; planned: unknown }[] }>(
      officer,
      `{ targets(jurisdiction: "${town}", year: ${year}) { indicator planned { value tierReached gaps { stretch } } } }`,
    );
    expect(targets.find((target) => target.indicator === indicator)?.planned).toEqual({ value, tierReached, gaps: { stretch } });
  });
  it('are 24 indicator-years', async () => {
    const { targets } = await journey.ask<{ targets: object[] }>(officer, `{ targets(jurisdiction: "${town}") { indicator } }`);
    expect(targets).toHaveLength(24);
  });
});

describe('what the lists say differently', () => {
  it('is one conflict: 古岛, 30.62 and 30.59 亩, the first counts', async () => {
    const query = '{ parcels(filter: { areaConflict: OPEN }) { nodes { name area { mu } areas { value unit counted } } } }';
    expect(await journey.ask(officer, query)).toEqual({
      parcels: {
        nodes: [
          {
            name: '上海古岛时装有限公司地块',
            area: { mu: '30.62' },
            areas: [
              { value: '30.62', unit: 'mu', counted: true },
              { value: '30.59', unit: 'mu', counted: false },
            ],
          },
        ],
      },
    });
  });
  it('is two findings: 古岛 and 普利滋, each on two lists', async () => {
    const { findings } = await journey.ask<{ findings: { nodes: { detail: { value: string }[] }[] } }>(
      officer,
      '{ findings(filter: { status: OPEN }) { nodes { detail { value } } } }',
    );
    const told = findings.nodes.map(({ detail }) => detail.map(({ value }) => value).join(' ')).sort();
    expect(told).toHaveLength(2);
    expect(told.find((text) => text.includes('收储'))).toMatch(/盘活.*收储.*2025.*提升.*亩均税收提升.*2026/);
    expect(told.find((text) => text.includes('合作开发'))).toMatch(/盘活.*合作开发.*2025.*腾退.*腾退.*2026/);
  });
});

describe('the same lists again', () => {
  const ask = <T>(query: string): Promise<T> => journey.ask<T>(officer, query);

  it('change nothing, also when another officer sends them', async () => {
    const before = [await figuresOf(ask, town), await eventCounts(ask)];
    expect(await imported(journey.platform.urls, officer)).toContain('无变化');
    const colleague = await journey.token(town, 'park-officer');
    await imported(journey.platform.urls, colleague);
    expect([await figuresOf(ask, town), await eventCounts(ask)]).toEqual(before);
  });

  it('with a changed row correct it, and with a missing row report it and delete nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'yimu-lists-'));
    try {
      await cp(caojingLists, folder, { recursive: true });
      const file = join(folder, 'vacate-and-upgrade-enterprises.csv');
      const lines = (await readFile(file, 'utf8')).split('\n');
      const changed = lines.map((line) => line.replace('17.96', '18.96')).filter((line) => !line.includes('革信'));
      await writeFile(file, changed.join('\n'));
      const printed = await imported(journey.platform.urls, officer, folder);
      expect(printed).toMatch(/17\.96 → 18\.96/);
      expect(printed).toMatch(/革信.*缺失/);
      const query = `{ targets(jurisdiction: "${town}", year: 2025) { indicator planned { value tierReached } } parcels { totalCount } }`;
      const held = async () => {
        const answer = await journey.ask<{ targets: { indicator: string; planned: unknown }[]; parcels: unknown }>(officer, query);
        return { parcels: answer.parcels, ...Object.fromEntries(answer.targets.map(({ indicator, planned }) => [indicator, planned])) };
      };
      // The read models follow the last command a moment later.
      await expect.poll(held).toMatchObject({
        parcels: { totalCount: 8 },
        提升低效用地: { value: '18.96', tierReached: 'STRETCH' },
        腾退低效用地: { value: '11.77', tierReached: 'STRETCH' },
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
