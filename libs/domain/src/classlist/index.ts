import { type Decider, decider } from '../kernel/index.ts';
import { decideClassList } from './class-decide.ts';
import { absentClassList, type ClassListState, evolveClassList } from './class-state.ts';
import type { ClassListCommand, TownListCommand } from './commands.ts';
import { decideTownList } from './decide.ts';
import type { ClassListFact, TownListFact } from './events.ts';
import { absentTownList, evolveTownList, type TownListState } from './state.ts';

export { type ClassListState, holds } from './class-state.ts';
export { classListCommands, sentChanges, sentLines } from './commands.ts';
export { reviewersOf } from './reviewers.ts';
export type { TownListState } from './state.ts';

/** Streams `townlist-<town>-<cycle>`. */
export const townList: Decider<TownListCommand, TownListFact, TownListState> = decider({
  initial: absentTownList,
  evolve: evolveTownList,
  decide: decideTownList,
});

/** Streams `classlist-<district>-<cycle>`. */
export const classList: Decider<ClassListCommand, ClassListFact, ClassListState> = decider({
  initial: absentClassList,
  evolve: evolveClassList,
  decide: decideClassList,
});
