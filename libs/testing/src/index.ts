export { type TestClock, testClock } from './clock.ts';
export { testId, testIds } from './ids.ts';
export { type Setup, type TestDatabase, testDatabase } from './postgres.ts';
