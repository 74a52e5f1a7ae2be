// 样例，非真实: a place of which there is none, its offices, its companies and its days. Everything about courts and control is shown there,
// because nothing of the kind may be said of a real enterprise.
import { type Acting, department as departmentOf } from './sample-steps.ts';

/** Codes beginning with 88 are given to no place (GB/T 2260). */
export const cityCode = '880000';
export const districtCode = '880101';
export const townCodes = { first: '880101101', second: '880101102' } as const;
export type Town = keyof typeof townCodes;

export const places: readonly { readonly code: string; readonly name: string; readonly parent: string | null }[] = [
  { code: cityCode, name: '样例市', parent: null },
  { code: districtCode, name: '样例区', parent: cityCode },
  { code: townCodes.first, name: '样例甲镇', parent: districtCode },
  { code: townCodes.second, name: '样例乙镇', parent: districtCode },
];

export const admin: Acting = { code: cityCode, role: 'admin' };
export const auditor: Acting = { code: cityCode, role: 'auditor' };
export const taskForce: Acting = { code: districtCode, role: 'task-force' };
export const clerk: Acting = { code: districtCode, role: 'court-clerk', department: '规划资源局' };
export const cityDepartment: Acting = { code: cityCode, role: 'city-department', department: '市经济信息化委' };
export const recorder: Acting = { code: cityCode, role: 'city-recorder' };
export const department = (name: string): Acting => ({ ...departmentOf(name), code: districtCode });
export const officerOf = (town: Town): Acting => ({ code: townCodes[town], role: 'town-officer' });

/** Parcels by what is made up of them: where they lie, how large they are, and which of the sample figures they are given. */
export const parcels = {
  sold: { name: '样例一号地块', town: 'first', area: '12', figures: 7, row: '1' },
  watched: { name: '样例二号地块', town: 'first', area: '20', figures: 4, row: '2' },
  other: { name: '样例三号地块', town: 'second', area: '8', figures: 7, row: '3' },
} as const satisfies Readonly<Record<string, { name: string; town: Town; area: string; figures: number; row: string }>>;
export type ParcelName = keyof typeof parcels;
export const parcelNames = Object.keys(parcels) as readonly ParcelName[];

/** Who uses which parcel, and who comes to hold the company of the first. */
export const companies = {
  sold: '样例一厂有限公司',
  watched: '样例二厂有限公司',
  other: '样例三厂有限公司',
  founder: '样例创始有限公司',
  second: '样例接手有限公司',
  third: '样例新主有限公司',
  fourth: '样例集团有限公司',
  last: '样例收购有限公司',
  bidder: '样例竞得有限公司',
} as const;
export type Company = keyof typeof companies;

export const decisionNumber = '样例〔2022〕1号（非真实）';
export const court = '样例区人民法院（非真实）';
export const caseNumber = '（2024）样0101执1号';

export const days = {
  entered: '2018-01-10',
  registered: '2018-06-01',
  decided: '2022-12-01',
  listed: '2024-12-10',
  /** Outside of the 24 months before the auction. */
  tooEarly: '2022-12-15',
  /** As it was first recorded, outside too; and as it was in truth, inside. */
  misdated: '2023-03-10',
  inTruth: '2023-04-10',
  inTime: '2024-06-01',
  letter: '2024-12-01',
  notice: '2025-02-10',
  auction: '2025-03-20',
  /** What is known only later: shares passed on before the ruling. */
  passedOn: '2025-04-01',
  ruled: '2025-04-10',
} as const;
