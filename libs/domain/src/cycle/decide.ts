import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { CommandNamed, CycleCommand } from './commands.ts';
import { type CycleFact, cycleEvents } from './events.ts';
import {
  cycleRefusals,
  figuresNotFrozen,
  notBeforeOpening,
  nothingRuns,
  phaseIsKept,
  phaseIsNext,
  runGoesOn,
  scheduleIsInOrder,
  standardBinds,
  wasFrozen,
  yearHasFigures,
} from './rules.ts';
import { type CycleState, type Opened, type Run, runOf } from './state.ts';

const fact = factsOf(cycleEvents);

/** Decides on a `cycle-<code>-<year>` stream: being one stream, it is the one cycle of that scope and year. */
export const decide = (command: CycleCommand, state: CycleState): Decision<CycleFact> => {
  if (command.type === 'OpenCycle') return open(command, state);
  if (state.kind === 'absent') {
    const { jurisdiction, year } = command.data;
    return refuse(cycleRefusals, 'cycle-not-opened', { jurisdiction, year });
  }
  return notBeforeOpening(command, state) ?? goOn(command, state);
};

const open = (command: CommandNamed<'OpenCycle'>, state: CycleState): Decision<CycleFact> => {
  const { jurisdiction, year, subject, standard, published, schedule } = command.data;
  if (state.kind !== 'absent')
    return bitsOf([state.standard, state.schedule]) === bitsOf([standard, schedule])
      ? []
      : refuse(cycleRefusals, 'cycle-already-opened', { jurisdiction, year });
  if (standard === null || published === null) return refuse(cycleRefusals, 'cycle-without-standard');
  const refused = standardBinds(command, standard, published) ?? scheduleIsInOrder(command, state);
  return refused ?? [fact(command, 'CycleOpened', { jurisdiction, year, subject, standard, schedule }, [jurisdiction])];
};

const goOn = (command: Exclude<CycleCommand, { type: 'OpenCycle' }>, state: Opened): Decision<CycleFact> => {
  const { data } = command;
  const concerned = [data.jurisdiction];
  switch (command.type) {
    case 'AdvancePhase':
      if (state.phase === command.data.phase) return [];
      return phaseIsNext(command, state) ?? [fact(command, 'PhaseAdvanced', command.data, concerned)];
    case 'RescheduleCycle':
      if (bitsOf(state.schedule) === bitsOf(command.data.schedule)) return [];
      return firstRefusal([scheduleIsInOrder, phaseIsKept], command, state) ?? [fact(command, 'CycleRescheduled', command.data, concerned)];
    case 'SetFigureYear':
      if (state.figureYear === command.data.figureYear) return [];
      return (
        firstRefusal([yearHasFigures, figuresNotFrozen, nothingRuns], command, state) ?? [
          fact(command, 'FigureYearSet', command.data, concerned),
        ]
      );
    case 'FreezeCycle':
      return state.kind === 'frozen' ? [] : [fact(command, 'CycleFrozen', command.data, concerned)];
    case 'ReopenCycle':
      if (state.kind === 'reopened') return [];
      return wasFrozen(command, state) ?? [fact(command, 'CycleReopened', command.data, concerned)];
    case 'StartScoring':
      return startScoring(command, state);
    case 'RecordCohort':
    case 'CompleteScoring':
    case 'AbandonScoring': {
      const run = runOf(state, command.data.run);
      return run === undefined ? refuse(cycleRefusals, 'cycle-run-unknown', { run: command.data.run }) : goOnScoring(command, run);
    }
  }
};

/** A run pins what it reads; a started one is not started again. */
const startScoring = (command: CommandNamed<'StartScoring'>, state: Opened): Decision<CycleFact> => {
  const { run, position, jurisdiction } = command.data;
  const known = runOf(state, run);
  if (known !== undefined) return known.position === position ? [] : refuse(cycleRefusals, 'cycle-run-pinned-otherwise', { run });
  const started = { ...command.data, standard: state.standard, isFrozen: state.kind === 'frozen' };
  return nothingRuns(command, state) ?? [fact(command, 'ScoringStarted', started, [jurisdiction])];
};

type OfRun = CommandNamed<'RecordCohort' | 'CompleteScoring' | 'AbandonScoring'>;

const goOnScoring = (command: OfRun, run: Run): Decision<CycleFact> => {
  const concerned = [command.data.jurisdiction];
  switch (command.type) {
    case 'RecordCohort': {
      const { cohort, members, items } = command.data;
      const known = run.cohorts.find((each) => each.cohort === cohort);
      if (known === undefined) return runGoesOn(command, run) ?? [fact(command, 'CohortMeasured', command.data, concerned)];
      return bitsOf(known) === bitsOf({ cohort, members, items })
        ? []
        : refuse(cycleRefusals, 'cycle-cohort-measured-otherwise', { run: run.id, cohort });
    }
    case 'CompleteScoring':
      if (run.totals !== null && bitsOf(run.totals) === bitsOf(command.data.totals)) return [];
      return runGoesOn(command, run) ?? [fact(command, 'ScoringCompleted', command.data, concerned)];
    case 'AbandonScoring':
      if (run.kind === 'abandoned') return [];
      return runGoesOn(command, run) ?? [fact(command, 'ScoringAbandoned', command.data, concerned)];
  }
};
