// The policy of the parcel context: each rule is a function that names what is wrong, or nothing.
import {
  type Area,
  areaInUnits,
  type Command,
  countyOf,
  type EffectiveDate,
  holdingFrom,
  type Rejection,
  type Rule,
  refuse,
} from '../kernel/index.ts';
import { misfit } from './codes.ts';
import type { CommandNamed } from './commands.ts';
import type { Particular } from './events.ts';
import { geometryFault } from './geometry.ts';
import { recordedBy } from './particulars.ts';
import { parcelRefusals } from './refusals.ts';
import { areaConflict, type Entered, type Retirement } from './state.ts';

export { parcelRefusals } from './refusals.ts';

export const sameArea = (left: Area, right: Area): boolean => areaInUnits(left) === areaInUnits(right);

export const notBeforeEntry: Rule<Command, Entered> = ({ effectiveOn }, { enteredOn }) =>
  effectiveOn < enteredOn ? refuse(parcelRefusals, 'parcel-before-entry', { effectiveOn, enteredOn }) : undefined;

export const observationIsKnown: Rule<CommandNamed<'CorrectParcelArea' | 'ResolveParcelAreaConflict'>, Entered> = (
  { data: { observation } },
  { observations },
) => (observations.some(({ id }) => id === observation) ? undefined : refuse(parcelRefusals, 'area-observation-unknown', { observation }));

export const conflictIsOpen: Rule<Command, Entered> = (_, state) =>
  areaConflict(state) === 'open' ? undefined : refuse(parcelRefusals, 'area-conflict-not-open');

export const resolutionFollowsOpening: Rule<CommandNamed<'ResolveParcelAreaConflict'>, Entered> = (
  { effectiveOn, data: { observation } },
  { observations, openedOn },
) => {
  const dates = [openedOn, ...observations.filter(({ id }) => id === observation).map(({ on }) => on)].filter((day) => day !== null);
  const since = dates.toSorted().findLast((day) => effectiveOn < day);
  return since === undefined ? undefined : refuse(parcelRefusals, 'area-conflict-opened-later', { effectiveOn, since });
};

/** A 统一编码 names no county. */
export const codeLiesInDistrict: Rule<CommandNamed<'AssignParcelCode'>, Entered> = ({ data: { assigned } }, { jurisdiction }) => {
  const county = countyOf(assigned.code);
  const district = jurisdiction.slice(0, 6);
  return assigned.kind === 'unified-code' || county === district
    ? undefined
    : refuse(parcelRefusals, 'parcel-code-outside-district', { code: assigned.code, county, district });
};

/** Held on the day from which each unit code was assigned, whichever of the two arrived first. */
export const unitCodeFitsParcelCode: Rule<CommandNamed<'AssignParcelCode'>, Entered> = ({ effectiveOn, data }, { assigned }) => {
  const wrong = misfit(holdingFrom(assigned, effectiveOn, data.assigned));
  return wrong && refuse(parcelRefusals, 'unit-code-of-another-parcel', wrong);
};

const retired = ({ on, successors }: Retirement): Rejection =>
  refuse(parcelRefusals, 'parcel-retired', { on, successors: successors.length === 0 ? '—' : successors.join(', ') });

/** A parcel that ended on a day is no more on that day; of the days before facts may still arrive. */
export const notRetiredYet: Rule<Command, Entered> = ({ effectiveOn }, { retirement }) =>
  retirement === null || effectiveOn < retirement.on ? undefined : retired(retirement);

export const notRetired: Rule<Command, Entered> = (_, { retirement }) => (retirement === null ? undefined : retired(retirement));

export const notDuplicate: Rule<Command, Entered> = (_, { duplicate }) =>
  duplicate === null ? undefined : refuse(parcelRefusals, 'parcel-is-duplicate', { survivor: duplicate.survivor });

type Retiring = CommandNamed<'RetireParcel' | 'ReportParcelRetirement'>;

