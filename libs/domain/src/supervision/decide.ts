import { type Decision, factsOf, firstRefusal, valueOn } from '../kernel/index.ts';
import type { CommandNamed, SetSupervisionRule, SupervisionCommand } from './commands.ts';
import { type SupervisionFact, type SupervisionRuleFact, supervisionEvents } from './events.ts';
import { gradeOn } from './read.ts';
import { lastDayNotBeforeFirst } from './rules.ts';
import type { Supervision, SupervisionRules, Tenure } from './state.ts';

const fact = factsOf(supervisionEvents);

/** Decides on a `supervision-<parcelId>` stream. */
export const decide = (command: SupervisionCommand, state: Supervision): Decision<SupervisionFact> => {
  switch (command.type) {
    case 'NoteTenure':
      return noteTenure(command, state);
    case 'NoteTenureAnnulled':
      return annulTenure(command, state);
    case 'NoteGrade':
      return noteGrade(command, state);
    case 'NoteGradedLandTouched':
      return touch(command, state);
  }
};

type Content = Pick<Tenure, 'kind' | 'partyIds' | 'from' | 'until'>;

/** Everything but the last day. */
const saysTheSameOfItsStart = (known: Content, next: Content): boolean =>
  known.kind === next.kind &&
  known.from === next.from &&
  known.partyIds.length === next.partyIds.length &&
  known.partyIds.every((partyId) => next.partyIds.includes(partyId));

/** What the title tells of a tenure now: a new one, an earlier end, or a correction of what was known. */
const noteTenure = (command: CommandNamed<'NoteTenure'>, state: Supervision): Decision<SupervisionFact> => {
  const refused = firstRefusal([lastDayNotBeforeFirst], command, state);
  if (refused !== undefined) return refused;
  const { jurisdictions, ...tenure } = command.data;
  const places = [...state.jurisdictions, ...jurisdictions];
  const known = state.tenures.find(({ tenureId }) => tenureId === tenure.tenureId);
  if (known === undefined) return [fact(command, 'TenureNoted', tenure, places)];
  const { parcelId, tenureId, until, causedBy } = tenure;
  if (!saysTheSameOfItsStart(known, tenure)) return [fact(command, 'TenureCorrected', tenure, places, known.id)];
  if (until === known.until) return [];
  return until !== null && (known.until === null || until < known.until)
    ? [fact(command, 'TenureEnded', { parcelId, tenureId, until, causedBy }, places)]
    : [fact(command, 'TenureCorrected', tenure, places, known.id)];
};

const annulTenure = (command: CommandNamed<'NoteTenureAnnulled'>, { tenures, jurisdictions }: Supervision): Decision<SupervisionFact> =>
  tenures
    .filter(({ tenureId }) => tenureId === command.data.tenureId)
    .map(({ id }) => fact(command, 'TenureAnnulled', command.data, jurisdictions, id));

/** Noted once per decision of the city; which one counts, its day and its cycle tell. */
const noteGrade = (command: CommandNamed<'NoteGrade'>, state: Supervision): Decision<SupervisionFact> => {
  const { jurisdictions, ...grade } = command.data;
  if (state.grades.some(({ causedBy }) => causedBy === grade.causedBy)) return [];
  return [fact(command, 'GradeNoted', grade, [...state.jurisdictions, ...jurisdictions])];
};

/** Said once per matter, and only of a parcel whose final grade is C or D on that day. */
const touch = (command: CommandNamed<'NoteGradedLandTouched'>, state: Supervision): Decision<SupervisionFact> => {
  const noted = gradeOn(state, command.effectiveOn);
  if (noted === undefined || (noted.grade !== 'C' && noted.grade !== 'D')) return [];
  if (state.touches.some(({ matterId }) => matterId === command.data.matter.id)) return [];
  const { grade, cycle, document } = noted;
  return [fact(command, 'GradedLandTouched', { ...command.data, grade, cycle, document }, state.jurisdictions)];
};

/** Decides on a `supervisionrule-<code>` stream. */
export const decideRule = (command: SetSupervisionRule, state: SupervisionRules): Decision<SupervisionRuleFact> => {
  const known = valueOn(state, command.effectiveOn);
  const { jurisdiction, leaseYears, holdingYears } = command.data;
  if (known?.leaseYears === leaseYears && known.holdingYears === holdingYears) return [];
  return [fact(command, 'SupervisionRuleSet', command.data, [jurisdiction])];
};
