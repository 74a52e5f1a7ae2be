// Which equity transfers changed actual control of a C/D parcel within 24 months before an auction? Every edge of that sentence.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { finalise } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { enterCompany } from './support/holders.ts';
import { auctioned, determined, filed, graded, place, scoredParcels, undeclared } from './support/questions.ts';
import { onEquity } from './support/registry.ts';
import { caojing, jinshan, jiuting, registerTree, shanghai } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

const [poor, risen, late, good] = ['差地块', '升降地块', '迟定地块', '好地块'];
const names: Readonly<Record<string, string>> = Object.fromEntries(
  ['整二十四月', '多一日', '当日', '同日前', '未变', '不明', '撤回', '未完成', '改日', '降级前', '迟知', '月末', '月末前', '好'].map(
    (name) => [idOf(name), name],
  ),
);

let within: World;
/** Before the grade of one parcel, a change and a correction became known. */
let before: string;
beforeAll(async () => {
  within = await world();
  await registerTree(within);
  for (const name of ['旧股东', '新股东', '旧控制人', '新控制人']) await enterCompany(within, name, jiuting, null, { on: '2020-01-01' });
  const all = [poor, risen, late, good].map((name) => graded(name));
  for (const { name } of all) await enterCompany(within, `${name}企业`, caojing, null, { on: '2020-01-01' });
  await scoredParcels(within, all, '评分');
  const decided = (name: string, grade: string, on = '2024-08-01') => finalise(within, place, graded(name), '评分', grade, on);
  await decided(poor, 'D');
  await decided(risen, 'D', '2025-08-01');
  await decided(good, 'B');
  await auctioned(within, poor, [
    ['2026-08-01', '2026-08-31'],
    ['2026-10-01', '2026-10-31'],
  ]);
  await auctioned(within, risen, [['2026-08-01', '2026-09-30']]);
  await auctioned(within, late, [['2026-08-01', '2026-09-30']]);
  await auctioned(within, good, [['2026-08-01', '2026-09-30']]);
  for (const [name, parcel, on] of [
    ['整二十四月', poor, '2024-08-31'],
    ['多一日', poor, '2024-08-30'],
    ['当日', poor, '2026-10-31'],
    ['同日前', poor, '2026-10-30'],
    ['月末', poor, '2025-02-28'],
    ['月末前', poor, '2025-02-27'],
    ['改日', poor, '2025-06-01'],
    ['降级前', risen, '2025-07-31'],
    ['迟知', late, '2025-06-01'],
    ['好', good, '2025-06-01'],
  ] as const) {
    await undeclared(within, name, [parcel], on);
    await determined(within, name, 'yes');
  }
  for (const [name, changed] of [
    ['未变', 'no'],
    ['不明', 'unknown'],
  ] as const) {
    await undeclared(within, name, [poor], '2025-06-01');
    await determined(within, name, changed);
  }
  for (const name of ['撤回', '未完成']) {
    await filed(within, name, [poor], '2025-06-01');
    await determined(within, name, 'yes', '2025-06-20');
  }
  await onEquity(within, '撤回', 'CancelEquityTransfer', { by: 'applicant', reason: '不再转让' }, '2025-07-01');
  await within.project();
  before = await knownNow(within);
  await decided(late, 'C');
  await onEquity(within, '改日', 'CorrectEquityDate', { reason: '以登记档案为准' }, '2024-08-30');
  await within.project();
});
afterAll(() => within.close());

interface Found {
  readonly id: string;
}
const found = async (filter: string, times = '', actor = officerOf(shanghai)): Promise<readonly string[]> => {
  const query = `{ equityTransfers(first: 200, filter: { ${filter} }${times}) { nodes { id } } }`;
  const { equityTransfers } = dataOf<{ equityTransfers: { nodes: readonly Found[] } }>(await ask(await within.app(), actor, query));
  return equityTransfers.nodes.map(({ id }) => names[id] ?? id);
};
const question = (months: number, grades = '[C, D]') => `changedControl: true, parcelGrades: ${grades}, monthsBeforeAuction: ${months}`;
/** Of the poor parcel, whose auctions were on 31 August and 31 October 2026. */
const ofPoor = ['整二十四月', '月末前', '月末', '同日前'];

