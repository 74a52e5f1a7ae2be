// The base map: what counts of a unit, what loses and from where, open conflicts, and the parcels it is taken for.
import { baseMap, basemapCommands } from '@yimu/domain/basemap';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from './support/data-of.ts';
import { readUnit } from './support/holders.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, shanghai } from './support/towns.ts';
import { ask, enterprise, idOf, officerOf, source, type World, world } from './support/world.ts';

let within: World;
beforeEach(async () => {
  within = await world();
  await registerTree(within);
});
afterEach(() => within.close());

const give = (unit: string, type: keyof typeof basemapCommands, data: object, on: string) => {
  const command = basemapCommands[type].parse({ entryId: idOf(unit), ...data });
  return within.command(`basemap-${idOf(unit)}`, baseMap, type as 'AssignUnifiedCode', command, { on });
};

const said = '{ value origin counts decided sources { number } }';
const fields = `openConflicts unifiedCode parcelId attributes { attribute conflict counted ${said} others ${said} } matches { parcelId standing grounds }`;

const unit = async (times: string) => {
  const query = `{ baseMapUnit(id: "${idOf('一号')}"${times}) { ${fields} } }`;
  interface Unit {
    readonly openConflicts: number;
    readonly attributes: readonly { readonly attribute: string }[];
  }
  return dataOf<{ baseMapUnit: Unit | null }>(await ask(await within.app(), officerOf(caojing), query)).baseMapUnit;
};

const value = (origin: string, printed: string, standing: { readonly counts?: boolean; readonly decided?: boolean } = {}) => ({
  value: printed,
  origin,
  counts: false,
  decided: false,
  sources: [{ number: source.number }],
  ...standing,
});

describe('a unit of the base map', () => {
  it('shows the value that counts, the losing one with its source, and the conflict until somebody decides', async () => {
    await readUnit(within, '一号', caojing, 'survey', { address: '乙路2号' }, { on: '2024-01-01' });
    await readUnit(within, '一号', caojing, 'registration', { address: '甲路1号' }, { on: '2024-06-01' });
    const decision = { attribute: 'address', origin: 'survey', recordNumber: 'survey of 一号', reason: '实地核实' };
    await give('一号', 'ResolveBaseMapConflict', decision, '2025-01-01');
    await within.project();
    const address = async (asOf: string) => {
      const found = await unit(`, asOf: "${asOf}"`);
      return [found?.openConflicts, found?.attributes.find(({ attribute }) => attribute === 'address')];
    };
    const attribute = 'address';
    const [registered, seen] = ['甲路1号', '乙路2号'];
    expect(await address('2024-05-31')).toEqual([
      0,
      { attribute, conflict: false, counted: value('survey', seen, { counts: true }), others: [] },
    ]);
    expect(await address('2024-06-01')).toEqual([
      1,
      { attribute, conflict: true, counted: value('registration', registered, { counts: true }), others: [value('survey', seen)] },
    ]);
    expect(await address('2025-01-01')).toEqual([
      0,
      {
        attribute,
        conflict: false,
        counted: value('survey', seen, { counts: true, decided: true }),
        others: [value('registration', registered)],
      },
    ]);
    expect(await unit(', asOf: "2023-12-31"')).toBeNull();
  });

  it('is taken for a parcel by one and confirmed by another, each on its day', async () => {
    await enterParcel(within, '甲地块', caojing, '30', '2024-01-01');
    const parcelId = idOf('甲地块');
    await readUnit(within, '一号', caojing, 'survey', { address: '乙路2号' }, { on: '2024-01-01' });
    await give('一号', 'AssignUnifiedCode', { code: 'JS-CJ-000123' }, '2024-02-01');
    await give('一号', 'ProposeBaseMapMatch', { parcelId, grounds: ['name', 'area'], proposedBy: 'a tool' }, '2024-03-01');
    const parcel = { since: '2024-01-01', town: caojing };
    await give('一号', 'ConfirmBaseMapMatch', { parcelId, confirmedBy: 'a person', parcel }, '2024-04-01');
    await within.project();
    const grounds = ['name', 'area'];
    expect(await unit(', asOf: "2024-01-31"')).toMatchObject({ unifiedCode: null, parcelId: null, matches: [] });
    expect(await unit(', asOf: "2024-03-01"')).toMatchObject({
      unifiedCode: 'JS-CJ-000123',
      parcelId: null,
      matches: [{ parcelId, standing: 'PROPOSED', grounds }],
    });
    expect(await unit(', asOf: "2024-04-01"')).toMatchObject({ parcelId, matches: [{ parcelId, standing: 'CONFIRMED', grounds }] });
    const of = `{ baseMapUnits(filter: { parcel: "${parcelId}" }) { nodes { id } } }`;
    expect(dataOf(await ask(await within.app(), officerOf(caojing), of))).toEqual({ baseMapUnits: { nodes: [{ id: idOf('一号') }] } });
  });
});

