// Six parcels in two towns, and the enterprises that use them, as the registry knows them before the year is graded.
import { district, type Offices, sibling, town } from './cycle-offices.ts';
import { untilTold } from './trail.ts';

const entered = '2018-01-10';
const registered = '2018-06-01';

const parcels = {
  shared: [town, '合用地块'],
  own: [town, '自用地块'],
  onPaper: [town, '纸表地块'],
  polluting: [town, '限评地块'],
  siblings: [sibling, '邻镇地块'],
  silent: [sibling, '无数据地块'],
} as const;
export type ParcelName = keyof typeof parcels;
export const names = Object.keys(parcels) as ParcelName[];
export const inTown: readonly ParcelName[] = ['shared', 'own', 'onPaper', 'polluting'];

/** Enterprise A holds two parcels and lets a part of one to B; each other parcel has a user of its own. */
export const landOf = async (offices: Offices) => {
  const officerOf = (code: string) => (code === town ? 'town' : 'sibling');
  const party = (name: string, jurisdiction: string = town) =>
    offices.done(officerOf(jurisdiction), '/parties', entered, { jurisdiction, name });
  const ids = {} as Record<ParcelName, string>;
  for (const name of names) {
    const [jurisdiction, called] = parcels[name];
    ids[name] = await offices.done(officerOf(jurisdiction), '/parcels', entered, {
      jurisdiction,
      name: called,
      area: { value: '10', unit: 'mu' },
    });
  }
  const [a, b] = [await party('上海旅程甲实业有限公司'), await party('上海旅程乙包装有限公司')];
  for (const name of ['shared', 'own'] as const) {
    const holders = [{ partyId: a, share: null }];
    const right = { kind: 'state-land-use', holders, until: '2058-05-31' };
    const rightId = await offices.done('town', `/parcels/${ids[name]}/right-reports`, registered, right);
    if (name === 'own') continue;
    const lease = { rightId, lessees: [b], part: '2幢', from: '2021-01-01', until: '2036-12-31' };
    await offices.done('town', `/parcels/${ids[name]}/lease-reports`, '2021-01-01', lease);
  }
  const users = { a, b } as Record<'a' | 'b' | ParcelName, string>;
  for (const name of ['onPaper', 'polluting', 'siblings', 'silent'] as const) {
    const [jurisdiction, called] = parcels[name];
    const partyId = await party(`上海旅程${called.slice(0, 2)}有限公司`, jurisdiction);
    const use = { parcelId: ids[name], nameAsPrinted: `上海旅程${called.slice(0, 2)}有限公司` };
    await offices.done(officerOf(jurisdiction), `/parties/${partyId}/land-uses`, registered, use);
    users[name] = partyId;
  }
  // Who holds land is told by reactions.
  await untilTold(offices.journey, offices.tokens.taskForce, `interests-${a}`, 'InterestRecorded', 2);
  await offices.admitEnterprise('a', a);
  await offices.admitEnterprise('b', b);

  /** Who answers for the figures of a parcel: A and B share one. */
  const usersOf = (name: ParcelName): readonly string[] => {
    if (name === 'shared') return [a, b];
    return [name === 'own' ? a : users[name]];
  };
  const formOf = (name: ParcelName, year: number): string => `/health-checks/${ids[name]}/${district}/${year}/parcel`;
  const checkOf = (name: ParcelName, year: number): string => `submission-${ids[name]}-${district}-${year}`;
  const resultOf = (name: ParcelName, year: number): string => `assessment-${ids[name]}-${district}-${year}`;
  return { ids, a, b, usersOf, formOf, checkOf, resultOf };
};

export type CycleLand = Awaited<ReturnType<typeof landOf>>;
