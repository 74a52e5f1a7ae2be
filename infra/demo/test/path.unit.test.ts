import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkPath } from '../check-path.ts';
import { pathChapter } from '../path-chapter.ts';
import type { PathEvent, Seen } from '../path-questions.ts';
import { stepOf } from '../path-wording.ts';
import { showPath } from '../show-path.ts';
import { scripted } from './scripted.ts';

const steps = [
  'HealthCheckOpened',
  'FormSubmitted',
  'FormConfirmed',
  'FiguresSupplied',
  'ParcelGraded',
  'TownListSubmitted',
  'LineReviewed',
  'ClassListSubmitted',
  'CityOpinionGiven',
  'ClassListDecided',
  'GradeFinalised',
  'ClassListPublished',
];
const cycle = { jurisdiction: '310116', year: 2024 };
const ofCheck = { subjectId: randomUUID(), subject: 'parcel', cycle, partyId: null };
const ofList = { jurisdiction: '310116', cycle, subject: 'parcel', edition: 1 };

const event = (type: string, data: unknown, of: Partial<PathEvent> = {}): PathEvent => ({
  position: String(steps.indexOf(type)).padStart(2, '0'),
  type,
  effectiveOn: '2024-10-15',
  recordedAt: '2026-03-01T02:03:04.567890Z',
  actor: { sub: 'dev:somebody', role: 'town-officer', department: null },
  sources: [{ number: '演示样例数据（非真实）', annex: null, row: null }],
  data,
  ...of,
});
const all = steps.map((type) => event(type, {}));

const seen = (of: Partial<Seen> = {}): Seen => ({
  grade: 'B',
  final: true,
  decision: { grade: 'B', document: '样例〔2024〕1号' },
  rankedOf: 5,
  detail: { score: '100.5', rank: 3, masked: false },
  explain: [{ masked: false }, { masked: false }],
  ...of,
});
const masked = seen({ detail: { score: null, rank: null, masked: true }, explain: [{ masked: true }, { masked: false }] });
const provisional = seen({ final: false, decision: null });

describe('the chapter of one parcel', () => {
  const text = pathChapter({
    name: '甲地块',
    events: [
      event('FormSubmitted', {
        ...ofCheck,
        form: 'self-assessment',
        schema: { ...cycle, version: 1 },
        answers: [{ field: 'plans', value: '样例' }],
        filledBy: 'enterprise',
        mandateId: null,
      }),
      event(
        'FormConfirmed',
        { ...ofCheck, form: 'self-assessment' },
        { actor: { sub: 'reaction:some-rule', role: 'admin', department: null } },
      ),
      event(
        'CityOpinionGiven',
        { ...ofList, department: '市经济信息化委', verdict: 'agree', text: null, lines: [] },
        {
          actor: { sub: null, role: 'city-department', department: '市经济信息化委' },
        },
      ),
      event('EnterprisesRenamed', {}),
    ],
    viewers: [
      { name: '镇经办', seen: masked },
      { name: '区专班', seen: seen({ final: false, grade: 'C' }) },
      { name: '某部门', seen: provisional },
      { name: '用地主体（审定前）', seen: null },
    ],
  });

  it('says first that nothing of it is real', () => {
    expect(text.split('\n')[1]).toBe('十、一宗地的一年（甲地块，样例）');
    expect(text.split('\n')[2]).toMatch(/^样例数据，非真实：.*审定及文号均为演示，未经任何部门作出。$/);
  });
  it('tells each step with its day, its office, what came of it and whence it is', () => {
    expect(text).toMatch(/2024-10-15 {2}2026-03-01 10:03:04 {2}表单填报\s+镇经办\s+用地主体自评表，已提交\s+演示样例数据（非真实）/);
    expect(text).toMatch(/表单确认\s+系统规则 some-rule\s+用地主体自评表，已确认/);
    expect(text).toMatch(/市级联合研判\s+市经济信息化委\s+同意/);
    expect(text).not.toContain('EnterprisesRenamed');
  });
  it('tells what each viewer sees, and how much of it not', () => {
    expect(text).toMatch(/镇经办\s+B 保留提升\s+已审定 样例〔2024〕1号\s+—\s+—\s+2 行，其中 1 行不予显示/);
    expect(text).toMatch(/区专班\s+C 观察整改\s+暂定（此前审定 B 保留提升）\s+100.5\s+3\/5\s+2 行\n/);
    expect(text).toMatch(/某部门\s+B 保留提升\s+暂定\s+100.5/);
    expect(text).toMatch(/用地主体（审定前）\s+无此结果/);
  });
});

