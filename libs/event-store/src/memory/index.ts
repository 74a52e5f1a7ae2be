export { memoryCheckpointStore } from './memory-checkpoint-store.ts';
export { memoryEventStore } from './memory-event-store.ts';
