// Two towns of two districts with a few parcels each, for tests of what tenants see.
import { plan } from '@yimu/domain/disposal';
import { finding } from '@yimu/domain/finding';
import { importRow } from '@yimu/domain/importrow';
import { jurisdiction } from '@yimu/domain/jurisdiction';
import { parcel, parcelCommands } from '@yimu/domain/parcel';
import { party } from '@yimu/domain/party';
import { target } from '@yimu/domain/target';
import { idOf, type World } from './world.ts';

export const caojing = '310116112';
export const jinshan = '310116';
export const jiuting = '310117107';
export const songjiang = '310117';
export const shanghai = '310000';

/** Registers the tree: the city, two districts, and a town in each. */
export const registerTree = async (world: World): Promise<void> => {
  const units = [
    [shanghai, '上海市', null],
    [jinshan, '金山区', shanghai],
    [songjiang, '松江区', shanghai],
    [caojing, '漕泾镇', jinshan],
    [jiuting, '九亭镇', songjiang],
  ] as const;
  for (const [code, name, parent] of units)
    await world.command(`jurisdiction-${code}`, jurisdiction, 'RegisterJurisdiction', { code, name, parent }, { on: '2023-06-30' });
};

/** Enters a parcel under the id of its name. */
export const enterParcel = (world: World, name: string, town: string, mu: string | null, on = '2024-03-11') =>
  world.command(
    `parcel-${idOf(name)}`,
    parcel,
    'EnterParcel',
    parcelCommands.EnterParcel.parse({
      parcelId: idOf(name),
      jurisdiction: town,
      name,
      area: mu === null ? null : { value: mu, unit: 'mu' },
      rank: 1,
    }),
    { on },
  );

/** Everything a read model exists for, once in each of the two towns: parcel, area, party, land use, plan, target, finding, import row. */
export const fillBothTowns = async (world: World): Promise<void> => {
  await registerTree(world);
  for (const [town, mark, mu] of [
    [caojing, '漕', '30.62'],
    [jiuting, '九', '11.11'],
  ] as const) {
    const parcelId = idOf(`${mark}地块`);
    const partyId = idOf(`${mark}企业`);
    const [entered = ''] = await enterParcel(world, `${mark}地块`, town, mu);
    await world.command(`party-${partyId}`, party, 'EnterEnterprise', { partyId, name: `${mark}企业`, uscc: null, jurisdiction: town });
    await world.command(`party-${partyId}`, party, 'ListAsLandUser', {
      partyId,
      parcelId,
      jurisdiction: town,
      nameAsPrinted: `${mark}企业`,
    });
    await world.command(`plan-${parcelId}`, plan, 'ListPlanEntry', {
      parcelId,
      jurisdiction: town,
      list: `${mark}清单`,
      row: '1',
      enterprise: `${mark}企业`,
      category: 'vacate',
      mode: '腾退',
      mappedRoute: null,
      year: 2025,
      area: { value: mu, unit: 'mu' },
      matchedBy: 'entered',
    });
    await world.command(`target-${town}-2025`, target, 'SetTargets', {
      jurisdiction: town,
      year: 2025,
      indicator: { number: '7', name: `${mark}腾退低效用地`, unit: '亩', dimension: '要素投入' },
      planCategory: 'vacate',
      floor: '10',
      assured: '20',
      stretch: '40',
    });
    const findingId = idOf(`${mark}待核实`);
    await world.command(`finding-${findingId}`, finding, 'OpenFinding', {
      findingId,
      rule: 'parcel-on-several-lists',
      subject: { kind: 'parcel', id: parcelId },
      jurisdictions: [town],
      causedBy: entered,
      titleZh: `${mark}待核实`,
      titleEn: 'to confirm',
      detail: [],
    });
    const rowId = idOf(`${mark}行`).replaceAll('-', '').repeat(2);
    await world.command(`importrow-${rowId}`, importRow, 'RecordImportRow', {
      rowId,
      document: '漕府〔2024〕11号',
      list: `${mark}清单`,
      row: '1',
      name: `${mark}地块`,
      contentHash: rowId,
      cells: { 名称: `${mark}地块` },
      target: { kind: 'parcel', id: parcelId },
      jurisdiction: town,
    });
  }
};
