// What a case answers, for whoever reads it.
export { contractsAsking } from './consent.ts';