describe('the steps in words', () => {
  const totals = { A: 2, B: 1, C: 0, D: 0, T: 0, none: 1 };
  const graded = { run: randomUUID(), totals, parcels: 4 };
  it.each([
    [
      'LineReviewed',
      { town: '310116112', cycle, subject: 'parcel', edition: 1, department: '税务局', verdict: 'returned', lines: [], reason: '误录' },
      '退回',
    ],
    [
      'ClassListSubmitted',
      { ...ofList, ...graded, towns: [{ town: '310116112', edition: 1 }] },
      '第 1 稿，4 宗：A 2 宗、B 1 宗、未分类 1 宗',
    ],
    [
      'ClassListPublished',
      {
        ...ofList,
        classes: [
          { grade: 'A', parcels: 2 },
          { grade: 'D', parcels: 0 },
        ],
      },
      'A 2 宗、D 0 宗',
    ],
    [
      'FigureCorrected',
      { ...ofCheck, supplier: '税务局', period: 2023, quantity: 'tax', value: '1', unit: '万元', reason: '误录' },
      '评价税收：误录',
    ],
  ])('%s', (type, data, result) => expect(stepOf(type, data)?.result).toBe(result));
});

describe('the check of the way', () => {
  const walked = { events: all, town: masked, taskForce: seen(), enterprise: { before: null, after: seen() } };

  it('counts what is as it has to be', () => expect(checkPath(walked)).toBe(6));
  it('leaves aside what is no step of its own', () =>
    expect(checkPath({ ...walked, events: [event('EnterprisesRenamed', {}), ...all] })).toBe(6));
  it('still holds after another run that nobody has decided', () => {
    const again = { ...walked, taskForce: seen({ final: false, grade: 'C' }) };
    expect(checkPath(again)).toBe(6);
  });
  it.each([
    ['a step is missing', { events: all.slice(1) }, /流程环节应为 HealthCheckOpened、/],
    ['a step came too early', { events: all.toReversed() }, /流程环节应为/],
    ['nothing was decided', { taskForce: provisional }, /区专班所见应为 未分类 已审定，实为 暂定/],
    ['the town sees another class', { town: seen({ decision: { grade: 'C', document: '' } }) }, /镇所见应为 B 已审定，实为 C 已审定/],
    ['the enterprise knew before', { enterprise: { before: provisional, after: seen() } }, /企业审定前所见应为 无，实为 暂定/],
    ['the enterprise does not know now', { enterprise: { before: null, after: null } }, /企业审定后所见应为 B 已审定，实为 无/],
    ['the enterprise is not shown why', { enterprise: { before: null, after: masked } }, /不予显示的行应为 0，实为 1/],
  ])('fails when %s', (_, wrong, message) => expect(() => checkPath({ ...walked, ...wrong })).toThrow(message));
});

