// 租赁满三年、拿地满五年: under supervision from the anniversary on, as of any day, by the rule of that day, as known at any moment.
import { addDays, date, type EffectiveDate } from '@yimu/domain/kernel';
import { supervision, supervisionRule } from '@yimu/domain/supervision';
import { supervisedFrom } from '@yimu/domain/supervision/read';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, knownNow } from './support/asking.ts';
import { enterCompany } from './support/holders.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, shanghai } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
let asked: ReturnType<typeof asking>;

interface Noted {
  readonly kind?: 'lease' | 'holding';
  readonly from: string;
  readonly until?: string | null;
  readonly partyIds?: readonly string[];
}
const note = (parcel: string, tenure: string, { kind = 'lease', from, until = null, partyIds = [idOf('甲公司')] }: Noted, town = caojing) =>
  within.command(`supervision-${idOf(parcel)}`, supervision, 'NoteTenure', {
    parcelId: idOf(parcel),
    tenureId: idOf(tenure),
    kind,
    partyIds,
    from,
    until,
    causedBy: idOf(`${tenure} ${from} ${until}`),
    jurisdictions: [town],
  });
const rule = (jurisdiction: string, leaseYears: number, holdingYears: number, on: string) =>
  within.command(
    `supervisionrule-${jurisdiction}`,
    supervisionRule,
    'SetSupervisionRule',
    { jurisdiction, leaseYears, holdingYears },
    { on },
  );

interface Tenure {
  readonly kind: string;
  readonly from: string;
  readonly until: string | null;
  readonly countedFrom: string;
  readonly underSupervisionFrom: string;
  readonly underSupervision: boolean;
  readonly parcel: { readonly name: string } | null;
  readonly parties: readonly { readonly name: string | null }[];
}
const tenuresOf = async (parcel: string, times: Readonly<Record<string, string>> = {}): Promise<readonly Tenure[]> => {
  const selection =
    '{ supervision { kind from until countedFrom underSupervisionFrom underSupervision parcel { name } parties { name } } }';
  return (await asked<{ readonly supervision: readonly Tenure[] }>('parcel', { id: idOf(parcel), ...times }, selection)).supervision;
};
const under = async (parcel: string, times: Readonly<Record<string, string>>): Promise<readonly unknown[]> =>
  (await tenuresOf(parcel, times)).map(({ underSupervisionFrom, underSupervision }) => [underSupervisionFrom, underSupervision]);
interface List {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly endCursor: string };
}
/** One of the two lists, as the officer of a place. */
const listOf = async (code: string, field: string): Promise<List> => {
  const { data, errors } = await ask(app, officerOf(code), `{ list: ${field} { nodes { id } pageInfo { endCursor } } }`);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as unknown as { readonly list: List }).list;
};
const names = new Map(['甲租', '甲持', '乙租', '丁租', '戊租', '己租'].map((name) => [idOf(name), name]));
const namesOf = async (code: string, field: string) => (await listOf(code, field)).nodes.map(({ id }) => names.get(id));

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  await enterCompany(within, '甲公司', caojing, null, { on: '2018-01-01' });
  for (const parcel of ['甲地', '乙地', '更正地', '规则地', '闰日地']) await enterParcel(within, parcel, caojing, '10', '2018-01-01');
  await enterParcel(within, '丙地', jiuting, '10', '2018-01-01');
  await note('甲地', '甲租', { from: '2021-03-01', until: '2026-12-31' });
  await note('甲地', '甲持', { kind: 'holding', from: '2019-02-28' });
  await note('乙地', '乙租', { from: '2023-06-01', until: '2026-05-31' });
  await note('乙地', '丁租', { from: '2024-02-29', until: '2027-06-30', partyIds: [idOf('乙公司')] });
  await note('丙地', '戊租', { from: '2024-01-01', until: '2024-12-31' }, jiuting);
  await note('丙地', '己租', { from: '2025-01-01', until: '2029-12-31' }, jiuting);
  await within.project();
  app = await within.app();
  asked = asking(app);
});
afterAll(() => within.close());

