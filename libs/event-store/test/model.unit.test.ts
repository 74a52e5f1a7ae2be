import { memoryEventStore } from '@yimu/event-store/memory';
import { expect, it } from 'vitest';
import { behavesLikeTheModel } from './model.ts';

it('does in memory what random commands do to a list', async () => {
  await expect(behavesLikeTheModel(memoryEventStore(), 300)).resolves.toBeUndefined();
});
