// 清单审定: the way of a district's list as each sees it at each step, with both locks and with each alone.
import type { Actor } from '@yimu/domain/kernel';
import { party } from '@yimu/domain/party';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardOf } from '../src/tenancy/guard.ts';
import { openReader } from '../src/tenancy/reader.ts';
import { type Statement, statementAt } from '../src/tenancy/statement.ts';
import { knownNow } from './support/asking.ts';
import { finalise, openCycle, publishStandard, score } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { all, content, cycle, departmentOf, good, place, shanyang, taskForce, unsafe } from './support/graded.ts';
import { enterCompany } from './support/holders.ts';
import { classListOf, townListOf } from './support/lists.ts';
import { caojing, enterParcel, jinshan, registerTree, shanghai, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
/** The moments at which each step was known, by its name. */
const known: Record<string, string> = {};
const step = async (name: string): Promise<void> => {
  await within.project();
  known[name] = await knownNow(within);
};

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  for (const { name, town, parties } of [good, unsafe]) {
    await enterParcel(within, name, town, '3');
    for (const each of parties) {
      await enterCompany(within, each, town);
      const listed = { partyId: idOf(each), parcelId: idOf(name), jurisdiction: town, nameAsPrinted: each };
      await within.command(`party-${idOf(each)}`, party, 'ListAsLandUser', listed);
    }
  }
  await publishStandard(within, place, content);
  await openCycle(within, place);
  await score(within, place, content, all, '首轮', '2024-06-01');
  await step('scored');

  const [first, second] = [townListOf(within, caojing), townListOf(within, shanyang)];
  await first.submit('首轮', { B: 1, D: 2 }, '2024-06-10');
  await second.submit('首轮', { B: 1, D: 1 }, '2024-06-10');
  await step('submitted');
  await first.review(1, '税务局', '2024-06-12', { parcel: '甲地块', reason: '税额与申报不符' });
  await step('returned');
  await first.submit('首轮', { B: 1, D: 2 }, '2024-06-15');
  for (const department of ['税务局', '建管委']) await first.review(2, department, '2024-06-18');
  for (const department of ['税务局', '建管委']) await second.review(1, department, '2024-06-19');
  await step('cleared');

  const list = classListOf(within, jinshan, '首轮', { [caojing]: 2, [shanyang]: 1 });
  await list.submit({ B: 2, D: 3 }, 5, '2024-06-25');
  await list.opine('市经信委', 'agree', null, '2024-06-26');
  await list.opine('市生态环境局', 'object', '排放数据有疑问', '2024-06-27');
  await step('reviewed');
  const change = { parcelId: idOf('戊地块'), towns: [shanyang], found: 'D', grade: 'C', reason: '整改已验收' };
  await list.decide('沪府〔2024〕30号', '2024-09-01', [change], '2024-08-01', '复测后排放达标');
  await finalise(within, place, good, '首轮', 'B', '2024-08-01');
  await finalise(within, place, unsafe, '首轮', 'C', '2024-08-01');
  await step('decided');
  await list.publish(['B', 'C'], '2024-08-05');
  await step('published');
  await list.sendBack('复核', '2024-10-01');
  await step('sent back');
});
afterAll(() => within.close());

