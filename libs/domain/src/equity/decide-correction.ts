// The day of a change was recorded wrongly; and what other streams could not do with it.
import { allRefusals, type Decision, discrepancyOf, type Rejection, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import type { EquityFact } from './events.ts';
import { fact, suspicion } from './facts.ts';
import { dateRules, equityRefusals } from './rules.ts';
import { continued, type EquityCase } from './state.ts';

/** The rules that the new day breaks and the old one did not. */
const newlyBroken = (command: CommandNamed<'CorrectEquityDate'>, state: EquityCase, was: NonNullable<EquityCase['changedOn']>) => {
  const before = allRefusals(dateRules, { ...command, effectiveOn: was }, state).map(({ rule }) => rule);
  return allRefusals(dateRules, command, state).filter(({ rule }) => !before.includes(rule));
};

/** A correction is bound as what it corrects was: a registration of ours by the rules, a report by none, because what is reported has happened. */
export const correctDate = (command: CommandNamed<'CorrectEquityDate'>, state: EquityCase): Decision<EquityFact> => {
  const { equityId, companyId, equityKind: kind, changedOn: was, changedBy, foundOn, jurisdictions } = state;
  const { effectiveOn } = command;
  if (was === null || changedBy === null) return refuse(equityRefusals, 'equity-not-completed');
  if (effectiveOn === was) return [];
  if (foundOn !== null && foundOn < effectiveOn) return refuse(equityRefusals, 'equity-found-before-change', { foundOn, effectiveOn });
  const broken: readonly Rejection[] = state.kind === 'undeclared' ? [] : newlyBroken(command, state, was);
  const [first] = broken;
  if (changedBy.basis === 'decided' && first !== undefined) return first;
  const data = { equityId, companyId, kind, was, reason: command.data.reason };
  const corrected = fact(command, 'EquityDateCorrected', data, jurisdictions, changedBy.entry);
  const found = broken.map((rejection) =>
    fact(command, 'EquityDiscrepancyFound', { equityId, discrepancy: discrepancyOf(rejection), about: corrected.type }, jurisdictions),
  );
  return [corrected, ...found, ...suspicion(command, continued(state, corrected))];
};

export const recordRefusal = (command: CommandNamed<'RecordEquityRefusal'>, state: EquityCase): Decision<EquityFact> => {
  const { equityId, refusal: discrepancy, about } = command.data;
  if (state.found.includes(discrepancy.en)) return [];
  return [fact(command, 'EquityDiscrepancyFound', { equityId, discrepancy, about }, state.jurisdictions)];
};
