// What a title answers of its days, for whoever reads it: the life of each right and of what burdens it.
export { type Lease, leasesOf } from './leases.ts';
export { mortgagesOf, mortgagesOn } from './mortgages.ts';
export { type Right, rightsOf, rightsOn, turningDays } from './rights.ts';
export { coursesOf, seizuresOn } from './seizures.ts';
export { transferCases } from './transfers.ts';