const city = { ...officerOf(shanghai), roles: ['city-department' as const], department: '市经信委' };
const owner = enterprise(idOf('甲企业'));

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await within.app(lock);
  });
  const asked = async <T>(actor: Actor, query: string): Promise<T> => dataOf<T>(await ask(app, actor, query));
  const at = (name: string, asOf: string): string => `asOf: "${asOf}", knownAt: "${known[name]}"`;

  it("a town's list goes from edition to edition, and its town and those above see how", async () => {
    const statuses = async (actor: Actor, when: string, more = '') => {
      const { townLists } = await asked<{ readonly townLists: readonly { town: string; edition: number; status: string }[] }>(
        actor,
        `{ townLists(${cycle}, ${when} ${more}) { town edition status } }`,
      );
      return townLists.map(({ town, edition, status }) => `${town.slice(-3)} ${edition} ${status}`);
    };
    const district = officerOf(jinshan);
    expect(await statuses(district, at('scored', '2024-06-09'))).toEqual([]);
    expect(await statuses(district, at('submitted', '2024-06-10'))).toEqual(['112 1 SUBMITTED', '113 1 SUBMITTED']);
    expect(await statuses(district, at('returned', '2024-06-12'))).toEqual(['112 1 RETURNED', '113 1 SUBMITTED']);
    expect(await statuses(district, at('cleared', '2024-06-19'))).toEqual(['112 2 CLEARED', '113 1 CLEARED']);
    expect(await statuses(district, at('cleared', '2024-06-17'))).toEqual(['112 2 SUBMITTED', '113 1 SUBMITTED']);
    expect(await statuses(district, at('submitted', '2024-06-17'))).toEqual(['112 1 SUBMITTED', '113 1 SUBMITTED']);
    expect(await statuses(city, at('cleared', '2024-06-19'), ', everyEdition: true')).toEqual([
      '112 2 CLEARED',
      '112 1 RETURNED',
      '113 1 CLEARED',
    ]);
    expect(await statuses(officerOf(caojing), at('cleared', '2024-06-19'))).toEqual(['112 2 CLEARED']);
    expect(await statuses(district, at('cleared', '2024-06-19'), `, jurisdiction: "${shanyang}"`)).toEqual(['113 1 CLEARED']);
    expect(await statuses(officerOf(songjiang), at('cleared', '2024-06-19'))).toEqual([]);
    expect(await statuses(owner, at('sent back', '2024-10-02'), ', everyEdition: true')).toEqual([]);
  });

  it('each department says what is wrong with its line', async () => {
    const query = `{ townLists(${cycle}, jurisdiction: "${caojing}", ${at('returned', '2024-06-12')}) { parcels totals { grade subjects }
      reviews { department indicators verdict on lines { parcelId reason } } returned { reason } } }`;
    expect(await asked(departmentOf('建管委'), query)).toEqual({
      townLists: [
        {
          parcels: 3,
          totals: ['A', 'B', 'C', 'D', 'T', null].map((grade) => ({ grade, subjects: { B: 1, D: 2 }[grade ?? ''] ?? 0 })),
          reviews: [
            {
              department: '税务局',
              indicators: ['tax-per-mu'],
              verdict: 'RETURNED',
              on: '2024-06-12',
              lines: [{ parcelId: idOf('甲地块'), reason: '税额与申报不符' }],
            },
            { department: '建管委', indicators: [], verdict: null, on: null, lines: [] },
          ],
          returned: null,
        },
      ],
    });
  });

  interface Shown {
    readonly status: string | null;
    readonly opinions: readonly { readonly department: string; readonly verdict: string }[] | null;
    readonly overrides: string | null;
    readonly decision: { readonly document: string; readonly objectionsUntil: string; readonly changes: readonly object[] } | null;
    readonly published: readonly { readonly grade: string; readonly parcels: number }[];
  }
  const listAt = async (actor: Actor, when: string): Promise<Shown | null> => {
    const fields = `status opinions { department verdict } overrides decision { document objectionsUntil changes { parcelId found grade } }
      published { grade parcels }`;
    return (
      await asked<{ readonly classList: Shown | null }>(actor, `{ classList(jurisdiction: "${jinshan}", ${cycle}, ${when}) { ${fields} } }`)
    ).classList;
  };
  const statusAt = async (actor: Actor, when: string) => {
    const shown = await listAt(actor, when);
    return shown === null ? null : [shown.status, shown.decision?.document ?? null, shown.opinions?.length ?? null];
  };

  it('the district and the city see a list whole at each step', async () => {
    for (const actor of [officerOf(jinshan), taskForce, city]) {
      expect(await statusAt(actor, at('cleared', '2024-06-19'))).toEqual(null);
      expect(await statusAt(actor, at('reviewed', '2024-06-28'))).toEqual(['SUBMITTED', null, 2]);
      expect(await statusAt(actor, at('decided', '2024-08-01'))).toEqual(['DECIDED', '沪府〔2024〕30号', 2]);
      expect(await statusAt(actor, at('published', '2024-08-05'))).toEqual(['PUBLISHED', '沪府〔2024〕30号', 2]);
      expect(await statusAt(actor, at('sent back', '2024-10-01'))).toEqual(['RETURNED', '沪府〔2024〕30号', 2]);
      expect(await statusAt(actor, at('sent back', '2024-07-31'))).toEqual(['SUBMITTED', null, 2]);
    }
    expect(await listAt(city, at('published', '2024-08-05'))).toEqual({
      status: 'PUBLISHED',
      opinions: [
        { department: '市经信委', verdict: 'AGREE' },
        { department: '市生态环境局', verdict: 'OBJECT' },
      ],
      overrides: '复测后排放达标',
      decision: {
        document: '沪府〔2024〕30号',
        objectionsUntil: '2024-09-01',
        changes: [{ parcelId: idOf('戊地块'), found: 'D', grade: 'C' }],
      },
      published: [
        { grade: 'B', parcels: 2 },
        { grade: 'C', parcels: 1 },
      ],
    });
  });

  it('towns and enterprises see nothing of it before the decision, and of the decision what concerns them', async () => {
    const changed = [{ parcelId: idOf('戊地块'), found: 'D', grade: 'C' }];
    for (const [actor, changes] of [
      [officerOf(caojing), []],
      [officerOf(shanyang), changed],
      [owner, []],
    ] as const) {
      expect(await listAt(actor, at('reviewed', '2024-06-28'))).toBe(null);
      expect(await listAt(actor, at('sent back', '2024-07-31'))).toBe(null);
      expect(await listAt(actor, at('decided', '2024-08-01'))).toEqual({
        status: null,
        opinions: null,
        overrides: null,
        decision: { document: '沪府〔2024〕30号', objectionsUntil: '2024-09-01', changes },
        published: [],
      });
    }
    expect(await listAt(officerOf(songjiang), at('sent back', '2024-10-02'))).toBe(null);
    expect(await listAt(enterprise(idOf('nobody')), at('sent back', '2024-10-02'))).toBe(null);
  });

  it('a class that is out is read by everybody of the district, and by nobody before', async () => {
    const entriesOf = async (actor: Actor, grade: string, when: string) => {
      const { publishedList } = await asked<{ readonly publishedList: { readonly entries: { readonly nodes: readonly object[] } } | null }>(
        actor,
        `{ publishedList(jurisdiction: "${jinshan}", ${cycle}, grade: ${grade}, ${when}) { document publishedOn
          entries { nodes { code name grade enterprises { name } } } } }`,
      );
      return publishedList === null ? null : publishedList.entries.nodes;
    };
    const [mine, theirs] = [
      { code: '甲地块', name: '甲地块', grade: 'B', enterprises: [{ name: '甲企业' }] },
      { code: '戊地块', name: '戊地块', grade: 'C', enterprises: [{ name: '戊企业' }] },
    ];
    for (const actor of [officerOf(caojing), officerOf(shanyang), officerOf(jinshan), city, owner, enterprise(idOf('戊企业'))]) {
      expect(await entriesOf(actor, 'B', at('decided', '2024-08-02'))).toBe(null);
      expect(await entriesOf(actor, 'B', at('published', '2024-08-04'))).toBe(null);
      expect(await entriesOf(actor, 'B', at('published', '2024-08-05'))).toEqual([mine]);
      expect(await entriesOf(actor, 'C', at('published', '2024-08-05'))).toEqual([theirs]);
      expect(await entriesOf(actor, 'D', at('published', '2024-08-05'))).toBe(null);
    }
    expect(await entriesOf(officerOf(songjiang), 'B', at('published', '2024-08-05'))).toBe(null);
    expect(await entriesOf(enterprise(idOf('nobody')), 'B', at('published', '2024-08-05'))).toBe(null);
  });
});

