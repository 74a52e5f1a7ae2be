// A parcel with a right on it, and what the cases of its title need before they can ask.
import { department, officer, otherDistrict, town, townOfficer } from '../officers.ts';
import { enteredParcel, enteredParty, envelope, nowhere, type RegistryService } from '../service.ts';

export const land = department('规划资源局');
export const clerk = officer('court-clerk', town);
export const asClerk = { by: clerk, elsewhere: officer('court-clerk', otherDistrict), powerless: townOfficer };
export const only = (partyId: string) => [{ partyId, share: '1/1' }];
export const kind = 'state-land-use';

/** What the register shows of a right, as a request says it and as its event keeps it. */
export const particulars = { part: null, nature: 'granted', until: '2059-12-31', certificateNumber: '沪（2023）金字不动产权第000001号' };

/** 古岛's parcel, its holder, another party and the right. */
export const titled = async (service: RegistryService) => {
  const [parcelId, holder, other] = [
    await enteredParcel(service),
    await enteredParty(service),
    await enteredParty(service, '上海普利滋纺织染整有限公司'),
  ];
  const body = { kind, holders: only(holder), ...particulars };
  const rightId = await service.made(`/parcels/${parcelId}/rights`, body, { as: land, key: 'right' });
  return { parcelId, holder, other, rightId };
};

export type Titled = Awaited<ReturnType<typeof titled>>;

/** A request on the parcel, and the same on a parcel that is not there. */
export const asked = (parcelId: string, path: string, body: object) => {
  const whole = { ...envelope, ...body };
  return { url: `/parcels/${parcelId}${path}`, body: whole, missing: { url: `/parcels/${nowhere}${path}`, body: whole } };
};

export const term = { part: null, from: '2024-04-01', until: '2027-03-31' };
export const tenancy = { ...term, rent: { amount: '30000000', currency: 'CNY' }, contractNumber: '租2024-1' };

export const leased = (service: RegistryService, { parcelId, rightId, other }: Titled): Promise<string> =>
  service.made(`/parcels/${parcelId}/leases`, { rightId, lessees: [other], ...tenancy }, { as: land, key: 'lease' });

export const mortgageTerms = { rank: 1, secured: { amount: '500000000', currency: 'CNY' }, maximum: false, transferRestricted: true };

export const mortgaged = (service: RegistryService, { parcelId, rightId, other }: Titled): Promise<string> =>
  service.made(`/parcels/${parcelId}/mortgages`, { rightId, mortgagees: [other], ...mortgageTerms }, { as: land, key: 'mortgage' });

export const notice = { court: '上海市金山区人民法院', caseNumber: '（2024）沪0116执1234号', sequence: null, months: 36, until: null };

export const seized = (service: RegistryService, { parcelId, rightId }: Titled): Promise<string> =>
  service.made(`/parcels/${parcelId}/seizures`, { rightId, ...notice }, { as: clerk, key: 'seizure' });

export const filed = (service: RegistryService, { parcelId, rightId, other }: Titled): Promise<string> =>
  service.made(
    `/parcels/${parcelId}/right-transfers`,
    { rightId, transferKind: 'transfer', holders: only(other) },
    { as: townOfficer, key: 'transfer' },
  );

/** Files a transfer and has the three departments answer it. */
export const reviewed = async (service: RegistryService, title: Titled): Promise<string> => {
  const transferId = await filed(service, title);
  for (const name of ['规划资源局', '经委', '市场监管局'])
    await service.made(
      `/parcels/${title.parcelId}/right-transfers/${transferId}/opinions`,
      { opinion: 'agree', text: '同意' },
      { as: department(name), key: name },
    );
  return transferId;
};

export const granted = async (service: RegistryService, title: Titled): Promise<string> => {
  const transferId = await reviewed(service, title);
  const body = { outcome: 'granted', reason: '三部门均同意' };
  await service.made(`/parcels/${title.parcelId}/right-transfers/${transferId}/decisions`, body, { as: land, key: 'decision' });
  return transferId;
};
