import type { Reaction } from './run-reactions.ts';
import { whenParcelOnSeveralLists } from './when-parcel-on-several-lists.ts';

/** Every reaction of this service. */
export const reactions: readonly Reaction[] = [whenParcelOnSeveralLists];