/** A rule is checked at every date from effectiveOn on: what ends on a day has no facts that hold from a later one. */
export const nothingHoldsLater: Rule<Retiring, Entered> = ({ effectiveOn }, { latestOn }) =>
  latestOn > effectiveOn ? refuse(parcelRefusals, 'parcel-has-later-facts', { effectiveOn, latestOn }) : undefined;

export const succeededByOthers: Rule<Retiring, Entered> = ({ data: { successors } }, { parcelId }) =>
  successors.includes(parcelId) ? refuse(parcelRefusals, 'parcel-succeeds-itself', { parcelId }) : undefined;

/** What a split or merger retired comes back with it only, and what a person retired by a person only. */
export const retiredByTheSame: Rule<CommandNamed<'AnnulParcelRetirement'>, Entered> = ({ data }, { retirement }) =>
  retirement === null || retirement.lineageId === data.lineageId
    ? undefined
    : refuse(parcelRefusals, 'parcel-retired-otherwise', { lineageId: retirement.lineageId ?? '—' });

/** A correction stands in time behind what it corrects. */
const notBefore = (effectiveOn: EffectiveDate, from: EffectiveDate | undefined): Rejection | undefined =>
  from !== undefined && effectiveOn < from ? refuse(parcelRefusals, 'parcel-correction-before-fact', { effectiveOn, from }) : undefined;

export const notBeforeRetirement: Rule<Command, Entered> = ({ effectiveOn }, { retirement }) => notBefore(effectiveOn, retirement?.on);

export const notBeforeDeclaration: Rule<Command, Entered> = ({ effectiveOn }, { duplicate }) => notBefore(effectiveOn, duplicate?.on);

type Declaration = CommandNamed<'DeclareParcelDuplicate'>;

export const survivorIsAnother: Rule<Declaration, Entered> = ({ data: { survivor } }, { parcelId }) =>
  survivor === parcelId ? refuse(parcelRefusals, 'parcel-duplicate-of-itself', { parcelId }) : undefined;

/** So that no chain of duplicates leads round. */
export const survivorSurvives: Rule<Declaration, Entered> = ({ data: { survivor, survivorDuplicates } }) =>
  survivorDuplicates === null ? undefined : refuse(parcelRefusals, 'parcel-survivor-is-duplicate', { survivor, other: survivorDuplicates });

type Amendment = CommandNamed<'CorrectParcelParticular' | 'AnnulParcelParticular'>;

/** The kind of particular that a correction is about. */
export const kindOf = (command: Amendment) =>
  command.type === 'CorrectParcelParticular' ? command.data.particular.kind : command.data.particular;

export const particularIsKnown: Rule<Amendment, Entered> = (command, { particulars }) => {
  const [{ entry }, particular] = [command.data, kindOf(command)];
  return recordedBy(particulars, entry, particular) === undefined
    ? refuse(parcelRefusals, 'parcel-particular-unknown', { entry, particular })
    : undefined;
};

export const particularStands: Rule<Amendment, Entered> = (command, { particulars }) => {
  const [{ entry }, particular] = [command.data, kindOf(command)];
  return recordedBy(particulars, entry, particular)?.value.annulled === true
    ? refuse(parcelRefusals, 'parcel-particular-annulled', { entry, particular })
    : undefined;
};

export const notBeforeParticular: Rule<Amendment, Entered> = (command, { particulars }) =>
  notBefore(command.effectiveOn, recordedBy(particulars, command.data.entry, kindOf(command))?.from);

/** What a particular itself must be, whenever it holds. */
export const particularFault = (particular: Particular): Rejection | undefined => {
  if (particular.kind === 'geometry') return geometryFault(particular.value);
  if (particular.kind !== 'tenure') return undefined;
  const { from, until } = particular.value;
  return from !== null && until !== null && until < from ? refuse(parcelRefusals, 'parcel-tenure-ends-first', { from, until }) : undefined;
};
