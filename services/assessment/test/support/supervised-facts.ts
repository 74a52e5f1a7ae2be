// Facts of the registry by which matters under joint supervision become known, put into the store as it would have.
import { assessmentEvents } from '@yimu/domain/assessment/events';
import { auctionEvents } from '@yimu/domain/auction/events';
import { classListEvents } from '@yimu/domain/classlist/events';
import { contractEvents } from '@yimu/domain/contract/events';
import { equityEvents } from '@yimu/domain/equity/events';
import { evidenceEvents } from '@yimu/domain/evidence/events';
import { interestEvents } from '@yimu/domain/interest/events';
import { type Actor, date, type RecordedEvent } from '@yimu/domain/kernel';
import { objectionEvents } from '@yimu/domain/objection/events';
import { parcelEvents } from '@yimu/domain/parcel/events';
import { partyEvents } from '@yimu/domain/party/events';
import { rightEvents } from '@yimu/domain/right/events';
import { submissionEvents } from '@yimu/domain/submission/events';
import type { EventStore } from '@yimu/event-store';
import { testId } from '@yimu/testing';
import { town, townOfficer } from './officers.ts';
import { sources, today } from './service.ts';

const catalogue = {
  ...assessmentEvents,
  ...auctionEvents,
  ...classListEvents,
  ...contractEvents,
  ...equityEvents,
  ...evidenceEvents,
  ...interestEvents,
  ...objectionEvents,
  ...parcelEvents,
  ...partyEvents,
  ...rightEvents,
  ...submissionEvents,
};
export type FactType = keyof typeof catalogue;

/** Puts a fact into the store; answers its event. */
export const fact = async (
  store: EventStore,
  stream: string,
  type: FactType,
  data: object,
  {
    on = today,
    jurisdictions = [town],
    corrects,
    actor = townOfficer,
  }: { readonly on?: string; readonly jurisdictions?: readonly string[]; readonly corrects?: string; readonly actor?: Actor } = {},
): Promise<RecordedEvent> => {
  const before = await Array.fromAsync(store.readStream(stream));
  const { version, data: shape } = catalogue[type];
  const event = {
    id: testId(stream, type, before.length),
    type,
    version,
    data: shape.parse(data),
    effectiveOn: date(on),
    jurisdictions,
    sources,
    actor,
    correlationId: testId('correlation'),
    causationId: testId('cause'),
    requestHash: testId('hash'),
    ...(corrects === undefined ? {} : { corrects }),
  };
  await store.append(stream, [event], 'any');
  const [stored] = await Array.fromAsync(store.readStream(stream, { direction: 'backwards', limit: 1 }));
  if (stored === undefined) throw new Error(`${type} was not appended`);
  return stored;
};

export const companyId = testId('company');
export const contractId = testId('contract');
export const equityId = testId('equity');
export const auctionId = testId('auction');
export const debtorId = testId('debtor');
/** A parcel that no list names. */
export const elsewhere = testId('elsewhere');

/** What a report of a change of equity says. */
export const changeOfEquity = (parcels: readonly string[], contractIds: readonly string[] = []) => ({
  equityId,
  companyId,
  kind: 'transfer',
  changes: [],
  parcels: parcels.map((parcelId) => ({ parcelId, jurisdictions: [town] })),
  home: town,
  contractIds,
  clauses: [],
});

/** What a filing says of it. */
export const filing = (parcels: readonly string[], contractIds: readonly string[] = []) => ({
  ...changeOfEquity(parcels, contractIds),
  opinionsDueOn: null,
  causedBy: null,
});

/** A contract on parcels. */
export const contractOn = (parcelIds: readonly string[]) => ({
  contractId,
  kind: 'grant',
  number: '沪金规划资源（2015）出让合同第10号',
  grantor: { kind: 'text', name: '上海市金山区规划和自然资源局' },
  granteeId: companyId,
  parcelIds,
  signedOn: '2015-03-11',
  term: { years: 20, from: null, until: null },
  tenure: null,
  area: null,
  price: null,
  deposit: null,
  contributions: [],
  mainContractId: null,
});

/** What the city decided of a parcel. */
export const finalGrade = (parcelId: string, grade: 'A' | 'B' | 'C' | 'D' = 'C') => ({
  parcelId,
  partyIds: [companyId],
  cycle: { jurisdiction: '310116', year: 2023 },
  run: testId('run'),
  grade,
  list: { jurisdiction: '310116', edition: 1 },
  document: '金府办发〔2024〕5号',
});

/** The opening of an auction of one lot. */
export const auctionOf = (subject: object) => ({
  auctionId,
  court: '上海市金山区人民法院',
  caseNumber: '（2024）沪0116执100号',
  debtorIds: [debtorId],
  lots: [{ lotId: testId('lot'), name: '标的', jurisdiction: town, subject, appraisedValue: null, reservePrice: null }],
  reserveFloor: null,
});

const id = testId('what was registered');
const rightId = testId('right');
const kind = 'state-land-use';
const holders = [{ partyId: companyId, share: null }];
const tenancy = { part: null, from: '2024-01-01', until: '2025-01-01', rent: null, contractNumber: null, basis: 'reported' };

/** Every registration and transfer under supervision, of a right to a parcel, and the matter that it is. */
export const onTitle = (parcelId: string) => {
  const of = { parcelId, rightId };
  const right = { kind: 'right', id };
  return {
    RightRegistered: {
      matter: { kind: 'right', id: rightId },
      data: { ...of, kind, holders, part: null, nature: null, until: null, certificateNumber: null, basis: 'decided' },
    },
    RightTransferFiled: { matter: right, data: { ...of, kind, transferId: id, transferKind: 'transfer', holders, price: null } },
    RightTransferred: { matter: right, data: { ...of, kind, holders, transferId: id, transferKind: 'transfer', basis: 'decided' } },
    RightTransferredByRuling: {
      matter: { kind: 'auction', id },
      data: {
        ...of,
        kind,
        holders,
        auctionId: id,
        caseNumber: '（2024）沪0116执100号',
        seizuresEnded: [],
        mortgagesExtinguished: [],
        mortgagesKept: [],
        basis: 'reported',
      },
    },
    LeaseRegistered: { matter: right, data: { ...of, leaseId: id, lessees: [companyId], ...tenancy } },
    SubleaseRegistered: { matter: right, data: { ...of, leaseId: id, parentLeaseId: rightId, lessees: [companyId], ...tenancy } },
    OperatorAppointed: { matter: right, data: { ...of, leaseId: id, operatorId: companyId, share: null, ...tenancy } },
    MortgageRegistered: {
      matter: right,
      data: {
        ...of,
        mortgageId: id,
        mortgagees: [testId('bank')],
        rank: 1,
        secured: { amount: '100', currency: 'CNY' },
        maximum: false,
        transferRestricted: false,
        basis: 'decided',
      },
    },
  } as const satisfies Partial<Record<FactType, unknown>>;
};
