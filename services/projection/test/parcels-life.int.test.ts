// Parcels over their lives: what is split, merged, retired or entered twice drops out on its day, and no area is lost or counted twice.
import { plan } from '@yimu/domain/disposal';
import { parcel, parcelCommands } from '@yimu/domain/parcel';
import { target } from '@yimu/domain/target';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { dataOf } from './support/data-of.ts';
import { caojing, enterParcel, jinshan, registerTree } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
beforeEach(async () => {
  within = await world();
  await registerTree(within);
});
afterEach(() => within.close());

/** The moment up to which everything is known now. */
const project = async (): Promise<string> => {
  await within.project();
  return await knownNow(within);
};

const give = (name: string, type: keyof typeof parcelCommands, data: object, on: string) => {
  const command = parcelCommands[type].parse({ parcelId: idOf(name), ...data });
  return within.command(`parcel-${idOf(name)}`, parcel, type as 'EnterParcel', command, { on });
};

/** What a lineage does to its parcels, in its order. */
const reshape = async (
  by: 'split' | 'merger',
  parents: readonly string[],
  children: Readonly<Record<string, string>>,
  on: string,
): Promise<void> => {
  const lineageId = idOf(`${by} of ${parents.join()}`);
  const successors = Object.keys(children).map(idOf);
  for (const parent of parents) await give(parent, 'ReportParcelRetirement', { reason: '宗地变更', successors, lineageId }, on);
  for (const [name, value] of Object.entries(children)) {
    const parentIds = parents.map((parent) => ({ parcelId: idOf(parent), codes: [] }));
    await give(
      name,
      'EnterSuccessorParcel',
      { jurisdiction: caojing, name, area: { value, unit: 'mu' }, lineageId, by, parents: parentIds },
      on,
    );
  }
};

const at = (asOf: string, knownAt?: string): string => `asOf: "${asOf}"${knownAt === undefined ? '' : `, knownAt: "${knownAt}"`}`;

/** Names of the parcels, and what the district counts. */
const counted = async (times: string) => {
  const query = `{ parcels(${times}) { totalCount nodes { name } }
    overview(jurisdiction: "${jinshan}", ${times}) { parcels { count area { mu } } children { parcels { count area { mu } } } } }`;
  interface Sums {
    readonly parcels: { readonly count: number; readonly area: { readonly mu: string } | null } | null;
  }
  const { parcels, overview } = dataOf<{
    parcels: { totalCount: number; nodes: { name: string }[] };
    overview: Sums & { children: Sums[] };
  }>(await ask(await within.app(), officerOf(jinshan), query));
  expect(overview.children.map((child) => child.parcels)).toEqual([overview.parcels]);
  expect(parcels.totalCount).toBe(overview.parcels?.count ?? 0);
  return [parcels.nodes.map(({ name }) => name).toSorted(), overview.parcels?.area?.mu ?? null];
};

