// What the holdings of a company answer of a day, for whoever reads them.
export { type Control, ultimateControllers } from './controllers.ts';
export { openEnd } from './freezes.ts';
export type { Structure } from './structure.ts';
