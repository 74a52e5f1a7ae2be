import { type Decision, factsOf } from '../kernel/index.ts';
import type { ImportRowCommand } from './commands.ts';
import { type ImportRowFact, importRowEvents } from './events.ts';
import { readsTheSame, sameRowOfTheList } from './rules.ts';
import type { ImportRowState } from './state.ts';

const fact = factsOf(importRowEvents);

/** Decides on an `importrow-<hash>` stream. */
export const decide = (command: ImportRowCommand, state: ImportRowState): Decision<ImportRowFact> => {
  const { data } = command;
  if (state.kind === 'absent') return [fact(command, 'ImportRowRecorded', data, [data.jurisdiction])];
  const refused = sameRowOfTheList(command, state);
  if (refused !== undefined) return refused;
  if (readsTheSame(command, state)) return [];
  return [fact(command, 'ImportRowChanged', { ...data, previousHash: state.contentHash }, [data.jurisdiction])];
};