describe('the question', () => {
  it('counts 24 months back from the day of the auction: that day and none before', async () => {
    expect(await found(question(24))).toEqual(['整二十四月', '月末前', '月末', '迟知', '同日前']);
  });
  it('takes the last day of a month that has no such day, as law does', async () => {
    expect(await found(question(18, '[D]'))).toEqual(['月末', '同日前']);
  });
  it('takes a change on the day of an auction not, and one on the day before', async () => {
    expect(await found(question(1, '[D]'))).toEqual(['同日前']);
  });
  it('asks for the class on the day of the change, not for that of today', async () => {
    expect(await found(question(24, '[C, D]'))).not.toContain('降级前');
    expect(await found('changedControl: true, monthsBeforeAuction: 24')).toContain('降级前');
    expect(await found(question(24, '[B]'))).toEqual(['好']);
  });
  it('knows what was known at a moment: the class decided since, and the day corrected since, are not', async () => {
    expect(await found(question(24), `, knownAt: "${before}"`)).toEqual(['整二十四月', '月末前', '月末', '改日', '同日前']);
    expect(await found(question(24, '[C]'), `, knownAt: "${before}"`)).toEqual([]);
  });
  it('takes neither what did not change control nor what did not take place', async () => {
    expect(await found('changedControl: false')).toEqual(['未变']);
    const changed = await found('changedControl: true');
    expect(changed).toEqual(expect.arrayContaining(['多一日', '改日', '降级前', '好', ...ofPoor]));
    for (const name of ['未变', '不明', '撤回', '未完成']) expect(changed).not.toContain(name);
  });
  it('as of a day before the notice, there was no auction to come', async () => {
    expect(await found('monthsBeforeAuction: 24', ', asOf: "2026-07-31"')).toEqual([]);
    expect(await found('monthsBeforeAuction: 24, parcelGrades: [D]', ', asOf: "2026-09-30"')).toEqual([
      '整二十四月',
      '月末前',
      '月末',
      '未变',
      '不明',
    ]);
  });
  it('as of a day before the determination, nobody had said that control changed', async () => {
    expect(await found('changedControl: true', ', asOf: "2026-11-01"')).toEqual([]);
  });
  it('is answered for the town, the district and the city, and for nobody elsewhere', async () => {
    const all = await found(question(24));
    expect(all.length).toBeGreaterThan(0);
    for (const code of [caojing, jinshan]) expect(await found(question(24), '', officerOf(code))).toEqual(all);
    expect(await found(question(24), '', officerOf(jiuting))).toEqual([]);
  });
  it('refuses a number of months that is none', async () => {
    const { errors } = await ask(
      await within.app(),
      officerOf(caojing),
      '{ equityTransfers(filter: { monthsBeforeAuction: 0 }) { nodes { id } } }',
    );
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['validation']);
  });
});

describe('the answer', () => {
  const fields = `control { controllerBefore { name } controllerAfter { name } } changedOn
    landAuctions(months: 24, grades: [C, D]) { parcel { name } gradeThen { grade cycleYear decidedOn document } round auctionOn
      lot { name auction { caseNumber } } }`;
  const shown = async (name: string) => {
    const query = `{ equityTransfer(id: "${idOf(name)}") { ${fields} } }`;
    return dataOf<{ equityTransfer: object }>(await ask(await within.app(), officerOf(shanghai), query)).equityTransfer;
  };
  const control = { controllerBefore: { name: '旧控制人' }, controllerAfter: { name: '新控制人' } };
  const lot = { name: `${poor}标的`, auction: { caseNumber: `（2026）${poor}号` } };
  const gradeThen = { grade: 'D', cycleYear: 2024, decidedOn: '2024-08-01', document: '松府〔2024〕9号' };

  it('names the parcel, its class then, the first auction after the change, and who controlled before and after', async () => {
    expect(await shown('月末')).toEqual({
      changedOn: '2025-02-28',
      control,
      landAuctions: [{ parcel: { name: poor }, gradeThen, round: 'FIRST', auctionOn: '2026-08-31', lot }],
    });
  });
  it('of a change that the first round was too late for, the second', async () => {
    expect(await shown('同日前')).toMatchObject({ landAuctions: [{ round: 'SECOND', auctionOn: '2026-10-31' }] });
  });
  it('is of 24 months unless said otherwise, however often it is asked', async () => {
    const query = `{ equityTransfer(id: "${idOf('多一日')}") { landAuctions { auctionOn } } }`;
    const app = await within.app();
    for (let time = 0; time < 5; time += 1)
      expect(dataOf(await ask(app, officerOf(shanghai), query))).toEqual({ equityTransfer: { landAuctions: [] } });
    const longer = query.replace('landAuctions', 'landAuctions(months: 25)');
    const found = { landAuctions: [{ auctionOn: '2026-08-31' }] };
    expect(dataOf(await ask(app, officerOf(shanghai), longer))).toEqual({ equityTransfer: found });
  });
  it('is empty where nothing followed in time, or the class was another', async () => {
    for (const name of ['多一日', '降级前', '好']) expect(await shown(name)).toMatchObject({ landAuctions: [] });
  });
});
