// What is there before the first cycle: the tree of jurisdictions, companies with the people behind them, parcels and who holds them.
import { parentOf, usccCheckCharacter } from '@yimu/domain/kernel';
import { mixed, of, oneOf, uuidOf } from './chance.ts';
import { type Draft, spread } from './draft.ts';
import { addressOf, companyName, parcelName } from './names.ts';
import { personEntered } from './people.ts';
import { areaOf, companyId, hasContract, hasSecondArea, parcelCode, parcelId, parcelsOf, personId, type Shape } from './shape.ts';
import { contractOf, titleOf } from './titles.ts';

const day = '2020-09-01';

/** 统一社会信用代码 of a company. */
const usccOf = (company: number): string => {
  const first17 = `91310116${String(company).padStart(9, '0')}`;
  return first17 + usccCheckCharacter(first17);
};

export const jurisdictionsOf = ({ jurisdictions }: Shape, at: number): readonly Draft[] =>
  jurisdictions.map(({ code, name }) => ({
    stream: `jurisdiction-${code}`,
    revision: 0,
    type: 'JurisdictionRegistered',
    data: { code, name, parent: parentOf(code) ?? null },
    on: '2010-01-01',
    at,
    jurisdictions: [code],
    hand: 'recorder',
  }));

/** The id of the event that entered a parcel: its first area is an observation under this id. */
export const enteredId = (parcel: number): string => uuidOf(of.entered, parcel);

const landUses = ['industrial', 'industrial', 'industrial', 'storage', 'research', 'mixed'] as const;

export const parcelOf = (shape: Shape, parcel: number, at: number): readonly Draft[] => {
  const { code, district } = shape.townOf(parcel);
  const on = `${2_010 + (mixed(41, parcel) % 10)}-0${1 + (mixed(42, parcel) % 9)}-1${mixed(43, parcel) % 10}`;
  const common = { stream: `parcel-${parcelId(parcel)}`, on, at, jurisdictions: [code], hand: 'town' } as const;
  const entered = {
    parcelId: parcelId(parcel),
    jurisdiction: code,
    name: parcelName(parcel),
    address: addressOf(parcel),
    landUse: oneOf(landUses, 44, parcel),
    ownership: mixed(45, parcel) % 9 === 0 ? 'collective' : 'state-owned',
    legality: mixed(46, parcel) % 30 === 0 ? 'illegal' : 'legal',
    observed: mixed(47, parcel) % 50 === 0 ? null : { area: areaOf(parcel), rank: 0 },
  };
  const assigned = { kind: 'parcel-code', code: parcelCode(parcel, district) };
  return [
    { ...common, revision: 0, type: 'ParcelEntered', data: entered, id: enteredId(parcel) },
    { ...common, revision: 1, type: 'ParcelCodeAssigned', data: { parcelId: parcelId(parcel), assigned }, on: '2020-09-01' },
    ...(hasSecondArea(parcel)
      ? [
          {
            ...common,
            revision: 2,
            type: 'ParcelAreaObserved',
            data: { parcelId: parcelId(parcel), observed: { area: areaOf(parcel, 1), rank: 1 } },
          },
        ]
      : []),
  ];
};

/** A company with the person that controls it. */
const companyOf = (shape: Shape, company: number, at: number): readonly Draft[] => {
  const own = parcelsOf(company).filter((parcel) => parcel < shape.parcels);
  const [town] = own.map((parcel) => shape.townOf(parcel).code);
  const jurisdictions = [town ?? shape.empty.code];
  const [id, person, jurisdiction] = [companyId(company), personId(company), jurisdictions[0] ?? ''];
  const common = { on: '2015-03-01', at, jurisdictions, hand: 'town' } as const;
  const structure = {
    holdings: [
      { holderId: person, share: '70%', group: null },
      {
        holderId: personId(mixed(48, company) % shape.companies === company ? company + 1 : mixed(48, company) % shape.companies),
        share: '30%',
        group: null,
      },
    ],
    groups: [],
  };
  return [
    personEntered(company, jurisdiction, at),
    {
      ...common,
      stream: `party-${id}`,
      revision: 0,
      type: 'EnterpriseEntered',
      data: { partyId: id, name: companyName(company), uscc: usccOf(company), jurisdiction },
    },
    { ...common, stream: `party-${id}`, revision: 1, type: 'ActualControllerDeclared', data: { partyId: id, controllerId: person } },
    {
      ...common,
      stream: `shares-${id}`,
      revision: 0,
      type: 'ShareholdingsRecorded',
      data: { companyId: id, ...structure, basis: 'reported' },
    },
    {
      ...common,
      stream: `interests-${person}`,
      revision: 0,
      type: 'InterestRecorded',
      data: { partyId: person, kind: 'company', targetId: id },
    },
    ...own.flatMap((parcel, n) => landOf(shape, { company, parcel, n }, at)),
  ];
};

/** A parcel with its title, and what makes the company see it. */
const landOf = (shape: Shape, { company, parcel, n }: { company: number; parcel: number; n: number }, at: number): readonly Draft[] => {
  const { code } = shape.townOf(parcel);
  const [id, target] = [companyId(company), parcelId(parcel)];
  const common = { on: '2020-09-01', at, jurisdictions: [code], hand: 'town' } as const;
  const listed = {
    partyId: id,
    parcelId: target,
    jurisdiction: code,
    nameAsPrinted: companyName(company),
    role: 'land-user',
    confirmed: false,
  };
  return [
    ...parcelOf(shape, parcel, at),
    { ...common, stream: `party-${id}`, revision: 2 + n, type: 'LandUserListed', data: listed },
    { ...common, stream: `interests-${id}`, revision: n, type: 'InterestRecorded', data: { partyId: id, kind: 'land', targetId: target } },
    ...titleOf(shape, parcel, at),
    ...(hasContract(parcel) ? [contractOf(shape, parcel, at)] : []),
  ];
};

/** How many events the foundation leaves in the stream of a company. */
export const standingOfCompany = (shape: Shape, company: number): number =>
  2 + parcelsOf(company).filter((parcel) => parcel < shape.parcels).length;

/** How many events the foundation leaves in the stream of a parcel. */
export const standingOfParcel = (parcel: number): number => (hasSecondArea(parcel) ? 3 : 2);

/** Everything before the first cycle, in the order in which it was imported. */
export function* foundation(shape: Shape): Generator<Draft> {
  const at = spread(day, 100, shape.companies);
  yield* jurisdictionsOf(shape, at(0));
  for (let company = 0; company < shape.companies; company += 1) yield* companyOf(shape, company, at(company));
}
