// Where the read models stand is asked once for all who want to know.
import { expect, it } from 'vitest';
import { type Progress, sharedProgress } from '../src/read-models/progress.ts';

const world = () => {
  const waiting: ((progress: Progress) => void)[] = [];
  const clock = { now: 0 };
  const progress = sharedProgress(
    () => new Promise((resolve) => waiting.push(resolve)),
    () => clock.now,
  );
  return { waiting, clock, progress };
};
const at = (position: string): Progress => ({ position, watermark: undefined });

it('who asks while an answer is under way gets that one', async () => {
  const { waiting, progress } = world();
  const asked = [progress.fresh(), progress.fresh(), progress.recent()];
  expect(waiting).toHaveLength(1);
  waiting[0]?.(at('1'));
  expect(await Promise.all(asked)).toEqual([at('1'), at('1'), at('1')]);
});

it('an answer serves for a fiftieth of a second, and never where it must be fresh', async () => {
  const { waiting, clock, progress } = world();
  const first = progress.recent();
  waiting[0]?.(at('1'));
  await first;
  clock.now = 19;
  expect(await progress.recent()).toEqual(at('1'));
  expect(waiting).toHaveLength(1);
  const fresh = progress.fresh();
  expect(waiting).toHaveLength(2);
  waiting[1]?.(at('2'));
  expect(await fresh).toEqual(at('2'));
  clock.now = 39;
  void progress.recent();
  expect(waiting).toHaveLength(3);
});

it('a failure is told to those who waited, and the next asks anew', async () => {
  const answers = [Promise.reject(new Error('down')), Promise.resolve(at('1'))];
  const progress = sharedProgress(() => answers.shift() ?? Promise.resolve(at('2')));
  await expect(progress.recent()).rejects.toThrow('down');
  expect(await progress.recent()).toEqual(at('1'));
});
