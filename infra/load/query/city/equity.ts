// Changes of who holds or controls a company, from the filing to the register, and what they leave in the streams of shares and control.
import { mixed, of, shareOf, uuidOf } from './chance.ts';
import { type Draft, dayOf, instantOf } from './draft.ts';
import { standingOfCompany } from './foundation.ts';
import { personEntered } from './people.ts';
import { companyId, parcelId, parcelsOf, personId, type Shape } from './shape.ts';

const perYear = 800;

export interface EquityCase {
  readonly year: number;
  readonly n: number;
  readonly company: number;
  /** Whether another person controls the company after it. */
  readonly changesControl: boolean;
  readonly isRefused: boolean;
  /** When it was filed. */
  readonly filed: number;
}

/** The cases filed in a year. */
export const equityCases = ({ scale, companies }: Shape, year: number): readonly EquityCase[] =>
  Array.from({ length: Math.max(8, Math.round(perYear * scale)) }, (_, n) => ({
    year,
    n,
    // A prime apart, so that no company changes hands twice.
    company: (((year - 2_000) * 10_000 + n) * 7_919) % companies,
    changesControl: mixed(62, year, n) % 5 < 2,
    isRefused: mixed(63, year, n) % 10 === 0,
    filed: instantOf(`${year}-01-10`, Math.floor(shareOf(64, year, n) * 290)),
  }));

/** Who buys: nobody who is behind another company. */
const buyerOf = ({ year, n }: EquityCase): number => 1_000_000_000 + year * 10_000 + n;

/** The day on which the change of a case took place. */
export const changedAt = ({ filed }: EquityCase): number => filed + 40 * 86_400_000;

const landOf = (shape: Shape, company: number) =>
  parcelsOf(company)
    .filter((parcel) => parcel < shape.parcels)
    .map((parcel) => ({ parcelId: parcelId(parcel), jurisdictions: [shape.townOf(parcel).code] }));

/** All events of a case. */
export const equityDrafts = (shape: Shape, each: EquityCase): readonly Draft[] => {
  const { year, n, company, changesControl, isRefused, filed } = each;
  const [equityId, id, seller, buyer] = [uuidOf(of.equity, year, n), companyId(company), personId(company), personId(buyerOf(each))];
  const parcels = landOf(shape, company);
  const towns = [...new Set(parcels.flatMap(({ jurisdictions }) => jurisdictions))];
  const share = changesControl ? '60%' : '10%';
  const changes = [
    { holderId: seller, before: '70%', after: changesControl ? '10%' : '60%' },
    { holderId: buyer, before: null, after: share },
  ];
  const control = {
    changed: changesControl ? 'yes' : 'no',
    controllerBefore: seller,
    controllerAfter: changesControl ? buyer : seller,
  };
  const step = (type: string, days: number, data: object): Draft => {
    const at = filed + days * 86_400_000;
    return { stream: `equity-${equityId}`, type, data, on: dayOf(at), at, jurisdictions: towns, hand: 'department' };
  };
  const beside = (stream: string, type: string, standing: number, data: object): Draft => ({
    ...step(type, 41, data),
    stream,
    standing,
    on: dayOf(changedAt(each)),
  });
  const parcelIds = parcels.map((parcel) => parcel.parcelId);
  const said = { equityId, companyId: id };
  const reviewed: Draft[] = [
    personEntered(buyerOf(each), towns[0] ?? shape.empty.code, filed),
    step('EquityTransferFiled', 0, {
      ...said,
      kind: 'transfer',
      changes,
      parcels,
      home: towns[0] ?? shape.empty.code,
      contractIds: [],
      clauses: [],
      opinionsDueOn: dayOf(filed + 20 * 86_400_000),
      causedBy: null,
    }),
    ...(['规划资源局', '经委', '市场监管局'] as const).map((department, k) =>
      step('EquityOpinionGiven', 5 + 3 * k, { ...said, department, opinion: 'agree', reason: null, late: false }),
    ),
    step('ControlChangeDetermined', 15, {
      ...said,
      ...control,
      parcelIds,
      department: '市场监管局',
      reason: '按持股比例',
      changedOn: null,
    }),
  ];
  if (isRefused) return [...reviewed, step('EquityTransferRefused', 20, { ...said, reason: '不符合产业准入' })];
  return [
    ...reviewed,
    step('EquityTransferGranted', 20, { ...said, reason: null }),
    step('EquityTransferCompleted', 40, {
      ...said,
      kind: 'transfer',
      changes,
      parcelIds,
      contractIds: [],
      control,
      causedBy: null,
      caseNumber: null,
      basis: 'reported',
    }),
    beside(`shares-${id}`, 'SharesTransferred', 1, {
      companyId: id,
      fromId: seller,
      toId: buyer,
      share,
      equityId,
      caseNumber: null,
      basis: 'reported',
    }),
    ...(changesControl
      ? [
          beside(`party-${id}`, 'ActualControllerEnded', standingOfCompany(shape, company), { partyId: id, controllerId: seller }),
          beside(`party-${id}`, 'ActualControllerDeclared', standingOfCompany(shape, company), { partyId: id, controllerId: buyer }),
        ]
      : []),
  ];
};
