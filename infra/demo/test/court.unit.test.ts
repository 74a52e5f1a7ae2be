import { describe, expect, it } from 'vitest';
import { checkCourt } from '../check-court.ts';
import { courtCases } from '../court-cases.ts';
import { type CourtChapter, courtChapter } from '../court-chapter.ts';
import type { Change, ControlChanged, Planned, PlannedByGrade, Ruled } from '../court-questions.ts';
import { playerWith } from '../sample-steps.ts';
import { scripted } from './scripted.ts';

const changed = (changedOn: string, from: string, to: string): ControlChanged => ({
  id: changedOn,
  changedOn,
  company: { name: '样例一厂有限公司' },
  control: { controllerBefore: { name: from }, controllerAfter: { name: to } },
  landAuctions: [
    {
      parcel: { name: '样例一号地块' },
      gradeThen: { grade: 'D', document: '样例' },
      auctionOn: '2025-03-20',
      lot: { auction: { caseNumber: '样例1号' } },
    },
  ],
});
const [misdated, inTime] = [changed('2023-04-10', '甲', '样例新主有限公司'), changed('2024-06-01', '样例新主有限公司', '样例集团有限公司')];

const ruled = (controller: string): Ruled => ({
  ruledOn: '2025-04-10',
  holdersOnRulingDay: [{ party: { id: 'p', name: '样例一厂有限公司' }, controllers: [[{ name: controller }]] }],
});

const planned = (name: string, parcels: number, mu: string): Planned => ({ jurisdiction: { code: name, name }, parcels, area: { mu } });
const none: PlannedByGrade = { A: [], B: [], C: [], D: [] };

const list = { document: '漕府〔2024〕11号', effectiveOn: '2024-03-11' };
const appeared = (label: string): Change => ({ label, kind: 'APPEARED', event: list, changes: [], fields: [] });
const decision: Change = {
  label: '评价结果',
  kind: 'CHANGED',
  event: { document: '样例〔2024〕1号（非真实）', effectiveOn: '2024-12-10' },
  changes: [
    { label: '已审定', from: false, to: true },
    { label: '审定类别', from: null, to: 'B' },
    { label: '审定日期', from: null, to: '2024-12-10' },
    { label: '审定文号', from: null, to: '样例〔2024〕1号（非真实）' },
  ],
  fields: [],
};
const late = {
  type: 'UndeclaredEquityTransferReported',
  effectiveOn: '2022-12-15',
  recordedAt: '2026-03-01T02:03:04.567890Z',
  recordedLateBy: 1172,
  actor: { role: 'department', department: '市场监管局' },
};

const asked: CourtChapter = {
  control: { now: [misdated, inTime], before: [inTime] },
  ruling: { now: [ruled('样例收购有限公司')], before: [ruled('样例集团有限公司')] },
  planned: [
    { lists: '漕府〔2024〕11号', level: '区', byGrade: { ...none, B: [planned('金山区', 1, '30.62')] } },
    { lists: '漕府〔2024〕11号', level: '镇', byGrade: { ...none, B: [planned('漕泾镇', 1, '30.62')] } },
    { lists: '样例清单', level: '区', byGrade: { ...none, C: [planned('样例区', 1, '20.00')], D: [planned('样例区', 2, '20.00')] } },
    {
      lists: '样例清单',
      level: '镇',
      byGrade: {
        ...none,
        C: [planned('样例甲镇', 1, '20.00')],
        D: [planned('样例甲镇', 1, '12.00'), planned('样例乙镇', 1, '8.00')],
      },
    },
  ],
  followed: {
    name: '甲地块',
    spans: [
      {
        from: '2024-03-10',
        to: '2024-09-30',
        changes: ['地块', '面积（分来源）', '面积（分来源）', '用地主体', '处置计划', '处置计划', '待核实事项'].map(appeared),
      },
      { from: '2024-11-30', to: '2024-12-31', changes: [decision] },
    ],
  },
  late: { days: 365, events: Array.from({ length: 4 }, () => late) },
};

