export { eventStoreDbCheckpointStore } from './eventstoredb-checkpoint-store.ts';
export { type EventStoreDbOptions, eventStoreDbEventStore } from './eventstoredb-event-store.ts';
export { raiseEventStoreDbEpoch } from './raise-epoch.ts';
