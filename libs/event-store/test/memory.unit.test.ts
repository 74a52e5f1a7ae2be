import { checkpointStoreContract, eventStoreContract } from '@yimu/event-store/contract';
import { memoryCheckpointStore, memoryEventStore } from '@yimu/event-store/memory';

eventStoreContract('memory', async (clock) => {
  const store = memoryEventStore({ clock });
  return { store, close: () => store.close() };
});

checkpointStoreContract('memory', async () => ({ checkpoints: memoryCheckpointStore(), close: async () => undefined }));
