export type { Clock } from './clock.ts';
export * from './durable-subscription.ts';
export * from './errors.ts';
export * from './event-store.ts';
export * from './handle.ts';
export { categoryOf } from './stream-name.ts';
