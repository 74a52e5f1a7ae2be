// Decides on the four-class list of a district.
import { type Decision, factsOf, firstOf, firstRefusal, isRejection, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import {
  changesAreChanges,
  editionIsCurrent,
  gradedInDistrict,
  isDecidedOn,
  isNotReturned,
  isUnderReview,
  jointReviewIsHeld,
  objectionsEndAfterDecision,
  opinionSaysWhat,
  returnedTownsSubmittedAgain,
  submittedAfterTowns,
  townListsAreCleared,
  townListsAreOfRun,
  townsAreNamedOnce,
  townsAreOfDistrict,
} from './class-rules.ts';
import { type ClassList, type ClassListState, opinionOf } from './class-state.ts';
import type { ClassListCommand, CommandNamed } from './commands.ts';
import { type ClassListFact, classListEvents } from './events.ts';
import { classListRefusals } from './refusals.ts';
import { approvedFromAbove, changesFit, linesFit, notBefore, ofParcels, resultsOf } from './rules.ts';

const fact = factsOf(classListEvents);

/** Decides on a `classlist-<district>-<cycle>` stream. */
export const decideClassList = (command: ClassListCommand, state: ClassListState): Decision<ClassListFact> => {
  if (command.type === 'SubmitClassList') return submit(command, state);
  if (state.kind === 'absent') return refuse(classListRefusals, 'classlist-absent', { jurisdiction: command.data.jurisdiction });
  return editionIsCurrent(command, state) ?? goOn(command, state);
};

const submit = (command: CommandNamed<'SubmitClassList'>, state: ClassListState): Decision<ClassListFact> => {
  const { results, lists: _, ...said } = command.data;
  const { jurisdiction } = said;
  if (state.kind !== 'absent' && state.kind !== 'returned')
    return bitsOf([state.run, state.towns]) === bitsOf([said.run, said.towns])
      ? []
      : refuse(classListRefusals, 'classlist-standing', { jurisdiction, edition: state.edition });
  const wrong = firstRefusal([ofParcels, townsAreOfDistrict, townsAreNamedOnce], command, state);
  if (wrong !== undefined) return wrong;
  const found = resultsOf(jurisdiction, said.run, results);
  if (isRejection(found)) return found;
  const { towns: owing, ...graded } = found;
  const without = owing.find((town) => !said.towns.some((each) => each.town === town));
  if (without !== undefined) return refuse(classListRefusals, 'classlist-town-without-list', { town: without });
  const refused =
    returnedTownsSubmittedAgain(command, state) ??
    firstRefusal([townListsAreOfRun, townListsAreCleared, submittedAfterTowns], command, said);
  if (refused !== undefined) return refused;
  if (state.kind === 'absent') return [fact(command, 'ClassListSubmitted', { ...said, edition: 1, ...graded }, [jurisdiction])];
  const edition = state.edition + 1;
  return notBefore(command, state) ?? [fact(command, 'ClassListSubmitted', { ...said, edition, ...graded }, [jurisdiction])];
};

const goOn = (command: Exclude<ClassListCommand, { type: 'SubmitClassList' }>, state: ClassList): Decision<ClassListFact> => {
  switch (command.type) {
    case 'GiveCityOpinion':
      return giveOpinion(command, state);
    case 'ReturnClassList':
      return returnList(command, state);
    case 'DecideClassList':
      return decideList(command, state);
    case 'PublishClassList':
      return publish(command, state);
  }
};

const giveOpinion = (command: CommandNamed<'GiveCityOpinion'>, state: ClassList): Decision<ClassListFact> => {
  const { approver: _, ...said } = command.data;
  const { department, verdict, text, lines } = said;
  if (department === null) return refuse(classListRefusals, 'classlist-department-unnamed');
  if (bitsOf(opinionOf(state, department)) === bitsOf({ department, verdict, text, lines })) return [];
  const rules = [isUnderReview, approvedFromAbove, notBefore, opinionSaysWhat, gradedInDistrict, linesFit];
  return firstRefusal(rules, command, state) ?? [fact(command, 'CityOpinionGiven', { ...said, department }, [state.jurisdiction])];
};

/** Whole, or by lines: the towns whose lines come back submit again. */
const returnList = (command: CommandNamed<'ReturnClassList'>, state: ClassList): Decision<ClassListFact> => {
  const { approver: _, ...said } = command.data;
  const { reason, lines } = said;
  const towns = state.towns.filter(({ town }) => lines.some((line) => line.towns.includes(town)));
  if (state.kind === 'returned' && bitsOf(state.returned) === bitsOf({ reason, lines, towns })) return [];
  const rules = [isNotReturned, approvedFromAbove, notBefore, gradedInDistrict, linesFit];
  return firstRefusal(rules, command, state) ?? [fact(command, 'ClassListReturned', { ...said, towns }, [state.jurisdiction])];
};

/** What the run found but for the changes, counted by class. */
const decidedTotals = ({ totals }: ClassList, changes: CommandNamed<'DecideClassList'>['data']['changes']): ClassList['totals'] => {
  const decided = { ...totals };
  for (const { found, grade } of changes) {
    decided[found ?? 'none'] -= 1;
    decided[grade] += 1;
  }
  return decided;
};

const decideList = (command: CommandNamed<'DecideClassList'>, state: ClassList): Decision<ClassListFact> => {
  const { approver: _, lists: __, ...said } = command.data;
  const { objectionsUntil, overrides, changes } = said;
  const document = firstOf(command.sources).number;
  const isDecided = state.kind === 'decided' || state.kind === 'published';
  if (isDecided && bitsOf(state.decision) === bitsOf({ document, objectionsUntil, overrides, changes })) return [];
  const rules = [
    isUnderReview,
    approvedFromAbove,
    notBefore,
    jointReviewIsHeld,
    objectionsEndAfterDecision,
    townListsAreCleared,
    changesAreChanges,
    changesFit,
  ];
  const refused = firstRefusal(rules, command, state);
  if (refused !== undefined) return refused;
  const { run, parcels } = state;
  const decided = { ...said, document, run, parcels, totals: decidedTotals(state, changes) };
  return [fact(command, 'ClassListDecided', decided, [state.jurisdiction])];
};

/** Per class: those that are out already are not published again. */
const publish = (command: CommandNamed<'PublishClassList'>, state: ClassList): Decision<ClassListFact> => {
  const { classes, ...said } = command.data;
  const refused = firstRefusal([isDecidedOn, notBefore], command, state);
  if (refused !== undefined) return refused;
  const fresh = [...new Set(classes)].filter((grade) => !state.published.includes(grade));
  if (fresh.length === 0) return [];
  const out = fresh.map((grade) => ({ grade, parcels: state.totals[grade] }));
  return [fact(command, 'ClassListPublished', { ...said, classes: out }, [state.jurisdiction])];
};
