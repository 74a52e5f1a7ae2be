// What a contract answers of its days, for whoever reads it.
export { type Breach, breachKind } from './breaches.ts';
export { type IdleCase, idleCaseKind } from './idle-cases.ts';
export { standingsOn } from './milestones.ts';
export { suspectedFrom } from './order-53.ts';
export { suspectedIdleOn } from './standing.ts';
