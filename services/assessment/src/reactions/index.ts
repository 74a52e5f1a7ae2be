import type { Reaction } from '@yimu/server';
import { whenClassListDecided } from './when-class-list-decided.ts';
import { whenClassListReturned } from './when-class-list-returned.ts';
import { whenCycleOpened } from './when-cycle-opened.ts';
import { whenGradeFinalised } from './when-grade-finalised.ts';
import { whenListedLandTouched } from './when-listed-land-touched.ts';
import { whenObjectionUpheld } from './when-objection-upheld.ts';
import { whenTitleChanges } from './when-title-changes.ts';

/** Every reaction of this service but the scoring job, which main.ts makes because it tells how far it is. */
export const reactions: readonly Reaction[] = [
  whenListedLandTouched,
  whenTitleChanges,
  whenCycleOpened,
  whenGradeFinalised,
  whenClassListDecided,
  whenClassListReturned,
  whenObjectionUpheld,
];