describe('a split', () => {
  it('conserves the area before, on and after its day', async () => {
    await enterParcel(within, '甲地块', caojing, '30', '2024-01-01');
    await enterParcel(within, '乙地块', caojing, '5', '2024-01-01');
    await reshape('split', ['甲地块'], { 甲之一: '10', 甲之二: '20' }, '2025-06-01');
    await within.project();
    expect(await counted(at('2025-05-31'))).toEqual([['乙地块', '甲地块'], '35.00']);
    expect(await counted(at('2025-06-01'))).toEqual([['乙地块', '甲之一', '甲之二'], '35.00']);
    expect(await counted(at('2026-06-01'))).toEqual([['乙地块', '甲之一', '甲之二'], '35.00']);
  });

  it('that is reported late is four different truths', async () => {
    await enterParcel(within, '甲地块', caojing, '30', '2024-01-01');
    const before = await project();
    await reshape('split', ['甲地块'], { 甲之一: '10', 甲之二: '19.99' }, '2025-06-01');
    await within.project();
    expect(await counted(at('2025-05-31', before))).toEqual([['甲地块'], '30.00']);
    expect(await counted(at('2025-06-01', before))).toEqual([['甲地块'], '30.00']);
    expect(await counted(at('2025-05-31'))).toEqual([['甲地块'], '30.00']);
    expect(await counted(at('2025-06-01'))).toEqual([['甲之一', '甲之二'], '29.99']);
  });

  it('leaves links both ways, also on days on which the other is not there', async () => {
    await enterParcel(within, '甲地块', caojing, '30', '2024-01-01');
    const before = await project();
    await reshape('split', ['甲地块'], { 甲之一: '10', 甲之二: '20' }, '2025-06-01');
    await within.project();
    const app = await within.app();
    const links = (name: string, times: string) =>
      ask(
        app,
        officerOf(caojing),
        `{ parcel(id: "${idOf(name)}", ${times}) { predecessors { parcelId name on by } successors { name on by lineageId } } }`,
      );
    const lineageId = idOf('split of 甲地块');
    const to = (name: string) => ({ name, on: '2025-06-01', by: 'split', lineageId });
    const parent = dataOf<{ parcel: { predecessors: unknown; successors: { name: string }[] } }>(
      await links('甲地块', at('2025-05-31')),
    ).parcel;
    expect(parent.predecessors).toEqual([]);
    expect(parent.successors.toSorted((one, other) => one.name.localeCompare(other.name, 'zh'))).toEqual(
      [to('甲之一'), to('甲之二')].toSorted((one, other) => one.name.localeCompare(other.name, 'zh')),
    );
    const from = { parcelId: idOf('甲地块'), name: '甲地块', on: '2025-06-01', by: 'split' };
    expect(dataOf(await links('甲之一', at('2025-06-01')))).toEqual({ parcel: { predecessors: [from], successors: [] } });
    expect(dataOf(await links('甲地块', at('2025-05-31', before)))).toEqual({ parcel: { predecessors: [], successors: [] } });
    expect(dataOf(await links('甲地块', at('2025-06-01')))).toEqual({ parcel: null });
  });

  it('that was abandoned is as if it had never been', async () => {
    await enterParcel(within, '甲地块', caojing, '30', '2024-01-01');
    await reshape('split', ['甲地块'], { 甲之一: '10', 甲之二: '20' }, '2025-06-01');
    const lineageId = idOf('split of 甲地块');
    for (const child of ['甲之二', '甲之一'])
      await give(child, 'ReportParcelRetirement', { reason: '撤销', successors: [idOf('甲地块')], lineageId }, '2025-06-01');
    await give('甲地块', 'AnnulParcelRetirement', { lineageId, reason: '撤销' }, '2025-06-01');
    await within.project();
    for (const day of ['2025-05-31', '2025-06-01', '2026-01-01']) expect(await counted(at(day))).toEqual([['甲地块'], '30.00']);
    const query = `{ parcel(id: "${idOf('甲地块')}") { predecessors { name } successors { name } } }`;
    expect(dataOf(await ask(await within.app(), officerOf(caojing), query))).toEqual({ parcel: { predecessors: [], successors: [] } });
  });
});