describe('a parcel', () => {
  it('tells who has it since when, and since when that is under supervision', async () => {
    const [parcel, parties] = [{ name: '甲地' }, [{ name: '甲公司' }]];
    expect(await tenuresOf('甲地', { asOf: '2024-03-01' })).toEqual([
      {
        kind: 'HOLDING',
        from: '2019-02-28',
        until: null,
        countedFrom: '2019-02-28',
        underSupervisionFrom: '2024-02-28',
        underSupervision: true,
        parcel,
        parties,
      },
      {
        kind: 'LEASE',
        from: '2021-03-01',
        until: '2026-12-31',
        countedFrom: '2021-03-01',
        underSupervisionFrom: '2024-03-01',
        underSupervision: true,
        parcel,
        parties,
      },
    ]);
  });
  it.each([
    ['2019-02-27', []],
    ['2021-02-28', [['2024-02-28', false]]],
    [
      '2024-02-27',
      [
        ['2024-02-28', false],
        ['2024-03-01', false],
      ],
    ],
    [
      '2024-02-28',
      [
        ['2024-02-28', true],
        ['2024-03-01', false],
      ],
    ],
    [
      '2026-12-31',
      [
        ['2024-02-28', true],
        ['2024-03-01', true],
      ],
    ],
    ['2027-01-01', [['2024-02-28', true]]],
  ])('answers for %s, past or to come', async (asOf, answer) => expect(await under('甲地', { asOf })).toEqual(answer));
});

describe('the lists', () => {
  it('tell what is under supervision on a day, the longest first, of a place and a kind', async () => {
    expect(await namesOf(caojing, 'supervisedTenures')).toEqual(['甲持', '甲租']);
    expect(await namesOf(caojing, 'supervisedTenures(filter: { kind: LEASE })')).toEqual(['甲租']);
    expect(await namesOf(shanghai, 'supervisedTenures(asOf: "2028-01-01")')).toEqual(['甲持', '己租']);
    expect(await namesOf(shanghai, `supervisedTenures(asOf: "2028-01-01", filter: { jurisdiction: "${jinshan}" })`)).toEqual(['甲持']);
  });
  it('tell what comes under it between two days, those days included, and leave out what ends before', async () => {
    expect(await namesOf(shanghai, 'supervisionComing(from: "2024-03-01", to: "2027-02-28")')).toEqual(['甲租', '己租', '丁租']);
    expect(await namesOf(shanghai, 'supervisionComing(from: "2024-03-02", to: "2026-12-31")')).toEqual([]);
    expect(await namesOf(shanghai, 'supervisionComing(from: "2027-02-28", to: "2027-02-28")')).toEqual(['丁租']);
  });
  it('come in pages', async () => {
    const first = await listOf(caojing, 'supervisedTenures(first: 1)');
    const second = await listOf(caojing, `supervisedTenures(first: 1, after: "${first.pageInfo.endCursor}")`);
    expect([...first.nodes, ...second.nodes].map(({ id }) => names.get(id))).toEqual(['甲持', '甲租']);
  });
  it('refuse a day that no calendar has', async () => {
    const { errors } = await ask(app, officerOf(caojing), '{ supervisionComing(from: "2024-02-30", to: "2024-03-01") { nodes { id } } }');
    expect(errors?.length).toBe(1);
  });
});

describe('a renewal without a gap', () => {
  it('counts from the start of what it renews, and tells its own first day', async () => {
    const selection = '{ supervision { from countedFrom underSupervisionFrom } }';
    expect(await asking(app, jiuting)('parcel', { id: idOf('丙地'), asOf: '2026-01-01' }, selection)).toEqual({
      supervision: [{ from: '2025-01-01', countedFrom: '2024-01-01', underSupervisionFrom: '2027-01-01' }],
    });
  });
});

