import { type Decision, factsOf, firstRefusal } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { FormSchemaCommand } from './commands.ts';
import { type FormSchemaFact, formSchemaEvents } from './events.ts';
import { publishRules } from './rules.ts';
import type { FormSchemaState, FormSchemaVersion } from './state.ts';

const fact = factsOf(formSchemaEvents);

const gist = ({ title, sample, fields }: Pick<FormSchemaVersion, 'title' | 'sample' | 'fields'>): string => bitsOf([title, sample, fields]);

/** Decides on a `formschema-<code>-<year>` stream. The same forms again are no new version. */
export const decide = (command: FormSchemaCommand, state: FormSchemaState): Decision<FormSchemaFact> => {
  const { data } = command;
  const last = state.at(-1);
  if (last !== undefined && gist(last) === gist(data)) return [];
  const version = state.length + 1;
  return firstRefusal(publishRules, command, state) ?? [fact(command, 'FormSchemaPublished', { ...data, version }, [data.jurisdiction])];
};
