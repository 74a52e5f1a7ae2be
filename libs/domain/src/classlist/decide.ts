// Decides on the list of a town or park.
import { type Decision, factsOf, firstRefusal, isRejection, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { CommandNamed, TownListCommand } from './commands.ts';
import { classListEvents, type TownListFact } from './events.ts';
import { classListRefusals } from './refusals.ts';
import { approvedFromAbove, linesFit, notBefore, ofParcels, resultsOf } from './rules.ts';
import type { TownList, TownListState } from './state.ts';
import {
  gradedInTown,
  hasTheLine,
  linesAreOwn,
  notTaken,
  notWithdrawn,
  returnHasReason,
  townEditionIsCurrent,
  townListIsOpen,
} from './town-rules.ts';

const fact = factsOf(classListEvents);

/** Decides on a `townlist-<town>-<cycle>` stream. */
export const decideTownList = (command: TownListCommand, state: TownListState): Decision<TownListFact> => {
  if (command.type === 'SubmitTownList') return submit(command, state);
  if (state.kind === 'absent') return refuse(classListRefusals, 'classlist-town-list-absent', { town: command.data.town });
  return townEditionIsCurrent(command, state) ?? goOn(command, state);
};

const submit = (command: CommandNamed<'SubmitTownList'>, state: TownListState): Decision<TownListFact> => {
  const { results, ...said } = command.data;
  const wrong = ofParcels(command, state);
  if (wrong !== undefined) return wrong;
  const found = resultsOf(said.town, said.run, results);
  if (isRejection(found)) return found;
  const submitted = (edition: number) => [fact(command, 'TownListSubmitted', { ...said, edition, ...found }, [said.town])];
  switch (state.kind) {
    case 'absent':
      return submitted(1);
    case 'returned':
    case 'withdrawn':
      return notBefore(command, state) ?? submitted(state.edition + 1);
    case 'submitted':
    case 'cleared': {
      const { town, edition, run, totals, parcels, reviewers } = state;
      return bitsOf([run, totals, parcels, reviewers]) === bitsOf([said.run, found.totals, found.parcels, said.reviewers])
        ? []
        : refuse(classListRefusals, 'classlist-town-list-standing', { town, edition });
    }
  }
};

const goOn = (command: Exclude<TownListCommand, { type: 'SubmitTownList' }>, state: TownList): Decision<TownListFact> => {
  const concerned = [state.town];
  switch (command.type) {
    case 'ReviewLine':
      return review(command, state);
    case 'ReturnTownList': {
      const { approver: _, isTaken: __, ...said } = command.data;
      const { reason, lines, classList } = said;
      if (state.kind === 'returned' && bitsOf(state.returned) === bitsOf({ reason, lines, classList })) return [];
      const rules = [townListIsOpen, approvedFromAbove, notTaken, notBefore, gradedInTown, linesFit];
      return firstRefusal(rules, command, state) ?? [fact(command, 'TownListReturned', said, concerned)];
    }
    case 'WithdrawTownList': {
      if (state.kind === 'withdrawn') return [];
      const { isTaken: _, ...said } = command.data;
      const refused = firstRefusal([townListIsOpen, notTaken, notBefore], command, state);
      return refused ?? [fact(command, 'TownListWithdrawn', said, concerned)];
    }
  }
};

/** Each department reviews an edition once. */
const review = (command: CommandNamed<'ReviewLine'>, state: TownList): Decision<TownListFact> => {
  const { approver: _, ...said } = command.data;
  const { department, verdict, lines, reason, edition } = said;
  const before = state.reviews.find((each) => each.department === department);
  if (before !== undefined)
    return bitsOf(before) === bitsOf({ department, verdict, lines, reason })
      ? []
      : refuse(classListRefusals, 'classlist-line-reviewed-already', { department, edition });
  const rules = [notWithdrawn, hasTheLine, approvedFromAbove, notBefore, returnHasReason, linesAreOwn, gradedInTown, linesFit];
  return firstRefusal(rules, command, state) ?? [fact(command, 'LineReviewed', said, [state.town])];
};
