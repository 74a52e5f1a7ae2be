export { testId } from './ids.ts';
export { type Setup, type TestDatabase, testDatabase } from './postgres.ts';
