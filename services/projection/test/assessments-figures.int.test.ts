// Who is told how much of a grade: tax and statistics figures and all that is derived of them, with both locks and with each alone.

import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader } from '../src/tenancy/reader.ts';
import { linesOf } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { all, asked, content, departmentOf, fillGraded, shanyang, taskForce, zh } from './support/graded.ts';
import { caojing, jinshan, jiuting, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

/** As the database sorts with collation "C". */
const byUnit = (left: string, right: string): number => Number(left > right) - Number(left < right);

let within: World;
let first: string;
let final: string;
beforeAll(async () => {
  within = await world();
  ({ first, final } = await fillGraded(within));
});
afterAll(() => within.close());

const locks = {
  'both locks': () => within.app(),
  'lock one alone (row-level security is off)': () => within.app({ login: 'bypass' }),
  'lock two alone (the resolvers state no scope)': () => within.app({ guardOf: noGuard }),
};

describe.each(Object.entries(locks))('%s', (_, open) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await open();
  });

  it('a town sees the grade and the lines without tax and statistics figures', async () => {
    const shown = await asked(app, officerOf(caojing), '甲地块', first);
    expect(shown).toMatchObject({ grade: 'A', detail: { rule: null, score: null, rank: null, masked: true } });
    expect(zh(shown, false)).toEqual([
      '用地：3（规划资源局）',
      '排放：6（生态环境局）',
      '房屋安全：否（建管委）',
      '亩均排放 = 排放 ÷ 用地 = 2',
      expect.stringMatching(/^亩均排放：权重30，同组最小.*得.*分$/),
      '清洁：0分',
      'A至第2名，B至第3名；本次A类',
    ]);
    expect(new Set(zh(shown, true))).toEqual(new Set(['涉税/统计数据，不予显示']));
    expect(JSON.stringify(shown)).not.toMatch(/91\.5|30\.5|energy = |得分：|偷税：否/);
    expect(shown?.explain?.filter((line) => line.masked).flatMap(({ events }) => events)).toEqual([]);
  });

  it('a bureau sees its own figures and what is made of them alone, another department none', async () => {
    const tax = await asked(app, departmentOf('税务局'), '甲地块', first);
    expect(zh(tax, false)).toEqual(expect.arrayContaining(['税收：91.5（税务局）', '亩均税收 = 税收 ÷ 用地 = 30.5', '偷税：否（税务局）']));
    expect(JSON.stringify(tax)).not.toMatch(/能耗：33|税均能耗 = |综合得分：/);
    expect(tax?.detail).toEqual({ rule: null, score: null, rank: null, masked: true });
    const statistics = await asked(app, departmentOf('统计局'), '甲地块', first);
    expect(zh(statistics, false)).toContain('能耗：33（统计局）');
    expect(JSON.stringify(statistics)).not.toMatch(/91\.5|30\.5|税均能耗 = |综合得分：/);
    const economy = await asked(app, departmentOf('经委'), '甲地块', first);
    expect(economy).toEqual(await asked(app, officerOf(caojing), '甲地块', first));
  });

  it('a rule that rests on a secret figure is not named: only that there was a veto', async () => {
    const town = await asked(app, officerOf(caojing), '乙地块', first);
    expect(town).toMatchObject({ grade: 'D', decidedBy: 'VETO', detail: { rule: null } });
    expect(town?.explain?.at(-1)).toMatchObject({ about: 'DETERMINATION', code: null, masked: true, suppliers: [] });
    expect(await asked(app, departmentOf('税务局'), '乙地块', first)).toMatchObject({ detail: { rule: 'evasion' } });
    const open = await asked(app, officerOf(shanyang), '戊地块', first);
    expect(open).toMatchObject({ decidedBy: 'VETO', detail: { rule: 'unsafe' } });
    expect(open?.explain?.at(-1)).toMatchObject({ code: 'unsafe', zh: '一票否决：房屋不安全（第一条），D类', masked: false });
  });

  it('an enterprise sees nothing before the decision, then all of its own, and goes on seeing that while it is scored again', async () => {
    const owner = enterprise(idOf('甲企业'));
    expect(await asked(app, owner, '甲地块', first)).toBeNull();
    expect(await asked(app, owner, '甲地块', `, asOf: "2024-07-31"`)).toBeNull();
    const shown = await asked(app, owner, '甲地块', final);
    expect(shown).toMatchObject({ grade: 'B', final: true, detail: { rank: 1, masked: false }, parties: [{ id: idOf('甲企业') }] });
    const wanted = linesOf(content, all, '甲地块').map(({ zh: line }) => line);
    expect(zh(shown, false)).toEqual(wanted);
    expect(await asked(app, owner, '甲地块')).toMatchObject({ grade: 'B', final: true, run: { id: idOf('首轮') } });
    expect(JSON.stringify(await asked(app, owner, '甲地块'))).not.toContain('1.25');
  });

  it('an enterprise that shares a parcel sees the grade, and of the figures those of the parcel that are no secret', async () => {
    const shown = await asked(app, enterprise(idOf('丁企业')), '丙地块', final);
    expect(shown).toMatchObject({ grade: 'D', detail: { score: null, masked: true }, parties: [{ id: idOf('丁企业') }] });
    expect(JSON.stringify(shown)).not.toMatch(/77\.7|25\.9/);
    expect(JSON.stringify(shown)).not.toContain(idOf('丙企业'));
    expect(zh(shown, false)).toEqual([
      '用地：3（规划资源局）',
      '房屋安全：否（建管委）',
      expect.stringMatching(/^A至第.名，B至第.名；本次.类$/),
    ]);
    // 丁企业 could subtract its own from what is merged, and from whatever is made of that.
    expect(JSON.stringify(shown)).not.toMatch(/排放：1|亩均排放 = |清洁：/);
    expect(zh(shown, true).filter((line) => line.includes('其他企业')).length).toBe(4);
    expect(shown?.explain?.filter((line) => line.masked).flatMap(({ events }) => events)).toEqual([]);
    const town = await asked(app, officerOf(caojing), '丙地块', final);
    expect(zh(town, false)).toEqual(expect.arrayContaining(['排放：1（生态环境局）', '清洁：5分']));
    expect((await asked(app, taskForce, '丙地块', final))?.detail).toMatchObject({ masked: false });
  });

  it('other enterprises, towns and districts see nothing, not even its masks', async () => {
    const others = [
      enterprise(idOf('乙企业')),
      officerOf(shanyang),
      officerOf(jiuting),
      officerOf(songjiang),
      departmentOf('税务局', songjiang),
    ];
    for (const other of [...others, { ...taskForce, scope: { kind: 'subtree' as const, value: songjiang } }])
      expect(await asked(app, other, '甲地块', final)).toBeNull();
  });

  describe('the audit trail', () => {
    const trail = (actor: Actor, stream: string) => ask(app, actor, `{ events(stream: "${stream}") { nodes { type masked data } } }`);
    const stream = `assessment-${idOf('甲地块')}-${jinshan}-2024`;

    it('shows a town that a parcel was graded and how, without figures', async () => {
      const text = JSON.stringify(await trail(officerOf(caojing), stream));
      expect(text).toContain('"type":"ParcelGraded","masked":true');
      expect(text).toContain('"type":"GradeFinalised","masked":false');
      expect(text).not.toMatch(/91\.5|30\.5|"score":|"inputs"|"items"|"rule"/);
      expect(text).toContain('"grade":"A"');
    });
    it('shows the task force the whole, and an enterprise the decision alone', async () => {
      const whole = JSON.stringify(await trail(taskForce, stream));
      expect(whole).toContain('"type":"ParcelGraded","masked":false');
      expect(whole).toContain('91.5');
      const own = dataOf<{ events: { nodes: readonly { type: string }[] } }>(await trail(enterprise(idOf('甲企业')), stream));
      expect(own.events.nodes.map(({ type }) => type)).toEqual(['GradeFinalised']);
    });
    it('tells an enterprise of itself, and not who shares the parcel', async () => {
      const joint = `assessment-${idOf('丙地块')}-${jinshan}-2024`;
      const told = JSON.stringify(await trail(enterprise(idOf('丁企业')), joint));
      expect(told).toContain(`"type":"GradeFinalised","masked":false`);
      expect(told).toContain(`"partyIds":["${idOf('丁企业')}"]`);
      expect(told).not.toContain(idOf('丙企业'));
      expect(JSON.stringify(await trail(officerOf(caojing), joint))).toMatch(
        new RegExp(`"type":"GradeFinalised","masked":false.*"partyIds":\\[.*${idOf('丙企业')}`),
      );
    });
    it('keeps the figures of a cohort from those who see the cycle', async () => {
      const text = JSON.stringify(await trail(officerOf(jinshan), `cycle-${jinshan}-2024`));
      expect(text).toContain('"type":"CohortMeasured","masked":true');
      expect(text).not.toMatch(/"least"|"most"|"mean"/);
    });
  });
});

