export { type CheckpointsUnderTest, checkpointStoreContract } from './checkpoint-store.contract.ts';
export { type ConsumerUnderTest, consumerContract } from './consumer.contract.ts';
export { eventStoreContract } from './event-store.contract.ts';
export type { StoreUnderTest } from './samples.ts';
