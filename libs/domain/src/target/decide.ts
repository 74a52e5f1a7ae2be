import { compareDecimals, type Decision, factsOf, firstRefusal, valueOn } from '../kernel/index.ts';
import type { TargetCommand } from './commands.ts';
import { type TargetFact, targetEvents } from './events.ts';
import { assuredWithinStretch, floorWithinAssured, notSetOtherwise, sameTiers, targetsAreSet } from './rules.ts';
import { indicatorOf, type TargetState, targetsOn } from './state.ts';

const fact = factsOf(targetEvents);
type CommandNamed<T extends TargetCommand['type']> = Extract<TargetCommand, { type: T }>;

/** Decides on a `target-<code>-<year>` stream. */
export const decide = (command: TargetCommand, state: TargetState): Decision<TargetFact> => {
  switch (command.type) {
    case 'SetTargets':
      return set(command, state);
    case 'CorrectTargets':
    case 'ReviseTargets':
      return amend(command, state);
    case 'ReportActual':
      return report(command, state);
  }
};

const set = (command: CommandNamed<'SetTargets'>, state: TargetState): Decision<TargetFact> => {
  const refused = firstRefusal([floorWithinAssured, assuredWithinStretch, notSetOtherwise], command, state);
  if (refused !== undefined) return refused;
  if (indicatorOf(state, command.data.indicator.name).set !== null) return [];
  return [fact(command, 'TargetsSet', command.data, [command.data.jurisdiction])];
};

const amend = (command: CommandNamed<'CorrectTargets' | 'ReviseTargets'>, state: TargetState): Decision<TargetFact> => {
  const refused = firstRefusal([floorWithinAssured, assuredWithinStretch, targetsAreSet], command, state);
  if (refused !== undefined) return refused;
  const holding = targetsOn(state, command.data.indicator, command.effectiveOn);
  if (holding === undefined || sameTiers(holding, command.data)) return [];
  const data = { ...command.data, indicator: printedName(state, command.data.indicator) };
  return command.type === 'CorrectTargets'
    ? [fact(command, 'TargetsCorrected', data, [data.jurisdiction], holding.id)]
    : [fact(command, 'TargetsRevised', data, [data.jurisdiction])];
};

/** An actual is a fact of life: recorded whether or not targets are set, and again when another figure becomes known. */
const report = (command: CommandNamed<'ReportActual'>, state: TargetState): Decision<TargetFact> => {
  const { jurisdiction, indicator, value } = command.data;
  const known = valueOn(indicatorOf(state, indicator).actuals, command.effectiveOn);
  if (known !== undefined && compareDecimals(known, value) === 0) return [];
  return [fact(command, 'ActualReported', { ...command.data, indicator: printedName(state, indicator) }, [jurisdiction])];
};

/** The name the targets were set under, so that all figures of an indicator carry one name; else the name as given. */
const printedName = (state: TargetState, name: string): string => indicatorOf(state, name).set?.indicator.name ?? name;
