// Grades and why: what the rows say of the last run, of what the city decided, and of what was known when.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalise, type Graded, linesOf, openCycle, publishStandard, record, resultsOf, score, standardOf } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { all, asked, content, fillGraded, good, later, place, taskForce } from './support/graded.ts';
import { registerTree } from './support/towns.ts';
import { ask, enterprise, idOf, type World, world } from './support/world.ts';

let within: World;
let first: string;
let final: string;
let graded: readonly Graded[];
beforeAll(async () => {
  within = await world();
  ({ first, final, graded } = await fillGraded(within));
});
afterAll(() => within.close());

describe('what is folded', () => {
  it('an office sees the last run that graded a parcel, provisional, beside what the city decided of an earlier one', async () => {
    const app = await within.app();
    expect(await asked(app, taskForce, '甲地块', first)).toMatchObject({
      grade: 'A',
      final: false,
      decision: null,
      run: { id: idOf('首轮'), status: 'COMPLETED' },
    });
    expect(await asked(app, taskForce, '甲地块', final)).toMatchObject({
      grade: 'B',
      computedGrade: 'A',
      final: true,
      decision: { grade: 'B', document: '松府〔2024〕9号' },
    });
    expect(await asked(app, taskForce, '甲地块')).toMatchObject({
      grade: 'B',
      final: false,
      decision: { grade: 'B' },
      run: { id: idOf('次轮'), status: 'COMPLETED' },
    });
  });

  it('what was known before the decision stays what was known', async () => {
    const app = await within.app();
    const then = first.replace('2024-07-01', '2024-08-02');
    expect(await asked(app, taskForce, '甲地块', then)).toMatchObject({ grade: 'A', final: false, decision: null });
  });

  it('the explanation is the domain’s, line by line, with the events that supplied the figures', async () => {
    const app = await within.app();
    for (const { name } of all) {
      const shown = await asked(app, taskForce, name, first);
      const wanted = linesOf(content, graded, name).map((line) => ({ ...line, about: line.about.toUpperCase(), masked: false }));
      expect(shown?.explain).toEqual(wanted);
      expect(shown?.detail.masked).toBe(false);
    }
  });

  it('a result keeps being explained by the version that it was computed with', async () => {
    const other = await world();
    await registerTree(other);
    await publishStandard(other, place, content);
    await openCycle(other, place);
    await score(other, place, content, all, '首轮', '2024-06-01');
    await publishStandard(other, place, standardOf('新', '99'), 2, '2024-07-01');
    await other.project();
    const app = await other.app();
    const shown = await asked(app, taskForce, '甲地块');
    expect(shown?.explain?.map((line) => line.zh)).toEqual(linesOf(content, all, '甲地块').map((line) => line.zh));
    const { standards } = dataOf<{ standards: unknown }>(
      await ask(app, taskForce, '{ standards(asOf: "2024-07-02") { version status inForce titleZh } }'),
    );
    expect(standards).toEqual([
      { version: 1, status: 'SUPERSEDED', inForce: false, titleZh: '漕标准' },
      { version: 2, status: 'PUBLISHED', inForce: true, titleZh: '新标准' },
    ]);
    await other.close();
  });

  it('rows are the same however events come in batches', async () => {
    const tables = [
      'standard_version',
      'cycle',
      'cycle_run',
      'cycle_total',
      'cycle_cohort',
      'cycle_cohort_detail',
      'assessment',
      'assessment_detail',
    ];
    const dump = async (of: World) => {
      const found: Record<string, unknown> = {};
      for (const table of tables)
        found[table] = (await of.writers.query(`select (to_jsonb(t) - 'recorded')::text as row from ${table} t order by 1`)).rows;
      return found;
    };
    const fill = async (size: number) => {
      const one = await world();
      await publishStandard(one, place, content);
      await openCycle(one, place);
      await score(one, place, content, all, '首轮', '2024-06-01');
      await finalise(one, place, good, '首轮', 'A', '2024-08-01');
      await one.project(size);
      const rows = await dump(one);
      await one.close();
      return rows;
    };
    const rows = await fill(1);
    expect(tables.filter((table) => (rows[table] as unknown[]).length === 0)).toEqual([]);
    expect(await fill(1_000)).toEqual(rows);
  });
});

describe('a result after an objection', () => {
  it('takes the place of the decided one when it is decided, and the earlier one is known as it was', async () => {
    const [result] = resultsOf(content, later);
    if (result === undefined) throw new Error('the engine found nothing');
    await record(within, place, '异议', '2024-10-01', good, { ...result, grade: 'C' });
    await finalise(within, place, good, '异议', 'C', '2024-10-15');
    await within.project();
    const app = await within.app();
    const owner = enterprise(idOf('甲企业'));
    expect(await asked(app, owner, '甲地块', ', asOf: "2024-10-14"')).toMatchObject({ grade: 'B', run: { id: idOf('首轮') } });
    expect(await asked(app, owner, '甲地块')).toMatchObject({ grade: 'C', final: true, run: { id: idOf('异议'), status: null } });
    expect(await asked(app, taskForce, '甲地块')).toMatchObject({ grade: 'C', final: true });
    expect(await asked(app, owner, '甲地块', final)).toMatchObject({ grade: 'B' });
  });
});