describe('the chapter of regulators and courts', () => {
  const text = courtChapter(asked);

  it('says first that nothing of it is real', () => {
    expect(text.split('\n')[1]).toBe('十一、监管与法院（样例）');
    expect(text.split('\n')[2]).toMatch(/^样例数据，非真实：.*与任何企业和案件无关/);
  });
  it('tells of each change of control whether it was known before the correction', () => {
    expect(text).toMatch(/2023-04-10 .*甲 → 样例新主有限公司 .*D 整治退出.* 未知\n/);
    expect(text).toMatch(/2024-06-01 .*样例新主有限公司 → 样例集团有限公司 .* 已知\n/);
  });
  it('tells who controlled the right holder on the day of the ruling, as known now and before', () => {
    expect(text).toMatch(/现在 +2025-04-10 +样例一厂有限公司 +样例收购有限公司\n/);
    expect(text).toMatch(/更正之前 +2025-04-10 +样例一厂有限公司 +样例集团有限公司\n/);
  });
  it('adds up what is planned by place and class', () => expect(text).toMatch(/样例清单 +镇 +样例乙镇 +D 整治退出 +1 +8\.00\n/));
  it('tells what changed, from what to what, by which document', () => {
    expect(text).toMatch(/2024-03-10 至 2024-09-30 +地块 +新增 +— +— +1 项 +漕府〔2024〕11号\n/);
    expect(text).toMatch(/处置计划 +新增 +— +— +2 项/);
    expect(text).toMatch(/评价结果 +变更 +审定类别 +— +B +样例〔2024〕1号（非真实）\n/);
    expect(text).toMatch(/2024-11-30 至 2024-12-31 +评价结果 +变更 +已审定 +否 +是/);
  });
  it('tells what was recorded late, and by how much', () =>
    expect(text).toMatch(/发现未申报股权变更 +2022-12-15 +2026-03-01 10:03:04 +1172 +市场监管局\n/));
});

describe('the check of the answers', () => {
  it('counts those that are as they have to be', () => expect(checkCourt(asked)).toBe(11));
  it.each([
    ['a change that was known too late is not told', { control: { now: [inTime], before: [inTime] } }, /实际控制人变更应为 2023-04-10/],
    [
      'it is told as if it had been known',
      { control: { now: [misdated, inTime], before: [misdated, inTime] } },
      /（更正之前）应为 2024-06-01/,
    ],
    ['another controller is named', { ruling: { ...asked.ruling, now: [ruled('某公司')] } }, /裁定之日实际控制人应为 .*，实为 .*某公司/],
    ['a sum is another', { planned: asked.planned.slice(1) }, /计划收储应为 B 金山区 1 30.62，实为 B 漕泾镇/],
    ['a change is not told', { followed: { name: '', spans: asked.followed.spans.toReversed() } }, /两日之间的变化应为 地块/],
    ['nothing was late enough', { late: { days: 2000, events: asked.late.events } }, /迟录应为 4 条，实为 0 条/],
  ])('fails when %s', (_, wrong, message) => expect(() => checkCourt({ ...asked, ...wrong })).toThrow(message));
});

describe('what happens in the sample place', () => {
  it('comes in an order in which the moment before the corrections can be asked about', async () => {
    let [looked, marked] = [0, 0];
    const companies = {
      founder: 'c1',
      second: 'c2',
      third: 'c3',
      fourth: 'c4',
      last: 'c5',
      bidder: 'c6',
      sold: 'c0',
      watched: 'w',
      other: 'o',
    };
    const { clientAfter, sent } = scripted({
      query: (document) => {
        if (document.includes('events(')) {
          marked = sent.length;
          return { events: { nodes: [{ knownFrom: 'then' }] } };
        }
        looked += 1;
        return { ultimateControllers: { controllers: [[{ id: looked < 3 ? 'c3' : 'c4' }]] } };
      },
    });
    const land = { parcels: { sold: 'p', watched: 'q', other: 'r' }, companies, right: 'right' };
    const { before } = await courtCases(clientAfter, playerWith(clientAfter('')), land);
    expect([before, looked]).toEqual(['then', 3]);
    const paths = sent.map(({ path }) => path.split('/').at(-1));
    expect(paths.slice(marked)).toEqual(['shareholdings', 'date-corrections']);
    expect(paths.slice(0, marked).at(-1)).toBe('rulings');
    expect(new Set(sent.map(({ service }) => service))).toEqual(new Set(['registry']));
  });
});
