import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { CommandNamed, SubmissionCommand } from './commands.ts';
import { submitForm } from './decide-form.ts';
import { type SubmissionFact, submissionEvents } from './events.ts';
import { submissionRefusals } from './refusals.ts';
import {
  cycleIsOpen,
  enterpriseIsItself,
  enterpriseIsThere,
  figuresAreSound,
  inTime,
  notBySubmitter,
  periodIsTheCycles,
  reviewerIsAbove,
  standsByThatEvent,
  townIsWithin,
} from './rules.ts';
import { figureOf, formOf, type HealthCheck, type SubmissionState } from './state.ts';
import { suppliedFacts } from './supply.ts';

const fact = factsOf(submissionEvents);

/** Decides on a `submission-<subjectId>-<code>-<year>` stream: the 体检表 of one parcel or enterprise in one cycle. */
export const decide = (command: SubmissionCommand, state: SubmissionState): Decision<SubmissionFact> => {
  if (command.type === 'OpenHealthCheck') return open(command, state);
  if (state.kind === 'absent') {
    const { subjectId, cycle } = command.data;
    return refuse(submissionRefusals, 'submission-not-opened', { subject: subjectId, ...cycle });
  }
  return goOn(command, state);
};

/** Each once, in an order that says nothing. */
const inOrder = (enterprises: readonly string[]): string[] => [...new Set(enterprises)].sort();

const open = (command: CommandNamed<'OpenHealthCheck'>, state: SubmissionState): Decision<SubmissionFact> => {
  const { cycleState: _cycleState, ...data } = command.data;
  const enterprises = inOrder(data.enterprises);
  if (state.kind === 'open') {
    const { code, town } = state;
    return bitsOf([code, town, state.enterprises]) === bitsOf([data.code, data.town, enterprises])
      ? []
      : refuse(submissionRefusals, 'submission-already-opened');
  }
  return (
    firstRefusal([cycleIsOpen, townIsWithin, enterpriseIsItself], command, state) ?? [
      fact(command, 'HealthCheckOpened', { ...data, enterprises }, [data.town]),
    ]
  );
};

const goOn = (command: Exclude<SubmissionCommand, { type: 'OpenHealthCheck' }>, state: HealthCheck): Decision<SubmissionFact> => {
  switch (command.type) {
    case 'RenameEnterprises': {
      const enterprises = inOrder(command.data.enterprises);
      if (bitsOf(enterprises) === bitsOf(state.enterprises)) return [];
      return enterpriseIsItself(command, state) ?? [fact(command, 'EnterprisesRenamed', { ...command.data, enterprises }, [state.town])];
    }
    case 'SupplyFigures':
      return supplyFigures(command, state);
    case 'CorrectFigure':
      return correctFigure(command, state);
    case 'SubmitForm':
      return submitForm(command, state);
    case 'ReturnForm':
      return returnForm(command, state);
    case 'ConfirmForm':
      return confirmForm(command, state);
  }
};

const supplyFigures = (command: CommandNamed<'SupplyFigures'>, state: HealthCheck): Decision<SubmissionFact> => {
  const { cycle, partyId, supplier, period, figures, terms } = command.data;
  if (terms === null) return refuse(submissionRefusals, 'submission-without-cycle', cycle);
  const refused =
    inTime(command, terms) ??
    enterpriseIsThere(command, state) ??
    periodIsTheCycles(period, terms) ??
    figuresAreSound(terms, supplier, figures);
  return refused ?? suppliedFacts(command, state, { partyId, supplier, period, form: null, figures });
};

/** Possible at any time, and after the freeze the only way: it carries its reason. */
const correctFigure = (command: CommandNamed<'CorrectFigure'>, state: HealthCheck): Decision<SubmissionFact> => {
  const { terms, event, ...data } = command.data;
  if (terms === null) return refuse(submissionRefusals, 'submission-without-cycle', data.cycle);
  const standing = figureOf(state, data);
  if (standing?.replaced === event && standing.value === data.value) return [];
  const refused =
    enterpriseIsThere(command, state) ??
    periodIsTheCycles(data.period, terms) ??
    figuresAreSound(terms, data.supplier, [data]) ??
    standsByThatEvent(command, state);
  if (refused !== undefined) return refused;
  const isAlreadySo = standing?.value === data.value && standing.period === data.period;
  return isAlreadySo ? [] : [fact(command, 'FigureCorrected', data, [state.town], event)];
};

const returnForm = (command: CommandNamed<'ReturnForm'>, state: HealthCheck): Decision<SubmissionFact> => {
  const { reviewer: _reviewer, ...data } = command.data;
  const known = formOf(state, data);
  if (
    known?.returned !== null &&
    known?.returned !== undefined &&
    bitsOf(known.returned) === bitsOf({ reason: data.reason, fields: data.fields })
  )
    return [];
  if (known === undefined || known.status === 'returned')
    return refuse(submissionRefusals, 'submission-form-not-submitted', { form: data.form });
  return reviewerIsAbove(command, state) ?? [fact(command, 'FormReturned', data, [state.town])];
};

const confirmForm = (command: CommandNamed<'ConfirmForm'>, state: HealthCheck): Decision<SubmissionFact> => {
  const { subjectId, subject, cycle, partyId, form } = command.data;
  const known = formOf(state, { form, partyId });
  if (known?.status === 'confirmed') return [];
  if (known?.status !== 'submitted') return refuse(submissionRefusals, 'submission-form-not-submitted', { form });
  return (
    firstRefusal([notBySubmitter, reviewerIsAbove], command, state) ?? [
      fact(command, 'FormConfirmed', { subjectId, subject, cycle, partyId, form }, [state.town]),
    ]
  );
};
