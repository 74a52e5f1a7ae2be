// Rights to land and the contracts they come from.
import { mixed, of, oneOf, uuidOf } from './chance.ts';
import type { Draft } from './draft.ts';
import { areaOf, companyId, companyOf, hasContract, parcelId, type Shape } from './shape.ts';

export const rightId = (parcel: number): string => uuidOf(of.right, parcel);
export const contractId = (parcel: number): string => uuidOf(of.contract, parcel);

/** How many events the foundation leaves in the stream of a title. */
export const standingOfTitle = (parcel: number): number => (hasContract(parcel) ? 2 : 1);

const registered = (parcel: number): string => `${2_011 + (mixed(51, parcel) % 9)}-06-0${1 + (mixed(52, parcel) % 9)}`;

/** 国有 or 集体建设用地使用权. */
export const rightKind = (parcel: number) => (mixed(53, parcel) % 9 === 0 ? 'collective-land-use' : 'state-land-use-and-buildings');

/** The right that the company holds, and the contract that names the parcel. */
export const titleOf = (shape: Shape, parcel: number, at: number): readonly Draft[] => {
  const { code } = shape.townOf(parcel);
  const common = {
    stream: `title-${parcelId(parcel)}`,
    on: registered(parcel),
    at,
    jurisdictions: [code],
    hand: 'department',
  } as const;
  const right = {
    parcelId: parcelId(parcel),
    rightId: rightId(parcel),
    kind: rightKind(parcel),
    holders: [{ partyId: companyId(companyOf(parcel)), share: null }],
    part: null,
    nature: 'granted',
    until: '2061-12-31',
    certificateNumber: `沪（${registered(parcel).slice(0, 4)}）市字不动产权第${String(parcel).padStart(6, '0')}号`,
    basis: 'reported',
  };
  return [
    { ...common, revision: 0, type: 'RightRegistered', data: right },
    ...(hasContract(parcel)
      ? [
          {
            ...common,
            revision: 1,
            type: 'TitleContractNamed',
            data: { parcelId: parcelId(parcel), contractId: contractId(parcel) },
          },
        ]
      : []),
  ];
};

const grantors = ['规划资源局', '土地储备中心', '经济园区公司'] as const;

/** 出让合同 with its clauses and nodes. */
export const contractOf = (shape: Shape, parcel: number, at: number): Draft => {
  const { code } = shape.townOf(parcel);
  const signedOn = registered(parcel);
  const year = Number(signedOn.slice(0, 4));
  const due = (node: string, later: number) => ({ node, dueOn: `${year + later}-12-31` });
  const clauses = [
    { no: '第十五条', wording: '亩均税收', terms: { kind: 'tax-per-mu', wanPerMu: String(10 + (parcel % 30)), from: `${year + 4}-01-01` } },
    { no: '第十六条', wording: '投资强度', terms: { kind: 'investment-intensity', wanPerMu: String(200 + (parcel % 300)) } },
    {
      no: '第二十一条',
      wording: '股权变更须经同意',
      terms: {
        kind: 'equity-change-consent',
        consentRequired: true,
        threshold: null,
        lockUntil: null,
        covers: ['equity-structure', 'actual-controller'],
      },
    },
  ];
  return {
    stream: `contract-${contractId(parcel)}`,
    revision: 0,
    type: 'ContractSigned',
    id: uuidOf(of.signed, parcel),
    on: signedOn,
    at,
    jurisdictions: [code],
    hand: 'department',
    data: {
      contractId: contractId(parcel),
      kind: 'grant',
      number: `沪规土（${year}）出让合同第${parcel}号`,
      grantor: { kind: 'text', name: oneOf(grantors, 54, parcel) },
      granteeId: companyId(companyOf(parcel)),
      parcelIds: [parcelId(parcel)],
      signedOn,
      term: { years: 50, from: signedOn, until: null },
      tenure: 'full-term',
      area: areaOf(parcel),
      price: { amount: String(100_000_000 * (1 + (parcel % 90))), currency: 'CNY' },
      deposit: null,
      contributions: [],
      mainContractId: null,
      clauses,
      milestones: [due('construction-start', 1), due('completion', 3), due('production-start', 4), due('full-production', 6)],
    },
  };
};
