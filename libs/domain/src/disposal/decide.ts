import { type Decision, factsOf, firstOf, firstRefusal, refuse } from '../kernel/index.ts';
import type { DisposalCommand } from './commands.ts';
import { type DisposalFact, disposalEvents } from './events.ts';
import { disposalRefusals, entryIsKnown, entryStands, notBeforeListing, sameInComparison, samePlace, sameRow } from './rules.ts';
import { type EntryContent, type Plan, standing } from './state.ts';

const fact = factsOf(disposalEvents);
type CommandNamed<T extends DisposalCommand['type']> = Extract<DisposalCommand, { type: T }>;

/** Decides on a `plan-<parcelId>` stream. */
export const decide = (command: DisposalCommand, state: Plan): Decision<DisposalFact> => {
  switch (command.type) {
    case 'ListPlanEntry':
      return list(command, state);
    case 'CorrectPlanEntry':
      return correct(command, state);
    case 'AnnulPlanEntry':
      return annul(command, state);
    case 'NoteListedLandTouched':
      return touch(command, state);
  }
};

const list = (command: CommandNamed<'ListPlanEntry'>, state: Plan): Decision<DisposalFact> => {
  // The list is the first source a command cites; its number is the 文号 that the entry is known by.
  const content: EntryContent = { ...command.data, document: firstOf(command.sources).number };
  const entries = standing(state).map((entry) => entry.content);
  const known = entries.find((entry) => samePlace(entry, content));
  if (known !== undefined) {
    const { document, list: name, row } = content;
    return sameRow(known, content) ? [] : refuse(disposalRefusals, 'plan-entry-listed-otherwise', { document, list: name, row });
  }
  const listed = fact(command, 'PlanEntryListed', content, [content.jurisdiction]);
  return [listed, ...onSeveralLists(command, [...entries, content])];
};

const correct = (command: CommandNamed<'CorrectPlanEntry'>, state: Plan): Decision<DisposalFact> => {
  const refused = firstRefusal([entryIsKnown, entryStands, notBeforeListing], command, state);
  if (refused !== undefined) return refused;
  const { entry: id, reason, parcelId: _, ...corrections } = command.data;
  const before = firstOf(state.entries.filter((entry) => entry.id === id)).content;
  const after: EntryContent = { ...before, ...corrections };
  if (sameRow(before, after) && before.matchedBy === after.matchedBy) return [];
  const corrected = fact(command, 'PlanEntryCorrected', { ...after, reason }, [after.jurisdiction], id);
  if (sameInComparison(before, after)) return [corrected];
  const entries = standing(state).map((entry) => (entry.id === id ? after : entry.content));
  return [corrected, ...onSeveralLists(command, entries)];
};

const annul = (command: CommandNamed<'AnnulPlanEntry'>, state: Plan): Decision<DisposalFact> => {
  const { parcelId, entry: id, reason } = command.data;
  const refused = firstRefusal([entryIsKnown], command, state);
  if (refused !== undefined) return refused;
  const entry = firstOf(state.entries.filter((each) => each.id === id));
  if (entry.annulled) return [];
  const early = firstRefusal([notBeforeListing], command, state);
  if (early !== undefined) return early;
  return [fact(command, 'PlanEntryAnnulled', { parcelId, reason }, [entry.content.jurisdiction], id)];
};

/** Says that the parcel stands on several lists, with everything a person needs to compare them; nothing for a single entry. */
const onSeveralLists = (command: DisposalCommand, entries: readonly EntryContent[]): DisposalFact[] => {
  if (entries.length < 2) return [];
  // The weakest match decides how sure it is that the rows speak of one parcel: a name alone before a code.
  const matchedBy = (['name', 'code'] as const).find((match) => entries.some((entry) => entry.matchedBy === match)) ?? 'entered';
  const compared = entries.map(({ document, list: name, row, category, mode, year }) => ({
    document,
    list: name,
    row,
    category,
    mode,
    year,
  }));
  const jurisdictions = entries.map(({ jurisdiction }) => jurisdiction);
  return [fact(command, 'ParcelOnSeveralLists', { parcelId: command.data.parcelId, matchedBy, entries: compared }, jurisdictions)];
};

/** Said once per matter, and only of a parcel that stands on a list on that day. */
const touch = (command: CommandNamed<'NoteListedLandTouched'>, state: Plan): Decision<DisposalFact> => {
  const listed = standing(state).filter(({ listedOn }) => listedOn <= command.effectiveOn);
  if (listed.length === 0 || state.touchedBy.includes(command.data.matter.id)) return [];
  const entries = listed.map(({ content: { document, list: name, row, category, mode, year, enterprise } }) => ({
    document,
    list: name,
    row,
    category,
    mode,
    year,
    enterprise,
  }));
  const jurisdictions = standing(state).map(({ content }) => content.jurisdiction);
  return [fact(command, 'ListedLandTouched', { ...command.data, entries }, jurisdictions)];
};
