import type { Decision, EffectiveDate, Timeline } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { progressShrinks } from './construction-rules.ts';
import type { ContractFact } from './events.ts';
import { fact, reported } from './facts.ts';
import { determinationsStay } from './milestone-rules.ts';
import { inForce } from './rules.ts';
import { sameData } from './same-data.ts';
import type { Contract } from './state.ts';

/** True when there is nothing to say, or the last figure for the very day says the same. */
const isKnown = <T>(timeline: Timeline<T>, on: EffectiveDate, value: T | null): boolean =>
  value === null || sameData(timeline.findLast(({ from }) => from === on)?.value, value);

export const reportProgress = (command: CommandNamed<'ReportConstructionProgress'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const { developed, invested } = state.construction;
  if (isKnown(developed, effectiveOn, data.developedArea) && isKnown(invested, effectiveOn, data.invested)) return [];
  const told = fact(command, 'ConstructionProgressReported', data, state.towns);
  return reported(command, state, told, [
    inForce(command, state),
    ...progressShrinks(command, state.construction),
    data.developedArea === null ? undefined : determinationsStay(state, effectiveOn),
  ]);
};

/** A stop told of another day is kept: a resumption between the two may arrive later. */
export const reportStop = (command: CommandNamed<'ReportConstructionStop'>, state: Contract): Decision<ContractFact> =>
  isKnown(state.construction.works, command.effectiveOn, 'stopped')
    ? []
    : reported(command, state, fact(command, 'ConstructionStopped', command.data, state.towns), [inForce(command, state)]);

export const reportResumption = (command: CommandNamed<'ReportConstructionResumption'>, state: Contract): Decision<ContractFact> =>
  isKnown(state.construction.works, command.effectiveOn, 'running')
    ? []
    : reported(command, state, fact(command, 'ConstructionResumed', command.data, state.towns), [inForce(command, state)]);
