// How classes changed between two cycles: counted, with their land, and which fell or improved and why.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { type Graded, type Place, publishStandard, record, resultsOf, standardOf } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { taskForce } from './support/graded.ts';
import { caojing, enterParcel, jinshan, registerTree, shanghai, songjiang } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

const content = standardOf('金');
const year = (of: number): Place => ({ jurisdiction: jinshan, year: of, subject: 'parcel' });

let within: World;
let app: FastifyInstance;
let before: string;

type Change = { readonly grade: 'A' | 'B' | 'C' | 'D' | 'T' | null; readonly evasion?: boolean };
const grade = async (name: string, place: Place, { grade: wanted, evasion = false }: Change, on: string) => {
  const given = { tax: '30', land: '3', energy: '3', emission: '6', unsafe: 'no', evasion: evasion ? 'yes' : 'no' };
  const subject: Graded = { name, town: caojing, parties: [`${name}企业`], given };
  const [result] = resultsOf(content, [subject]);
  if (result === undefined) throw new Error('no result');
  await record(within, place, `${name} ${on}`, on, subject, { ...result, grade: wanted });
};

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  for (const name of ['甲', '乙', '丙', '丁', '戊']) await enterParcel(within, name, caojing, '10', '2022-03-01');
  for (const each of [2023, 2024]) await publishStandard(within, year(each), content, 1, '2022-01-01');
  const grades = { 甲: ['A', 'B'], 乙: ['B', 'A'], 丙: ['C', 'C'], 丁: ['T', 'A'], 戊: ['B', null] } as const;
  for (const [name, [first]] of Object.entries(grades)) await grade(name, year(2023), { grade: first }, '2023-06-01');
  for (const [name, [, second]] of Object.entries(grades).slice(0, 4)) await grade(name, year(2024), { grade: second }, '2024-06-01');
  await grade('己', year(2024), { grade: 'C' }, '2024-06-01');
  await within.project();
  before = await knownNow(within);
  await grade('丙', year(2024), { grade: 'D', evasion: true }, '2024-07-01');
  await within.project();
  app = await within.app();
}, 60_000);
afterAll(() => within.close());

interface Side {
  readonly grade: string;
  readonly decidedBy: string;
  readonly rule: string | null;
  readonly masked: boolean;
}
interface Transitions {
  readonly matrix: readonly object[];
  readonly moved: {
    readonly nodes: readonly { readonly code: string; readonly movement: string; readonly from: Side; readonly to: Side }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const asked = async (
  options: { readonly actor?: typeof taskForce; readonly code?: string; readonly more?: string; readonly page?: string } = {},
) => {
  const { actor = officerOf(jinshan), code = jinshan, more = '', page = '' } = options;
  const of = (n: number) => `{ jurisdiction: "${jinshan}", year: ${n} }`;
  const query = `{ gradeTransitions(jurisdiction: "${code}", from: ${of(2023)}, to: ${of(2024)}${more}) { matrix { movement from to subjects area { mu } }
    moved${page} { nodes { code movement from { grade decidedBy rule masked } to { grade decidedBy rule masked } } pageInfo { hasNextPage endCursor } } } }`;
  return dataOf<{ gradeTransitions: Transitions | null }>(await ask(app, actor, query)).gradeTransitions;
};
const cell = (movement: string, from: string | null, to: string | null, mu: string | null = '10.00') => ({
  movement,
  from,
  to,
  subjects: 1,
  area: mu === null ? null : { mu },
});
const common = [
  cell('FELL', 'A', 'B'),
  cell('IMPROVED', 'B', 'A'),
  cell('INCOMPARABLE', 'T', 'A'),
  cell('GONE', 'B', null),
  cell('NEW', null, 'C', null),
];
const byText = (cells: readonly object[]) => cells.map((each) => JSON.stringify(each)).toSorted();

describe('gradeTransitions', () => {
  it('counts every change once, with its land, as of a day and as known at a moment', async () => {
    expect(byText((await asked())?.matrix ?? [])).toEqual(byText([...common, cell('FELL', 'C', 'D')]));
    expect(byText((await asked({ more: ', asOf: "2024-06-30"' }))?.matrix ?? [])).toEqual(byText([...common, cell('KEPT', 'C', 'C')]));
    expect(byText((await asked({ more: `, knownAt: "${before}"` }))?.matrix ?? [])).toEqual(byText([...common, cell('KEPT', 'C', 'C')]));
    expect((await asked({ more: ', finalOnly: true' }))?.matrix).toEqual([]);
  });

  it('lists what fell or improved page by page, each with why', async () => {
    const all = await asked();
    expect(all?.moved.nodes.map(({ code, movement }) => [code, movement])).toEqual([
      ['丙', 'FELL'],
      ['乙', 'IMPROVED'],
      ['甲', 'FELL'],
    ]);
    const one = await asked({ page: '(movement: FELL, first: 1)' });
    expect(one?.moved.nodes.map(({ code }) => code)).toEqual(['丙']);
    const two = await asked({ page: `(movement: FELL, first: 1, after: "${one?.moved.pageInfo.endCursor}")` });
    expect([two?.moved.nodes.map(({ code }) => code), two?.moved.pageInfo.hasNextPage]).toEqual([['甲'], false]);
  });

  it('names a rule that rests on secret figures to those alone who may know them', async () => {
    const fallen = async (actor: typeof taskForce) => (await asked({ actor }))?.moved.nodes.find(({ code }) => code === '丙');
    expect((await fallen(taskForce))?.to).toEqual({ grade: 'D', decidedBy: 'VETO', rule: 'evasion', masked: false });
    expect((await fallen(officerOf(jinshan)))?.to).toEqual({ grade: 'D', decidedBy: 'VETO', rule: null, masked: true });
    expect((await fallen(officerOf(jinshan)))?.from.decidedBy).toBe('SCORE');
  });

  it('is told inside the scope alone', async () => {
    expect(await asked({ actor: officerOf(songjiang) })).toBeNull();
    expect(await asked({ actor: officerOf(caojing) })).toBeNull();
    expect((await asked({ actor: officerOf(caojing), code: caojing }))?.matrix).toHaveLength(6);
    expect((await asked({ actor: officerOf(shanghai), code: shanghai }))?.matrix).toHaveLength(6);
  });

  it.each([
    [`moved(movement: NEW) { nodes { code } }`, `year: 2024`, 'movement: expected IMPROVED, FELL'],
    [`moved(first: 0) { nodes { code } }`, `year: 2024`, 'first: expected 1 to 200'],
    [`jurisdiction`, `year: 2024, subject: ENTERPRISE`, 'to: expected a cycle of the same subject'],
  ])('refuses what cannot be meant: %s', async (selection, to, message) => {
    const query = `{ gradeTransitions(jurisdiction: "${jinshan}", from: { jurisdiction: "${jinshan}", year: 2023 }, to: { jurisdiction: "${jinshan}", ${to} }) { ${selection} } }`;
    const { errors } = await ask(app, officerOf(jinshan), query);
    expect(errors?.[0]?.message).toContain(message);
    expect(idOf('甲')).toHaveLength(36);
  });
});
