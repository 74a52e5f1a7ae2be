export { migrateEventStore } from './migrate-event-store.ts';
export { postgresCheckpointStore } from './postgres-checkpoint-store.ts';
export { type Diagnostics, type PostgresEventStore, type PostgresEventStoreOptions, postgresEventStore } from './postgres-event-store.ts';
