import { describe, expect, it } from 'vitest';
import { type CommandRequest, Refused } from '../../import/http.ts';
import { gradeChapter } from '../grade-chapter.ts';
import { evaluateSample } from '../sample-cycle.ts';
import { sampleFigures, sampleStandard, withoutEmission } from '../sample-figures.ts';
import type { Acting } from '../sample-steps.ts';
import { scripted } from './scripted.ts';

describe('the made-up figures', () => {
  it.each([0, withoutEmission, 5, 7])('of parcel %d are quantities of the sample standard, by their suppliers and in their units', (n) => {
    const said = [...sampleFigures(n, '30.62')].flatMap(([supplier, figures]) => figures.map((each) => ({ supplier, ...each })));
    const known = sampleStandard.quantities.map(({ code, suppliedBy, unit }) => [code, suppliedBy, unit]);
    expect(known).toEqual(expect.arrayContaining(said.map(({ quantity, supplier, unit }) => [quantity, supplier, unit])));
  });

  it('are the base values times a factor: the area is all that is real', () => {
    const taxOf = (n: number) => sampleFigures(n, '10').get('税务局')?.[0]?.value;
    expect([taxOf(0), taxOf(2), taxOf(4), taxOf(7)]).toEqual(['361.455', '240.97', '144.582', '57.966']);
    expect(sampleFigures(0, '30.62').get('规划资源局')).toEqual([{ quantity: 'land', value: '30.62', unit: '亩' }]);
  });

  it('leave out the emission of one parcel, so that the mean of its cohort is seen', () => {
    expect([0, withoutEmission].map((n) => sampleFigures(n, '10').has('生态环境局'))).toEqual([true, false]);
  });
});

describe('the sample evaluation', () => {
  const followed = { id: 'p1', area: '30.62', users: [{ partyId: 'e1', name: '甲公司' }] };

  interface World {
    /** How often the 体检表 is asked for in vain. */
    readonly late?: number;
    /** An earlier demo opened the cycle, before the parcel was entered. */
    readonly before?: boolean;
    /** A reaction is faster than the town. */
    readonly outrun?: boolean;
  }
  const evaluated = async ({ late = 0, before = false, outrun = false }: World = {}) => {
    let vain = late;
    const { clientAfter, sent } = scripted({
      post: ({ path }) => {
        if (path === '/health-checks' && outrun) throw new Refused('体检表已启用', 409, 'rule-conflict');
        return { appended: !(before && path === '/cycles'), id: 'run' };
      },
      query: () => {
        vain -= 1;
        return { healthChecks: { nodes: vain < 0 ? [{ subjectId: 'p1' }] : [] } };
      },
    });
    const run = await evaluateSample(clientAfter, { parcels: [followed], followed, town: '310116112' });
    return { sent, run };
  };
  const said = (sent: readonly (CommandRequest & { readonly by: Acting })[]) =>
    sent.map(({ by, path }) => `${by.department ?? by.role} ${path.replace('/310116/2024/parcel', '')}`);

  it('is given step by step by whoever may give it, and ends with a run', async () => {
    const { sent, run } = await evaluated();
    expect(said(sent)).toEqual([
      '经委 /standards',
      '经委 /standards/validations',
      'task-force /standards/publications',
      'task-force /form-schemas',
      'task-force /cycles',
      'enterprise /health-checks/p1/forms',
      'town-officer /health-checks/p1/form-confirmations',
      '统计局 /health-checks/p1/figures',
      '税务局 /health-checks/p1/figures',
      '规划资源局 /health-checks/p1/figures',
      '生态环境局 /health-checks/p1/figures',
      'task-force /cycles/scorings',
    ]);
    expect(run).toEqual({ run: 'run', position: '12' });
  });

  it('waits for the 体检表 that a reaction opens, and opens none itself', async () => {
    const [late, atOnce] = [await evaluated({ late: 3 }), await evaluated()];
    expect(late.sent).toEqual(atOnce.sent);
  });

  it('hands it out by the town where the parcel came after the cycle was opened', async () => {
    const { sent } = await evaluated({ before: true, late: 1 });
    const [handedOut] = sent.filter(({ path }) => path === '/health-checks');
    expect(handedOut).toMatchObject({ by: { role: 'town-officer' }, body: { subjectId: 'p1', enterprises: ['e1'] } });
    expect(said((await evaluated({ before: true })).sent)).not.toContain('town-officer /health-checks');
  });

  it('goes on where a reaction of an earlier demo has opened it meanwhile', async () => {
    const { run } = await evaluated({ before: true, late: 1, outrun: true });
    expect(run.run).toBe('run');
  });

  it('lets the user of the parcel fill the form, and the town confirm it later', async () => {
    const { sent } = await evaluated();
    const [form, confirmation] = sent.filter(({ path }) => path.includes('/form-') || path.endsWith('/forms')).slice(1);
    expect(form).toMatchObject({ by: { code: 'e1' }, body: { effectiveOn: '2024-10-15', form: 'self-assessment' } });
    expect(JSON.stringify(form)).toContain('甲公司');
    expect(confirmation).toMatchObject({ by: { code: '310116112' }, body: { effectiveOn: '2024-10-18', form: 'self-assessment' } });
  });

  it('says in the sources of every request that it is no evaluation', async () => {
    const { sent } = await evaluated();
    expect(sent.filter(({ body }) => !JSON.stringify(body).includes('演示样例数据（非真实）'))).toEqual([]);
  });

  it('has a key of its own for every request to one address by one name', async () => {
    const { sent } = await evaluated();
    expect(new Set(sent.map(({ path, key }) => `${path} ${key}`)).size).toBe(sent.length);
  });
});

describe('the chapter of grades', () => {
  const line = (about: string, zh: string, masked = false) => ({ about, zh, masked });
  const why = (masked: boolean) => ({
    grade: 'B' as const,
    detail: { score: masked ? null : '100.5', rank: masked ? null : 2, masked },
    explain: [
      line('INPUT', masked ? '涉税数据' : '评价税收：670.1万元', masked),
      line('INPUT', '用地面积：27.81亩'),
      line('GRADE', '本次B类'),
    ],
  });
  const result = (parcelId: string, rank: number, grade: 'A' | 'B') => ({
    parcelId,
    grade,
    cohort: 'above-scale',
    rankedOf: 2,
    run: { id: 'run', status: 'COMPLETED' },
    detail: { score: String(100 - rank), rank, masked: false },
  });
  const text = gradeChapter({
    names: new Map([
      ['p1', '甲地块'],
      ['p2', '乙地块'],
    ]),
    results: [result('p1', 2, 'B'), result('p2', 1, 'A')],
    explained: { id: 'p1', taskForce: why(false), town: why(true) },
  });

  it('says first that its figures are made up and whose standard it is', () => {
    expect(text.split('\n')[2]).toMatch(/^样例数据，非真实：.*样例：黄岩2022.*不是金山区的标准。$/);
  });

  it('lists the best first and explains one line by line', () => {
    expect(text).toMatch(/乙地块\s+规上企业\s+99\s+1\/2\s+A 鼓励支持\n甲地块\s+规上企业\s+98\s+2\/2\s+B 保留提升/);
    expect(text).toMatch(/提供的数据\s+评价税收：670.1万元\n\s+用地面积：27.81亩\n分类\s+本次B类/);
  });

  it('tells how much of it the town is not shown', () => {
    expect(text).toMatch(/以镇经办令牌查询同一宗：分类 B 保留提升，1 行含涉税、统计数据，不予显示。$/);
  });
});