describe('the end of a parcel', () => {
  it('by a merger conserves the area', async () => {
    await enterParcel(within, '甲地块', caojing, '30', '2024-01-01');
    await enterParcel(within, '乙地块', caojing, '5', '2024-01-01');
    await reshape('merger', ['甲地块', '乙地块'], { 甲乙地块: '35' }, '2025-06-01');
    await within.project();
    expect(await counted(at('2025-05-31'))).toEqual([['乙地块', '甲地块'], '35.00']);
    expect(await counted(at('2025-06-01'))).toEqual([['甲乙地块'], '35.00']);
  });

  it('that was recorded in error never was, whatever the day on which that was found', async () => {
    await enterParcel(within, '甲地块', caojing, '30', '2024-01-01');
    await give('甲地块', 'RetireParcel', { reason: '误注销' }, '2025-06-01');
    const before = await project();
    await give('甲地块', 'AnnulParcelRetirement', { reason: '误注销' }, '2025-09-01');
    await within.project();
    expect(await counted(at('2025-07-01', before))).toEqual([[], null]);
    expect(await counted(at('2025-07-01'))).toEqual([['甲地块'], '30.00']);
    expect(await counted(at('2025-09-01'))).toEqual([['甲地块'], '30.00']);
  });

  it('as a second entry of another leaves the land counted once, until that is revoked', async () => {
    await enterParcel(within, '甲地块', caojing, '30', '2024-01-01');
    await enterParcel(within, '甲地块（重复）', caojing, '30', '2024-01-01');
    await give('甲地块（重复）', 'DeclareParcelDuplicate', { survivor: idOf('甲地块'), reason: '重复建档' }, '2025-01-01');
    const before = await project();
    expect(await counted(at('2024-12-31'))).toEqual([['甲地块', '甲地块（重复）'], '60.00']);
    expect(await counted(at('2025-01-01'))).toEqual([['甲地块'], '30.00']);
    await give('甲地块（重复）', 'RevokeParcelDuplicate', { reason: '另一宗地' }, '2025-03-01');
    await within.project();
    expect(await counted(at('2025-01-01'))).toEqual([['甲地块', '甲地块（重复）'], '60.00']);
    expect(await counted(at('2025-01-01', before))).toEqual([['甲地块'], '30.00']);
  });
});

describe('plans', () => {
  it('count land once that was entered twice, and go on for land that was split', async () => {
    for (const name of ['甲地块', '甲地块（重复）', '乙地块']) await enterParcel(within, name, caojing, '30', '2024-01-01');
    for (const [n, name] of ['甲地块', '甲地块（重复）', '乙地块'].entries()) {
      const entry = { parcelId: idOf(name), jurisdiction: caojing, list: '附件1', row: String(n + 1), enterprise: '企业', year: 2025 };
      const content = { category: 'vacate', mode: '腾退', mappedRoute: null, area: { value: '30', unit: 'mu' }, matchedBy: 'name' };
      await within.command(`plan-${idOf(name)}`, plan, 'ListPlanEntry', { ...entry, ...content }, { on: '2024-02-01' });
    }
    await within.command(`target-${caojing}-2025`, target, 'SetTargets', {
      jurisdiction: caojing,
      year: 2025,
      indicator: { number: '7', name: '腾退低效用地', unit: '亩', dimension: '要素投入' },
      planCategory: 'vacate',
      floor: '10',
      assured: '20',
      stretch: '40',
    });
    await give('甲地块（重复）', 'DeclareParcelDuplicate', { survivor: idOf('甲地块'), reason: '重复建档' }, '2025-01-01');
    await reshape('split', ['乙地块'], { 乙之一: '10', 乙之二: '20' }, '2025-01-01');
    await within.project();
    const app = await within.app();
    const planned = async (asOf: string) => {
      const query = `{ overview(jurisdiction: "${caojing}", asOf: "${asOf}") { plans { parcels area { mu } } }
        targets(jurisdiction: "${caojing}", asOf: "${asOf}") { planned { value } } }`;
      return dataOf(await ask(app, officerOf(caojing), query));
    };
    const sums = (parcels: number, mu: string) => ({
      overview: { plans: [{ parcels, area: { mu: `${mu}.00` } }] },
      targets: [{ planned: { value: mu } }],
    });
    expect(await planned('2024-12-31')).toEqual(sums(3, '90'));
    expect(await planned('2025-01-01')).toEqual(sums(2, '60'));
  });
});

