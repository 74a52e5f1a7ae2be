// The policy of a town's list: each rule is a function that names what is wrong, or nothing.
import { type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { classListRefusals } from './refusals.ts';
import { graded } from './rules.ts';
import type { TownList } from './state.ts';

type Later = CommandNamed<'ReviewLine' | 'ReturnTownList' | 'WithdrawTownList'>;

export const townEditionIsCurrent: Rule<Later, TownList> = ({ data: { edition } }, { edition: current }) =>
  edition === current ? undefined : refuse(classListRefusals, 'classlist-edition-not-current', { edition, current });

/** A department looks at its line even when another one has returned the list: the town then corrects everything at once. */
export const notWithdrawn: Rule<CommandNamed<'ReviewLine'>, TownList> = (_, { kind, town, edition }) =>
  kind === 'withdrawn' ? refuse(classListRefusals, 'classlist-town-list-not-open', { town, edition }) : undefined;

export const townListIsOpen: Rule<Later, TownList> = (_, { kind, town, edition }) =>
  kind === 'submitted' || kind === 'cleared' ? undefined : refuse(classListRefusals, 'classlist-town-list-not-open', { town, edition });

export const notTaken: Rule<CommandNamed<'ReturnTownList' | 'WithdrawTownList'>, TownList> = ({ data: { isTaken } }, { town, edition }) =>
  isTaken ? refuse(classListRefusals, 'classlist-town-list-taken', { town, edition }) : undefined;

export const hasTheLine: Rule<CommandNamed<'ReviewLine'>, TownList> = ({ data: { department } }, { reviewers }) =>
  reviewers.some((each) => each.department === department)
    ? undefined
    : refuse(classListRefusals, 'classlist-department-without-line', { department });

export const linesAreOwn: Rule<CommandNamed<'ReviewLine'>, TownList> = ({ data: { department, lines } }, { reviewers }) => {
  const own = reviewers.filter((each) => each.department === department).flatMap(({ indicators }) => indicators);
  const foreign = lines.flatMap(({ indicator }) => (indicator === null || own.includes(indicator) ? [] : [indicator]))[0];
  return foreign === undefined
    ? undefined
    : refuse(classListRefusals, 'classlist-line-of-other-department', { indicator: foreign, department });
};

export const returnHasReason: Rule<CommandNamed<'ReviewLine'>, TownList> = ({ data: { verdict, lines, reason } }) => {
  if (verdict === 'passed') return lines.length === 0 ? undefined : refuse(classListRefusals, 'classlist-lines-beside-approval');
  return reason === null && lines.length === 0 ? refuse(classListRefusals, 'classlist-return-without-reason') : undefined;
};

export const gradedInTown: Rule<CommandNamed<'ReviewLine' | 'ReturnTownList'>, TownList> = ({ data: { lines } }, { town }) =>
  graded(town, lines, (each) => each === town);