describe('the database alone, asked for everything', () => {
  const read = async (caller: Actor, text: string) => {
    const url = await within.database.urlFor(['yimu_scope_subtree', 'yimu_scope_party'], false);
    const readers = new pg.Pool({ connectionString: url, max: 1, pipeline: true });
    const reader = openReader(readers, caller);
    const rows = await reader.query<{ found: string }>({ asOf: '2024-11-21', knownAt: null }, text, []);
    await reader.end();
    await readers.end();
    return rows.map(({ found }) => found);
  };
  const parts = 'select distinct secret as found from assessment_detail order by 1';
  const secrets = "select distinct secret as found from event_secret where secret <> ''";

  it('shows an enterprise its decided result and no later one, whole', async () => {
    const owner = enterprise(idOf('甲企业'));
    expect(await read(owner, `select distinct run || ' ' || final as found from assessment`)).toEqual([`${idOf('首轮')} true`]);
    expect(await read(owner, 'select distinct run::text as found from assessment_detail')).toEqual([idOf('首轮')]);
    expect(await read(owner, parts)).toEqual(['', '税务局', '税务局,统计局', '统计局'].toSorted(byUnit));
    expect(await read(owner, secrets)).toEqual([]);
  });
  it('shows an enterprise that shares a parcel nothing that is merged', async () => {
    const joint = 'select distinct joint::text as found from assessment_detail';
    expect(await read(enterprise(idOf('丁企业')), joint)).toEqual(['false']);
    const merged = "select parts as found from assessment_detail where parts like '%emission%'";
    expect(await read(enterprise(idOf('丁企业')), merged)).toEqual([]);
    expect((await read(officerOf(caojing), joint)).toSorted(byUnit)).toEqual(['false', 'true']);
  });
  it('keeps from an enterprise the names of those who share the parcel, in the trail too', async () => {
    const text = "select body as found from event where type = 'GradeFinalised'";
    const bodies = await read(enterprise(idOf('丁企业')), text);
    expect(bodies).toHaveLength(1);
    expect(bodies.join()).not.toContain(idOf('丙企业'));
  });
  it('shows offices what their claims clear them for', async () => {
    expect(await read(officerOf(jinshan), parts)).toEqual(['']);
    expect(await read(officerOf(jinshan), secrets)).toEqual([]);
    expect(await read(departmentOf('税务局'), parts)).toEqual(['', '税务局']);
    expect(await read({ ...departmentOf('税务局'), roles: ['town-officer'] }, parts)).toEqual(['']);
    expect(await read(taskForce, parts)).toHaveLength(4);
    expect((await read(taskForce, secrets)).toSorted(byUnit)).toEqual(['税务局', '税务局,统计局', '统计局'].toSorted(byUnit));
    expect(await read({ ...taskForce, scope: { kind: 'subtree', value: songjiang } }, parts)).toEqual([]);
  });
});