describe('what is known of a parcel', () => {
  const fields = `landUse legality ownership growthBoundary developmentZone { position name } tenure { kind from until } leasingUse
    unifiedCode geometry { crs shape }`;
  const asked = async (times: string) => {
    const query = `{ parcel(id: "${idOf('甲地块')}", ${times}) { ${fields} } }`;
    return dataOf<{ parcel: object }>(await ask(await within.app(), officerOf(caojing), query)).parcel;
  };

  it('holds from its day on, each kind by itself, in whatever order it arrives', async () => {
    await give(
      '甲地块',
      'EnterParcel',
      { jurisdiction: caojing, name: '甲地块', landUse: 'industrial', legality: 'illegal' },
      '2024-01-01',
    );
    await give('甲地块', 'ChangeParcelLegality', { legality: 'legal' }, '2025-01-01');
    await give('甲地块', 'RecordParcelTenure', { tenure: { kind: 'grant', from: '2024-03-01', until: '2044-02-29' } }, '2024-03-01');
    await give('甲地块', 'ChangeParcelLandUse', { landUse: 'storage' }, '2024-06-01');
    await give('甲地块', 'RecordParcelGrowthBoundary', { position: 'inside' }, '2024-06-01');
    await give('甲地块', 'RecordParcelDevelopmentZone', { zone: { position: 'inside', name: '金山第二工业区' } }, '2024-06-01');
    await give('甲地块', 'RecordParcelLeasingUse', { leasingUse: false }, '2024-06-01');
    await give('甲地块', 'RecordParcelOwnership', { ownership: 'state-owned' }, '2024-06-01');
    const ring = [
      ['121.30', '30.80'],
      ['121.31', '30.80'],
      ['121.31', '30.81'],
      ['121.30', '30.80'],
    ];
    const shape = { type: 'Polygon', coordinates: [ring] };
    await give('甲地块', 'RecordParcelGeometry', { crs: 'CGCS2000', geometry: shape }, '2024-06-01');
    await give('甲地块', 'AssignParcelCode', { assigned: { kind: 'unified-code', code: 'JS-CJ-000123' } }, '2024-06-01');
    await within.project();
    const nothing = { growthBoundary: null, developmentZone: null, leasingUse: null, unifiedCode: null, geometry: null, ownership: null };
    expect(await asked(at('2024-02-29'))).toEqual({ ...nothing, landUse: 'industrial', legality: 'illegal', tenure: null });
    const tenure = { kind: 'grant', from: '2024-03-01', until: '2044-02-29' };
    expect(await asked(at('2024-05-31'))).toEqual({ ...nothing, landUse: 'industrial', legality: 'illegal', tenure });
    const later = {
      landUse: 'storage',
      ownership: 'state-owned',
      growthBoundary: 'inside',
      developmentZone: { position: 'inside', name: '金山第二工业区' },
      tenure,
      leasingUse: false,
      unifiedCode: 'JS-CJ-000123',
      geometry: { crs: 'CGCS2000', shape },
    };
    expect(await asked(at('2024-06-01'))).toEqual({ ...later, legality: 'illegal' });
    expect(await asked(at('2025-01-01'))).toEqual({ ...later, legality: 'legal' });
  });

  it('is corrected on its own day, and what should never have been recorded never was', async () => {
    await give('甲地块', 'EnterParcel', { jurisdiction: caojing, name: '甲地块', landUse: 'industrial' }, '2024-01-01');
    const [use = ''] = await give('甲地块', 'ChangeParcelLandUse', { landUse: 'storage' }, '2024-06-01');
    const [law = ''] = await give('甲地块', 'ChangeParcelLegality', { legality: 'illegal' }, '2024-06-01');
    const before = await project();
    const particular = { kind: 'land-use', value: 'research' };
    await give('甲地块', 'CorrectParcelParticular', { entry: use, particular, reason: '误读' }, '2026-01-05');
    await give('甲地块', 'AnnulParcelParticular', { entry: law, particular: 'legality', reason: '误录' }, '2026-01-05');
    await within.project();
    expect(await asked(at('2024-06-01'))).toMatchObject({ landUse: 'research', legality: null });
    expect(await asked(at('2024-06-01', before))).toMatchObject({ landUse: 'storage', legality: 'illegal' });
    expect(await asked(at('2024-05-31'))).toMatchObject({ landUse: 'industrial', legality: null });
  });
});
