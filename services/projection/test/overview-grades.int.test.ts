// Results of a cycle by class and land use, and who is told the figures per 亩 in them.
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GuardedQuery } from '../src/tenancy/guarded-query.ts';
import { resultsOf } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { all, content, cycle, departmentOf, fillGraded, later, taskForce } from './support/graded.ts';
import { caojing, jinshan, shanghai, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

interface PerMu {
  readonly indicator: string;
  readonly known: number | null;
  readonly value: string | null;
  readonly masked: boolean;
}
interface GradeUse {
  readonly grade: string | null;
  readonly landUse: string | null;
  readonly subjects: number;
  readonly final: number;
  readonly withArea: number;
  readonly area: { readonly mu: string } | null;
  readonly perMu: readonly PerMu[];
}

let within: World;
let first: string;
let final: string;
beforeAll(async () => {
  within = await world();
  ({ first, final } = await fillGraded(within));
}, 60_000);
afterAll(() => within.close());

const asked = async (app: FastifyInstance, actor: Actor, code = jinshan, times = first): Promise<readonly GradeUse[] | undefined> => {
  const query = `{ overview(jurisdiction: "${code}"${times}) { gradeUse(${cycle}) { grade landUse subjects final withArea area { mu }
    perMu { indicator known value masked } } } }`;
  return dataOf<{ overview: { gradeUse: readonly GradeUse[] } | null }>(await ask(app, actor, query)).overview?.gradeUse;
};

/** A quantity of all that stand in a class, added up by hand; of the first run. */
const totalOf = (grade: string | null, quantity: string, graded = all): number => {
  const results = resultsOf(content, graded);
  return graded.filter((_, n) => results[n]?.grade === grade).reduce((sum, { given }) => sum + Number(given[quantity]), 0);
};

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

  const figures = async (actor: Actor, indicator: string) => {
    const cells = (await asked(app, actor)) ?? [];
    expect(cells.length).toBeGreaterThan(1);
    return cells.map(({ grade, subjects, perMu }) => ({ grade, subjects, figure: perMu.find((each) => each.indicator === indicator) }));
  };

  it('the task force is told all: the total of one by the total of the other', async () => {
    for (const { grade, subjects, figure } of await figures(taskForce, 'tax-per-mu')) {
      expect(figure).toMatchObject({ known: subjects, masked: false });
      expect(Number(figure?.value)).toBeCloseTo(totalOf(grade, 'tax') / totalOf(grade, 'land'), 1);
    }
  });

  it('a bureau is told what is of its own figures alone', async () => {
    const tax = departmentOf('税务局');
    expect((await figures(tax, 'tax-per-mu')).map(({ figure }) => figure?.masked)).not.toContain(true);
    for (const { figure } of await figures(tax, 'energy-per-tax')) expect(figure).toMatchObject({ masked: true, value: null, known: null });
    for (const { figure } of await figures(departmentOf('统计局'), 'tax-per-mu'))
      expect(figure).toMatchObject({ masked: true, value: null });
  });

  it.each([
    ['a district', officerOf(jinshan)],
    ['its city', officerOf(shanghai)],
    ['another department', departmentOf('经委')],
  ] as const)(
    '%s is told what is no secret, and masked whatever has tax or statistics figures in it, however many are in a cell',
    async (__, actor) => {
      for (const { figure } of await figures(actor, 'tax-per-mu')) expect(figure).toMatchObject({ masked: true, value: null, known: null });
      for (const { grade, figure } of await figures(actor, 'emission-per-mu')) {
        expect(figure).toMatchObject({ masked: false });
        expect(Number(figure?.value)).toBeCloseTo(totalOf(grade, 'emission') / totalOf(grade, 'land'), 1);
      }
    },
  );

  it('a town is told of itself alone, an enterprise and another district nothing', async () => {
    const town = (await asked(app, officerOf(caojing), caojing)) ?? [];
    expect(town.reduce((sum, { subjects }) => sum + subjects, 0)).toBe(3);
    expect(await asked(app, officerOf(caojing))).toBeUndefined();
    expect(await asked(app, { ...taskForce, scope: { kind: 'subtree', value: songjiang } })).toBeUndefined();
    expect(await asked(app, enterprise(idOf('甲企业')), caojing)).toBeUndefined();
  });
});

describe('classes by land use', () => {
  it('count what was decided and the land as it was known on the day of the result, at each moment', async () => {
    const app = await within.app();
    const cells = async (times: string) =>
      ((await asked(app, officerOf(jinshan), jinshan, times)) ?? []).map(({ grade, subjects, final: decided, withArea, area }) => [
        grade,
        subjects,
        decided,
        withArea,
        area?.mu ?? null,
      ]);
    const before = await cells(first);
    const after = await cells(final);
    const now = await cells('');
    const sum = (rows: readonly (readonly unknown[])[], n: number): number => rows.reduce((total, row) => total + Number(row[n]), 0);
    expect([before, after, now].map((rows) => [sum(rows, 1), sum(rows, 2), sum(rows, 3)])).toEqual([
      [5, 0, 1],
      [5, 3, 1],
      [5, 0, 1],
    ]);
    expect(before.find(([grade]) => grade === 'A')?.[4] ?? after.find(([, , , withArea]) => withArea === 1)?.[4]).toBe('3.00');
    const grades = resultsOf(content, later).map(({ grade }) => grade);
    for (const [grade, subjects] of now) expect(subjects).toBe(grades.filter((each) => each === grade).length);
  });
});

it('an overview with all below it, findings and plans is one statement, and the classes of all are another', async () => {
  const app = await within.app();
  const fields = `label openFindings plans { year } parcels { count } gradeUse(${cycle}) { grade area { mu } }`;
  const query = `{ overview(jurisdiction: "${jinshan}") { ${fields} children { ${fields} } } }`;
  for (let n = 0; n < 3; n += 1) await ask(app, officerOf(jinshan), query);
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  const { errors } = await ask(app, officerOf(jinshan), query);
  const own = spy.mock.calls.filter(([what]) => (what as unknown) instanceof GuardedQuery);
  spy.mockRestore();
  expect(errors).toBeUndefined();
  expect(own).toHaveLength(2);
});
