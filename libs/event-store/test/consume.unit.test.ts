import { consumerContract } from '@yimu/event-store/contract';
import { memoryCheckpointStore, memoryEventStore } from '@yimu/event-store/memory';

consumerContract('memory', async () => {
  const store = memoryEventStore();
  return { store, checkpoints: memoryCheckpointStore(), close: () => store.close() };
});
