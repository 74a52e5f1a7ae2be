import { type Basis, type Decision, discrepancyOf, factsOf, firstRefusal, isRejection, refuse } from '../kernel/index.ts';
import type { CommandNamed, LineageCommand, SetLineageTolerance } from './commands.ts';
import { type LineageFact, lineageEvents, type Parent, type ToleranceFact } from './events.ts';
import {
  type Asked,
  demandsOfLaw,
  demandsOfSense,
  lineageIsAbandoned,
  lineageIsOpen,
  lineageRefusals,
  notBeforeStart,
  stepIsDue,
  stepIsPlanned,
} from './rules.ts';
import {
  type Begun,
  includesStep,
  type LineageState,
  missingSteps,
  type Plan,
  sameStep,
  type Tolerances,
  toleranceOn,
  usualTolerance,
} from './state.ts';

const fact = factsOf(lineageEvents);

type Starting = CommandNamed<'StartSplit' | 'ReportSplit' | 'StartMerger' | 'ReportMerger'>;
type Later = Exclude<LineageCommand, Starting>;

/** Decides on a `lineage-<id>` stream. */
export const decide = (command: LineageCommand, state: LineageState): Decision<LineageFact> => {
  switch (command.type) {
    case 'StartSplit':
    case 'ReportSplit':
    case 'StartMerger':
    case 'ReportMerger':
      return start(command, state);
    default:
      if (state.kind === 'absent') return refuse(lineageRefusals, 'lineage-not-started');
      return notBeforeStart(command, state) ?? goOn(command, state);
  }
};

const askedBy = (command: Starting): Asked => {
  const { type, data, effectiveOn: on } = command;
  const tolerance = data.tolerances.map((set) => toleranceOn(set, on)).find((each) => each !== undefined) ?? usualTolerance;
  return type === 'StartSplit' || type === 'ReportSplit'
    ? { ...data, by: 'split', parents: [data.parent], tolerance, on }
    : { ...data, by: 'merger', children: [data.child], purpose: 'ordinary', project: null, tolerance, on };
};

/** What tells one request from another: who ends, and what exactly takes their place. */
const gist = ({ parents, children }: Pick<Plan, 'parents' | 'children'>): string =>
  JSON.stringify([
    idsOf(parents),
    children.map(({ parcelId, jurisdiction, name, address, area, parcelCode }) => [
      parcelId,
      jurisdiction,
      name,
      address,
      area.value,
      area.unit,
      parcelCode,
    ]),
  ]);

const start = (command: Starting, state: LineageState): Decision<LineageFact> => {
  const asked = askedBy(command);
  if (state.kind !== 'absent')
    return gist(state) === gist(asked) ? [] : refuse(lineageRefusals, 'lineage-already-started', { startedOn: state.startedOn });
  const nonsense = demandsOfSense.map((demand) => demand(asked)).find(isRejection);
  if (nonsense !== undefined) return nonsense;
  const broken = demandsOfLaw.map((demand) => demand(asked)).filter(isRejection);
  const [first] = broken;
  const isDecided = command.type === 'StartSplit' || command.type === 'StartMerger';
  if (isDecided && first !== undefined) return first;
  const towns = [...asked.parents, ...asked.children].map(({ jurisdiction }) => jurisdiction);
  const basis = isDecided ? ('decided' as const) : ('reported' as const);
  const started = startedBy(command, asked, basis, towns);
  const { lineageId } = command.data;
  return [
    started,
    ...broken.map((each) =>
      fact(command, 'LineageDiscrepancyFound', { lineageId, discrepancy: discrepancyOf(each), about: started.type }, towns),
    ),
  ];
};

/** What the event keeps of a parcel as it stood. */
const asItStood = ({ parcelId, jurisdiction, area, areaInConflict, codes }: Parent): Parent => ({
  parcelId,
  jurisdiction,
  area,
  areaInConflict,
  codes,
});

/** The event says how the parcels stood, and which tolerance was in force. */
const startedBy = (command: Starting, { tolerance, parents }: Asked, basis: Basis, towns: readonly string[]): LineageFact => {
  if (command.type === 'StartMerger' || command.type === 'ReportMerger') {
    const { lineageId, child } = command.data;
    return fact(command, 'MergerStarted', { lineageId, basis, parents: parents.map(asItStood), child, tolerance }, towns);
  }
  const { lineageId, purpose, project, parent, children } = command.data;
  return fact(command, 'SplitStarted', { lineageId, basis, purpose, project, parent: asItStood(parent), children, tolerance }, towns);
};

