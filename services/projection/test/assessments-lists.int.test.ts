// Lists and counts of grades, cycles and their cohorts, with both locks and with each alone.

import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCycle, publishStandard, score } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { all, content, cycle, departmentOf, fillGraded, good, place, poor, shanyang, taskForce } from './support/graded.ts';
import { caojing, jinshan, shanghai } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
beforeAll(async () => {
  within = await world();
  await fillGraded(within);
  const few = { ...place, year: 2023 };
  await publishStandard(within, few, content);
  await openCycle(within, few);
  await score(within, few, content, [good, poor], '少数', '2024-06-01');
  await within.project();
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

  it('lists page by code and count what is theirs, each subject once', async () => {
    const query = (more: string) =>
      `{ assessments(${cycle}, first: 2 ${more}) { nodes { code grade } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      readonly assessments: {
        readonly nodes: readonly { readonly code: string; readonly grade: string }[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      };
    }
    const district = officerOf(jinshan);
    const one = dataOf<Page>(await ask(app, district, query(''))).assessments;
    const two = dataOf<Page>(await ask(app, district, query(`after: "${one.pageInfo.endCursor}"`))).assessments;
    const three = dataOf<Page>(await ask(app, district, query(`after: "${two.pageInfo.endCursor}"`))).assessments;
    const codes = [one, two, three].flatMap(({ nodes }) => nodes.map(({ code }) => code));
    expect(codes).toEqual(all.map(({ name }) => name).toSorted());
    expect([one, two, three].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    const own = dataOf<Page>(await ask(app, officerOf(shanyang), query(', filter: { grades: [D] }'))).assessments.nodes;
    expect(own).toEqual([{ code: '戊地块', grade: 'D' }]);
    const theirs = dataOf<Page>(await ask(app, enterprise(idOf('乙企业')), query(''))).assessments.nodes;
    expect(theirs).toEqual([{ code: '乙地块', grade: 'D' }]);
  });

  it('grades are counted for a jurisdiction and those below, and for no other', async () => {
    const counts = (actor: Actor, code: string) =>
      ask(
        app,
        actor,
        `{ gradeCounts(jurisdiction: "${code}", ${cycle}, asOf: "2024-08-02") {
        counts { grade subjects final } children { jurisdiction counts { grade subjects final } } } }`,
      );
    expect(dataOf(await counts(officerOf(shanghai), jinshan))).toEqual({
      gradeCounts: {
        counts: [
          { grade: 'A', subjects: 0, final: 0 },
          { grade: 'B', subjects: 2, final: 1 },
          { grade: 'D', subjects: 3, final: 2 },
        ].filter(({ subjects }) => subjects > 0),
        children: [
          {
            jurisdiction: caojing,
            counts: [
              { grade: 'B', subjects: 1, final: 1 },
              { grade: 'D', subjects: 2, final: 2 },
            ],
          },
          {
            jurisdiction: shanyang,
            counts: [
              { grade: 'B', subjects: 1, final: 0 },
              { grade: 'D', subjects: 1, final: 0 },
            ],
          },
        ],
      },
    });
    expect(dataOf(await counts(officerOf(caojing), jinshan))).toEqual({ gradeCounts: null });
    expect(dataOf(await counts(enterprise(idOf('甲企业')), caojing))).toEqual({ gradeCounts: null });
  });

  it('a parcel shows its results', async () => {
    const query = `{ parcel(id: "${idOf('甲地块')}") { assessments { grade final cycle { year } detail { score } } } }`;
    expect(dataOf(await ask(app, taskForce, query))).toEqual({
      parcel: {
        assessments: [
          { grade: 'B', final: false, cycle: { year: 2024 }, detail: { score: expect.any(String) } },
          { grade: 'A', final: false, cycle: { year: 2023 }, detail: { score: expect.any(String) } },
        ],
      },
    });
  });

  it('a cycle shows its runs to all below it, totals to itself, and cohort figures to the task force', async () => {
    const query = `{ cycle(jurisdiction: "${jinshan}", year: 2024) { phase figureYear standard { titleZh } runs { id status
      totals { grade subjects } cohorts { members items { indicator known least most mean masked } } } } }`;
    interface Runs {
      readonly cycle: {
        readonly runs: readonly {
          readonly totals: readonly unknown[];
          readonly cohorts: readonly { readonly items: readonly { indicator: string; least: string | null; masked: boolean }[] }[];
        }[];
      };
    }
    const seen = async (actor: Actor) => dataOf<Runs>(await ask(app, actor, query)).cycle;
    const town = await seen(officerOf(caojing));
    expect(town).toMatchObject({ phase: 'EVALUATION', figureYear: 2023, standard: { titleZh: '漕标准' } });
    expect(town.runs.map(({ totals, cohorts }) => [totals, cohorts])).toEqual([
      [[], []],
      [[], []],
    ]);
    const shownTo = async (actor: Actor) =>
      (await seen(actor)).runs[0]?.cohorts[0]?.items.filter(({ masked }) => !masked).map(({ indicator }) => indicator);
    expect(await shownTo(officerOf(jinshan))).toEqual(['emission-per-mu']);
    expect(await shownTo(departmentOf('税务局'))).toEqual(['emission-per-mu', 'tax-per-mu']);
    expect(await shownTo(taskForce)).toEqual(['emission-per-mu', 'energy-per-tax', 'tax-per-mu']);
    expect((await seen(officerOf(jinshan))).runs[0]?.totals).toContainEqual({ grade: 'D', subjects: 2 });
  });

  it('of a cohort with fewer than three members only the task force sees figures', async () => {
    const query = `{ cycle(jurisdiction: "${jinshan}", year: 2023) { runs { cohorts { members items { known least masked } } } } }`;
    const hidden = dataOf<{ cycle: unknown }>(await ask(app, departmentOf('税务局'), query)).cycle;
    const none = { known: 2, least: null, masked: true };
    expect(hidden).toEqual({ runs: [{ cohorts: [{ members: 2, items: [none, none, none] }] }] });
    expect(JSON.stringify(dataOf(await ask(app, taskForce, query)))).toContain('"masked":false');
  });
});
