// The policy of a district's list: each rule is a function that names what is wrong, or nothing.
import { isWithin, type Rule, refuse } from '../kernel/index.ts';
import type { ClassList, ClassListState } from './class-state.ts';
import type { ClassListCommand, CommandNamed } from './commands.ts';
import { classListRefusals } from './refusals.ts';
import { graded, notBefore } from './rules.ts';

type Later = Exclude<ClassListCommand, { type: 'SubmitClassList' }>;
type Submission = CommandNamed<'SubmitClassList'>;

/** What the district says of a town: which edition of its list. */
type Named = Pick<ClassList, 'run' | 'towns'>;

export const editionIsCurrent: Rule<Later, ClassList> = ({ data: { edition } }, { edition: current }) =>
  edition === current ? undefined : refuse(classListRefusals, 'classlist-edition-not-current', { edition, current });

export const townsAreOfDistrict: Rule<Submission, unknown> = ({ data: { jurisdiction, towns } }) => {
  const outside = towns.find(({ town }) => !isWithin(town, jurisdiction));
  return outside === undefined ? undefined : refuse(classListRefusals, 'classlist-town-outside', { town: outside.town, jurisdiction });
};

export const townsAreNamedOnce: Rule<Submission, unknown> = ({ data: { towns } }) => {
  const codes = towns.map(({ town }) => town);
  const twice = codes.find((town, n) => codes.indexOf(town) < n);
  return twice === undefined ? undefined : refuse(classListRefusals, 'classlist-town-named-twice', { town: twice });
};

/** As they stand now: when they are submitted, and again when they are decided on. */
export const townListsAreCleared: Rule<{ readonly data: Pick<Submission['data'], 'lists'> }, Named> = ({ data: { lists } }, { towns }) => {
  const pending = towns.find(
    ({ town, edition }) => !lists.some((list) => list.town === town && list.edition === edition && list.isCleared),
  );
  return pending === undefined ? undefined : refuse(classListRefusals, 'classlist-town-list-not-cleared', { ...pending });
};

export const townListsAreOfRun: Rule<Submission, Named> = ({ data: { lists } }, { run, towns }) => {
  const other = towns.find(({ town }) => lists.some((list) => list.town === town && list.run !== run));
  return other === undefined ? undefined : refuse(classListRefusals, 'classlist-town-list-of-other-run', { town: other.town, run });
};

/** The district submits once its towns have. */
export const submittedAfterTowns: Rule<Submission, unknown> = ({ data: { lists }, effectiveOn }) => {
  const later = lists.find(({ since }) => effectiveOn < since);
  return later === undefined ? undefined : notBefore({ effectiveOn }, later);
};

/** Every town whose lines came back submits again before the district does. */
export const returnedTownsSubmittedAgain: Rule<Submission, ClassListState> = ({ data: { towns } }, state) => {
  if (state.kind !== 'returned' || state.returned === null) return undefined;
  const same = state.returned.towns.find(({ town, edition }) => towns.some((each) => each.town === town && each.edition === edition));
  return same === undefined ? undefined : refuse(classListRefusals, 'classlist-town-not-resubmitted', { ...same });
};

export const isUnderReview: Rule<Later, ClassList> = (_, { kind, jurisdiction, edition }) =>
  kind === 'submitted' ? undefined : refuse(classListRefusals, 'classlist-not-under-review', { jurisdiction, edition });

/** What was decided may come back too: a new edition, a new decision. */
export const isNotReturned: Rule<Later, ClassList> = (_, { kind, jurisdiction, edition }) =>
  kind === 'returned' ? refuse(classListRefusals, 'classlist-not-under-review', { jurisdiction, edition }) : undefined;

export const gradedInDistrict: Rule<CommandNamed<'GiveCityOpinion' | 'ReturnClassList'>, ClassList> = (
  { data: { lines } },
  { jurisdiction },
) => graded(jurisdiction, lines, (town) => isWithin(town, jurisdiction));

export const opinionSaysWhat: Rule<CommandNamed<'GiveCityOpinion'>, unknown> = ({ data: { verdict, text, lines } }) => {
  if (verdict === 'agree') return lines.length === 0 ? undefined : refuse(classListRefusals, 'classlist-lines-beside-approval');
  return text === null && lines.length === 0 ? refuse(classListRefusals, 'classlist-opinion-without-text') : undefined;
};

/** 先研判、后审定: an opinion at least, of that day or an earlier one, and against an objection only with a reason. */
export const jointReviewIsHeld: Rule<CommandNamed<'DecideClassList'>, ClassList> = (command, { opinions, reviewedOn, edition }) => {
  if (reviewedOn === null) return refuse(classListRefusals, 'classlist-without-opinion', { edition });
  const early = notBefore(command, { since: reviewedOn });
  if (early !== undefined) return early;
  const { overrides } = command.data;
  const objecting = opinions.find(({ verdict }) => verdict === 'object');
  return objecting === undefined || overrides !== null
    ? undefined
    : refuse(classListRefusals, 'classlist-open-objection', { department: objecting.department, edition });
};

export const objectionsEndAfterDecision: Rule<CommandNamed<'DecideClassList'>, unknown> = ({ data: { objectionsUntil }, effectiveOn }) =>
  objectionsUntil < effectiveOn
    ? refuse(classListRefusals, 'classlist-objections-end-before-decision', { objectionsUntil, effectiveOn })
    : undefined;

/** Each change is of another parcel of the district, and changes what the run found. */
export const changesAreChanges: Rule<CommandNamed<'DecideClassList'>, ClassList> = ({ data: { changes } }, { jurisdiction }) => {
  const ids = changes.map(({ parcelId }) => parcelId);
  const twice = ids.find((id, n) => ids.indexOf(id) < n);
  if (twice !== undefined) return refuse(classListRefusals, 'classlist-parcel-changed-twice', { parcelId: twice });
  const stranger = graded(jurisdiction, changes, (town) => isWithin(town, jurisdiction));
  if (stranger !== undefined) return stranger;
  const same = changes.find(({ found, grade }) => found === grade);
  return same === undefined
    ? undefined
    : refuse(classListRefusals, 'classlist-change-without-difference', { parcelId: same.parcelId, grade: same.grade });
};

export const isDecidedOn: Rule<CommandNamed<'PublishClassList'>, ClassList> = (_, { kind, jurisdiction, edition }) =>
  kind === 'decided' || kind === 'published' ? undefined : refuse(classListRefusals, 'classlist-not-decided', { jurisdiction, edition });
