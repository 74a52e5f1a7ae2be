// What a case answers of its days, for whoever reads it.
export { auctionAsOf } from './as-of.ts';
export type { Lot } from './lot.ts';
