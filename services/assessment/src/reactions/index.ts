import type { Reaction } from '@yimu/server';
import { whenListedLandTouched } from './when-listed-land-touched.ts';

/** Every reaction of this service. */
export const reactions: readonly Reaction[] = [whenListedLandTouched];