describe('a first day that is corrected late', () => {
  it('changes the past as known from now on, and leaves it as it was known then', async () => {
    await note('更正地', '更正租', { from: '2022-05-01', until: '2027-04-30' });
    await within.project();
    const before = await knownNow(within);
    await note('更正地', '更正租', { from: '2020-05-01', until: '2027-04-30' });
    await within.project();
    expect(await under('更正地', { asOf: '2023-05-01' })).toEqual([['2023-05-01', true]]);
    expect(await under('更正地', { asOf: '2023-05-01', knownAt: before })).toEqual([['2025-05-01', false]]);
    expect(await under('更正地', { asOf: '2021-05-01' })).toEqual([['2023-05-01', false]]);
    expect(await under('更正地', { asOf: '2021-05-01', knownAt: before })).toEqual([]);
    const coming = (more = '') => listOf(caojing, `supervisionComing(from: "2023-05-01", to: "2023-05-01"${more})`);
    expect((await coming()).nodes.map(({ id }) => id)).toEqual([idOf('更正租')]);
    expect((await coming(`, knownAt: "${before}"`)).nodes).toEqual([]);
  });
  it('to an earlier end, or to none at all, ends or is gone', async () => {
    await note('更正地', '更正租', { from: '2020-05-01', until: '2024-12-31' });
    await within.project();
    expect([await under('更正地', { asOf: '2024-12-31' }), await under('更正地', { asOf: '2025-01-01' })]).toEqual([
      [['2023-05-01', true]],
      [],
    ]);
    const annulment = { parcelId: idOf('更正地'), tenureId: idOf('更正租'), causedBy: idOf('annulled') };
    await within.command(`supervision-${idOf('更正地')}`, supervision, 'NoteTenureAnnulled', annulment);
    await within.project();
    expect(await under('更正地', { asOf: '2024-12-31' })).toEqual([]);
  });
});

describe('the years', () => {
  it('are those of the nearest place upwards that holds a rule on the day, known at the moment', async () => {
    await note('规则地', '规则租', { from: '2020-01-01' });
    await note('规则地', '规则持', { kind: 'holding', from: '2020-01-01' });
    await within.project();
    const before = await knownNow(within);
    const answers = async (more: Readonly<Record<string, string>> = {}) =>
      (await under('规则地', { asOf: '2024-06-01', ...more })).map((each) => String((each as readonly unknown[])[0])).toSorted();
    expect(await answers()).toEqual(['2023-01-01', '2025-01-01']);
    await rule(shanghai, 1, 2, '2024-01-01');
    await within.project();
    expect(await answers()).toEqual(['2021-01-01', '2022-01-01']);
    await rule(jinshan, 2, 4, '2024-05-01');
    await within.project();
    expect(await answers()).toEqual(['2022-01-01', '2024-01-01']);
    await rule(caojing, 4, 6, '2024-07-01');
    await within.project();
    expect(await answers()).toEqual(['2022-01-01', '2024-01-01']);
    expect(await answers({ asOf: '2024-04-30' })).toEqual(['2021-01-01', '2022-01-01']);
    expect(await answers({ asOf: '2023-12-31' })).toEqual(['2023-01-01', '2025-01-01']);
    expect(await answers({ asOf: '2024-07-01' })).toEqual(['2024-01-01', '2026-01-01']);
    expect(await answers({ knownAt: before })).toEqual(['2023-01-01', '2025-01-01']);
  });
  it('end in the database on the day on which they end in law, leap days included', async () => {
    const starts = Array.from({ length: 40 }, (_, n) => addDays(date('2020-02-01'), n));
    const answersOf = async (leaseYears: number): Promise<void> => {
      for (const [n, from] of starts.entries()) await note('闰日地', `闰租${n}`, { from, partyIds: [idOf(`租户${n}`)] });
      await rule(caojing, leaseYears, 6, '2025-01-01');
      await within.project();
      const expected = starts.map((from: EffectiveDate) => supervisedFrom('lease', from, { leaseYears, holdingYears: 6 })).toSorted();
      expect((await under('闰日地', {})).map((each) => (each as readonly string[])[0])).toEqual(expected);
    };
    await answersOf(1);
    await answersOf(4);
  });
});

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  const query = `{ supervisedTenures(asOf: "2028-01-01") { nodes { id } }
    supervisionComing(from: "2020-01-01", to: "2030-01-01") { nodes { id } }
    parcel(id: "${idOf('甲地')}") { supervision { id } } }`;
  it('show another town, and an enterprise, nothing of it', async () => {
    const locked = await within.app(lock);
    const outsiders = [officerOf('310116111'), officerOf('310117006'), enterprise(idOf('甲公司'))];
    for (const outsider of outsiders) {
      const { data, errors } = await ask(locked, outsider, query);
      expect(errors).toBeUndefined();
      expect(data).toEqual({ supervisedTenures: { nodes: [] }, supervisionComing: { nodes: [] }, parcel: null });
    }
    const { data } = await ask(locked, officerOf(caojing), query);
    expect(JSON.stringify(data)).toContain(idOf('甲持'));
    expect(JSON.stringify(data)).not.toContain(idOf('己租'));
  });
});
