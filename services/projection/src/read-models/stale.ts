import type { Actor } from '@yimu/domain/kernel';
import type { View } from '../tenancy/view.ts';

/** Whether an event of a stream that concerns the scope is in no row, because it is parked. */
const readStale = async (view: View): Promise<boolean> => {
  const [row] = await view.read<{ stale: boolean }>(
    ({ within }) => `select exists (select from parked p where ${within('parked', 'p')}) as stale`,
  );
  return row?.stale ?? false;
};

const freshMilliseconds = 500;
const rememberedScopes = 1_000;

/**
 * Answers for a caller whether what it reads is stale, of the last half second. To be asked only while anything is parked at all: then it
 * costs nothing when nothing is. `now` counts milliseconds.
 */
export const staleReader = (now: () => number = () => performance.now()): ((actor: Actor, view: View) => Promise<boolean>) => {
  const known = new Map<string, { readonly stale: Promise<boolean>; readonly at: number }>();
  return ({ scope }, view) => {
    const key = `${scope.kind} ${scope.value}`;
    const last = known.get(key);
    if (last !== undefined && now() - last.at < freshMilliseconds) return last.stale;
    if (known.size >= rememberedScopes) known.clear();
    const stale = readStale(view);
    known.set(key, { stale, at: now() });
    stale.catch(() => known.delete(key));
    return stale;
  };
};