describe('the list of units', () => {
  const list = async (code: string, args: string) => {
    const query = `{ baseMapUnits(${args}) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      readonly nodes: readonly { readonly id: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    }
    return dataOf<{ baseMapUnits: Page }>(await ask(await within.app(), officerOf(code), query)).baseMapUnits;
  };
  const idsOf = async (code: string, args: string) => (await list(code, args)).nodes.map(({ id }) => id);
  const sorted = (...names: string[]) => names.map(idOf).sort();

  beforeEach(async () => {
    await readUnit(within, '一号', caojing, 'survey', { address: '乙路2号' });
    await readUnit(within, '一号', caojing, 'registration', { address: '甲路1号' });
    await readUnit(within, '二号', '310116111', 'survey', { address: '乙路3号' });
    await readUnit(within, '二号', caojing, 'registration', { address: '乙路3号' });
    await readUnit(within, '三号', jiuting, 'survey', { address: '丙路4号' });
    await readUnit(within, '四号', jinshan, 'survey', { address: '丁路5号' });
    await give('四号', 'AssignUnifiedCode', { code: 'JS-000004' }, '2024-04-01');
    await within.project();
  });

  it('holds a unit of two towns once, in every scope that one of its records lies in', async () => {
    expect(await idsOf(caojing, 'first: 9')).toEqual(sorted('一号', '二号'));
    expect(await idsOf('310116111', 'first: 9')).toEqual(sorted('二号'));
    expect(await idsOf(jinshan, 'first: 9')).toEqual(sorted('一号', '二号', '四号'));
    expect(await idsOf(shanghai, 'first: 9')).toEqual(sorted('一号', '二号', '三号', '四号'));
    expect(await idsOf(jinshan, `filter: { jurisdiction: "${caojing}" }`)).toEqual(sorted('一号', '二号'));
    const { baseMapUnits } = dataOf<{ baseMapUnits: unknown }>(
      await ask(await within.app(), enterprise(idOf('甲公司')), '{ baseMapUnits { nodes { id } } }'),
    );
    expect(baseMapUnits).toEqual({ nodes: [] });
  });

  it('keeps a unit in sight of a town whose older record came late', async () => {
    await readUnit(within, '六号', caojing, 'registration', { address: '己路6号' }, { on: '2024-06-01' });
    await readUnit(within, '六号', caojing, 'registration', { address: '己路7号' }, { on: '2024-09-01' });
    await readUnit(within, '六号', '310116111', 'survey', {}, { on: '2024-01-01' });
    await within.project();
    expect(await idsOf('310116111', 'asOf: "2024-09-01"')).toEqual(sorted('二号', '六号'));
    expect(await idsOf(caojing, 'asOf: "2024-09-01"')).toContain(idOf('六号'));
  });

  it('is filtered by what waits for a person, and paged', async () => {
    // Of the second unit the sources contradict each other about the town.
    expect(await idsOf(jinshan, 'filter: { conflicting: true }')).toEqual(sorted('一号', '二号'));
    expect(await idsOf(jinshan, 'filter: { conflicting: false }')).toEqual(sorted('四号'));
    expect(await idsOf(jinshan, 'filter: { matched: true }')).toEqual([]);
    expect(await idsOf(jinshan, 'filter: { proposed: false, unifiedCode: "JS-000004" }')).toEqual(sorted('四号'));
    const first = await list(jinshan, 'first: 2');
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await list(jinshan, `first: 2, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual(sorted('一号', '二号', '四号'));
  });

  it('leaves out a unit that was joined into another, from that day on', async () => {
    await readUnit(within, '五号', caojing, 'survey', { address: '乙路2号' });
    const into = { district: jinshan, joined: false };
    await give('五号', 'JoinBaseMapEntry', { intoId: idOf('一号'), reason: '重复', into }, '2025-01-01');
    await within.project();
    expect(await idsOf(caojing, 'asOf: "2024-12-31"')).toEqual(sorted('一号', '二号', '五号'));
    expect(await idsOf(caojing, 'asOf: "2025-01-01"')).toEqual(sorted('一号', '二号'));
  });
});