describe('what stands on lists', () => {
  const point = { asOf: '2024-08-02', knownAt: null };
  const tables = ['final_grade', 'final_grade_party'] as const;
  const question = (table: (typeof tables)[number], statement: Statement, guard: string) =>
    `select count(*)::int as rows from ${table} f where ${statement.at('f')} and ${guard}`;
  type Counted = { readonly rows: number };

  /** How many rows each lock lets through alone. */
  const seenBy = async (caller: Actor, asOf: string): Promise<readonly (readonly number[])[]> => {
    const admin = new pg.Client({ connectionString: within.database.url });
    await admin.connect();
    const roles = [`yimu_scope_${caller.scope.kind}`];
    const readers = new pg.Pool({ connectionString: await within.database.urlFor(roles, false), max: 1, pipeline: true });
    const reader = openReader(readers, caller);
    const seen: (readonly number[])[] = [];
    for (const table of tables) {
      const [one, two] = [statementAt({ ...point, asOf }), statementAt({ ...point, asOf })];
      const stated = await admin.query<Counted>(question(table, one, guardOf(caller)(table, 'f', one)), [...one.values]);
      const secured = await reader.query<Counted>({ ...point, asOf }, question(table, two, 'true'), two.values);
      seen.push([...stated.rows, ...secured].map(({ rows }) => rows));
    }
    await reader.end();
    await readers.end();
    await admin.end();
    return seen;
  };
  const [nothing, both] = [
    [
      [0, 0],
      [0, 0],
    ],
    [
      [2, 2],
      [2, 2],
    ],
  ];

  it('passes neither lock before it is published, and each of them afterwards', async () => {
    for (const caller of [officerOf(caojing), officerOf(jinshan), owner]) {
      expect(await seenBy(caller, '2024-08-04')).toEqual(nothing);
      expect(await seenBy(caller, '2024-08-05')).toEqual(both);
    }
    for (const caller of [officerOf(songjiang), enterprise(idOf('nobody'))]) expect(await seenBy(caller, '2024-08-05')).toEqual(nothing);
  });
});