describe('the way itself', () => {
  interface World {
    /** How far an earlier demo came. */
    readonly came?: 'nowhere' | 'to the decision' | 'to the final class' | 'to the publication';
  }
  /** A platform on which the class becomes final once it is decided, some questions later. */
  const walk = async ({ came = 'nowhere' }: World = {}) => {
    let [decided, waiting] = [came !== 'nowhere', ['nowhere', 'to the decision'].includes(came) ? 5 : 0];
    let listed = came === 'to the publication' ? [decision, published] : [decision];
    const asked: unknown[] = [];
    const runs = [
      { id: 'r1', status: 'COMPLETED' },
      { id: 'r2', status: 'ABANDONED' },
    ];
    const { clientAfter, sent } = scripted({
      post: ({ path }) => {
        if (path.endsWith('/publications')) listed = [decision, published];
        if (!path.endsWith('/decisions')) return {};
        const appended = !decided;
        decided = true;
        return { appended };
      },
      query: (document, { asOf, stream }, { role }) => {
        if (document.includes('runs {')) return { cycle: { runs } };
        if (document.includes('events(')) return { events: { nodes: String(stream).startsWith('classlist-') ? listed : [] } };
        if (decided) waiting -= 1;
        const isFinal = decided && waiting < 0;
        if (role === 'enterprise') asked.push({ asOf, sent: sent.length });
        if (role === 'enterprise' && (!isFinal || asOf !== null)) return { assessment: null };
        return { assessment: isFinal ? seen() : provisional };
      },
    });
    const shown = await showPath(clientAfter, '01', { id: 'p1', name: '甲地块', partyId: 'e1', town: '310116112' });
    return { shown, sent, asked };
  };
  const published = event('ClassListPublished', { ...ofList, classes: [{ grade: 'B', parcels: 1 }] });
  const decision = event('ClassListDecided', {
    ...ofList,
    run: randomUUID(),
    totals: { A: 0, B: 1, C: 0, D: 0, T: 0, none: 0 },
    parcels: 1,
    document: '样例',
    objectionsUntil: '2025-01-09',
    overrides: null,
    changes: [],
  });

  it('goes from the town past the departments and the district to the city, and out once the class is final', async () => {
    const { sent, shown } = await walk();
    expect(sent.map(({ by, path }) => `${by.department ?? by.role} ${path.replace('/310116/2024/parcel', '')}`)).toEqual([
      'town-officer /town-lists',
      ...['规划资源局', '统计局', '税务局', '生态环境局'].map((name) => `${name} /town-lists/310116112/reviews`),
      'task-force /class-lists',
      '市经济信息化委 /class-lists/310116/opinions',
      'city-recorder /class-lists/310116/decisions',
      'task-force /class-lists/310116/publications',
    ]);
    expect(shown.text).toMatch(/用地主体（审定前） {2}无此结果/);
    expect(shown.text).toMatch(/用地主体（审定后） {2}B 保留提升 {2}已审定/);
  });
  it('names the run that stands, and a number of the decision that nobody takes for a real one', async () => {
    const { sent } = await walk();
    expect(sent[0]?.body).toMatchObject({ run: 'r1' });
    expect(sent.find(({ path }) => path.endsWith('/decisions'))?.body).toMatchObject({
      sources: [{ kind: 'document', number: '样例〔2024〕1号（非真实）' }, { kind: 'dataset' }],
    });
  });
  it('asks the enterprise before the decision and after it', async () => {
    const { asked } = await walk();
    expect(asked).toEqual([
      { asOf: null, sent: 7 },
      { asOf: null, sent: 9 },
    ]);
  });
  it('is shown, not gone again, where an earlier demo went it: what was told before is asked as of then', async () => {
    const { sent, asked, shown } = await walk({ came: 'to the publication' });
    expect(sent).toEqual([]);
    expect(asked).toEqual([
      { asOf: '2024-12-09', sent: 0 },
      { asOf: null, sent: 0 },
    ]);
    expect(shown.text).toMatch(/用地主体（审定前） {2}无此结果/);
  });
  it('is gone on where an earlier demo was interrupted', async () => {
    const { sent, shown } = await walk({ came: 'to the final class' });
    expect(sent.map(({ path }) => path)).toEqual(['/class-lists/310116/310116/2024/parcel/publications']);
    expect(shown.text).toMatch(/清单公布\s+镇经办\s+B 1 宗/);
  });
  it('asks as of the day before where the decision had been given before the enterprise was asked', async () => {
    const { asked } = await walk({ came: 'to the decision' });
    expect(asked).toEqual([
      { asOf: null, sent: 7 },
      { asOf: '2024-12-09', sent: 8 },
      { asOf: null, sent: 9 },
    ]);
  });
});