const goOn = (command: Later, state: Begun): Decision<LineageFact> => {
  switch (command.type) {
    case 'RecordLineageStep':
      return recordStep(command, state);
    case 'RecordLineageRefusal':
      return recordRefusal(command, state);
    case 'RecordLineageUndoing':
      return recordUndoing(command, state);
    case 'FinishLineage':
      return finish(command, state);
    case 'ResumeLineage':
      return resume(command, state);
    case 'AbandonLineage':
      return abandon(command, state);
  }
};

const recordStep = (command: CommandNamed<'RecordLineageStep'>, state: Begun): Decision<LineageFact> => {
  const { lineageId, step } = command.data;
  if (includesStep(state.taken, step)) return [];
  const refused = firstRefusal([stepIsPlanned, lineageIsOpen, stepIsDue], command, state);
  return refused ?? [fact(command, 'LineageStepTaken', { lineageId, step }, state.jurisdictions)];
};

/** A parcel refused a step: nothing is half-written silently, so the lineage says so and stands still (but for a code). */
const recordRefusal = (command: CommandNamed<'RecordLineageRefusal'>, state: Begun): Decision<LineageFact> => {
  const { lineageId, step, refusal } = command.data;
  if (sameStep(state.refused, step) || includesStep(state.waived, step)) return [];
  const refused = firstRefusal([stepIsPlanned, lineageIsOpen], command, state);
  if (refused !== undefined) return refused;
  const stopped = fact(command, 'LineageStepRefused', { lineageId, step, refusal }, state.jurisdictions);
  return [stopped, fact(command, 'LineageDiscrepancyFound', { lineageId, discrepancy: refusal, about: stopped.type }, state.jurisdictions)];
};

const recordUndoing = (command: CommandNamed<'RecordLineageUndoing'>, state: Begun): Decision<LineageFact> => {
  const { lineageId, step } = command.data;
  const refused = firstRefusal([stepIsPlanned], command, state);
  if (refused !== undefined) return refused;
  if (!includesStep(state.taken, step)) return [];
  return lineageIsAbandoned(command, state) ?? [fact(command, 'LineageStepUndone', { lineageId, step }, state.jurisdictions)];
};

const idsOf = (parcels: readonly { readonly parcelId: string }[]): string[] => parcels.map(({ parcelId }) => parcelId);

const finish = (command: CommandNamed<'FinishLineage'>, state: Begun): Decision<LineageFact> => {
  const { lineageId } = command.data;
  if (state.kind === 'completed' || state.kind === 'abandoned') return [];
  const [next] = state.kind === 'abandoning' ? state.taken : missingSteps(state);
  if (next !== undefined) return refuse(lineageRefusals, 'lineage-step-not-due', { step: next.kind, parcelId: next.parcelId });
  if (state.kind === 'abandoning') return [fact(command, 'LineageAbandoned', { lineageId }, state.jurisdictions)];
  const [parentIds, childIds] = [idsOf(state.parents), idsOf(state.children)];
  return state.by === 'split'
    ? parentIds.map((parentId) => fact(command, 'ParcelSplit', { lineageId, parentId, childIds }, state.jurisdictions))
    : childIds.map((childId) => fact(command, 'ParcelsMerged', { lineageId, parentIds, childId }, state.jurisdictions));
};

const resume = (command: CommandNamed<'ResumeLineage'>, state: Begun): Decision<LineageFact> => {
  const refused = lineageIsOpen(command, state);
  if (refused !== undefined) return refused;
  return state.refused === null ? [] : [fact(command, 'LineageResumed', command.data, state.jurisdictions)];
};

const abandon = (command: CommandNamed<'AbandonLineage'>, state: Begun): Decision<LineageFact> => {
  if (state.kind === 'abandoning' || state.kind === 'abandoned') return [];
  return lineageIsOpen(command, state) ?? [fact(command, 'LineageAbandonmentBegun', command.data, state.jurisdictions)];
};

/** Decides on a `lineagerule-<code>` stream. */
export const decideTolerance = (command: SetLineageTolerance, state: Tolerances): Decision<ToleranceFact> => {
  const { code, tolerance } = command.data;
  const last = state.findLast(({ from }) => from <= command.effectiveOn);
  const isSet = last?.from === command.effectiveOn && last.value === tolerance;
  return isSet ? [] : [fact(command, 'LineageToleranceSet', { code, tolerance }, [code])];
};
