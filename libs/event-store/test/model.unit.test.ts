import { memoryEventStore } from '@yimu/event-store/memory';
import { expect, it } from 'vitest';
import { behavesLikeTheModel } from './model.ts';

it('does to the store in memory what random appends do to a list of ids', async () => {
  await expect(behavesLikeTheModel(memoryEventStore(), 300)).resolves.toBeUndefined();
});
