// Who has the parcels of the two towns since when, for tests of what tenants see.
import { supervision } from '@yimu/domain/supervision';
import { caojing, jiuting } from './towns.ts';
import { idOf, type World } from './world.ts';

/** Notes that the enterprise of each town holds its parcel, long enough to be under supervision. */
export const fillSupervision = async (world: World): Promise<void> => {
  for (const [town, mark] of [
    [caojing, '漕'],
    [jiuting, '九'],
  ] as const) {
    const parcelId = idOf(`${mark}地块`);
    await world.command(`supervision-${parcelId}`, supervision, 'NoteTenure', {
      parcelId,
      tenureId: idOf(`${mark}拿地`),
      kind: 'holding',
      partyIds: [idOf(`${mark}企业`)],
      from: '2019-06-01',
      until: null,
      causedBy: idOf(`${mark}登记`),
      jurisdictions: [town],
    });
  }
};

/** One question per root field, asking about the other town by every name it has. */
const tenure = '{ nodes { id parcel { name } parties { name } underSupervisionFrom } }';
const jurisdiction = `filter: { jurisdiction: "${caojing}" }`;
export const supervisionQuestions: Readonly<Record<string, string>> = {
  supervisedTenures: `{ supervisedTenures ${tenure} inTown: supervisedTenures(${jurisdiction}) { nodes { id } } }`,
  supervisionComing: `{ supervisionComing(from: "2024-01-01", to: "2024-12-31") ${tenure}
    inTown: supervisionComing(from: "2024-01-01", to: "2024-12-31", ${jurisdiction}) { nodes { id } } }`,
};
