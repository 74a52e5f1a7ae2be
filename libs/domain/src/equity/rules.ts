// The policy of the equity context: each rule is a function that names what is wrong, or nothing.
import { type Command, type EffectiveDate, formatFraction, type Rejection, type Rule, refuse, valueOn } from '../kernel/index.ts';
import { agreesWithRegister, isWhole, type RegisteredHolding, sameChanges, sameHolding, totalOf } from './changes.ts';
import type { CommandNamed } from './commands.ts';
import { consentMissingOn, locksOn } from './consent.ts';
import { type Change, type OpinionDepartment, opinionDepartments } from './events.ts';
import { equityRefusals } from './refusals.ts';
import { type EquityCase, lastControl } from './state.ts';

export { equityRefusals } from './refusals.ts';

type Stating = CommandNamed<'FileEquityTransfer' | 'ReportUndeclaredEquityTransfer'>;
type Naming = Stating | CommandNamed<'FileIndirectEquityTransfer' | 'NameEquityContracts'>;
type Completing = CommandNamed<'CompleteEquityTransfer' | 'ReportEquityTransferCompleted'>;

// What a statement of changes must be, whoever makes it.

const holderNamedTwice = (changes: readonly Change[]): Rejection | undefined => {
  const twice = changes.find(({ holderId }, i) => changes.findIndex((other) => other.holderId === holderId) < i);
  return twice === undefined ? undefined : refuse(equityRefusals, 'equity-holder-named-twice', { holderId: twice.holderId });
};

/** 共同共有 is of several. */
const jointHolderAlone = (changes: readonly Change[], side: 'before' | 'after'): Rejection | undefined => {
  const [joint, ...others] = changes.filter((each) => each[side] === 'joint');
  return joint === undefined || others.length > 0
    ? undefined
    : refuse(equityRefusals, 'equity-joint-holder-alone', { holderId: joint.holderId });
};

const sideNotWhole = (changes: readonly Change[], side: 'before' | 'after'): Rejection | undefined =>
  isWhole(changes, side)
    ? jointHolderAlone(changes, side)
    : refuse(equityRefusals, `equity-${side}-total-not-one`, { total: formatFraction(totalOf(changes, side)) });

const nothingChanges = (changes: readonly Change[]): Rejection | undefined =>
  changes.every(({ before, after }) => sameHolding(before, after)) ? refuse(equityRefusals, 'equity-nothing-changes') : undefined;

/** What is wrong with the changes of a kind: an indirect one has none, any other accounts for the whole company before and after. */
export const faultOfChanges = (kind: string, changes: readonly Change[]): Rejection | undefined => {
  if (kind === 'indirect') return changes.length === 0 ? undefined : refuse(equityRefusals, 'equity-indirect-moves-shares');
  return holderNamedTwice(changes) ?? nothingChanges(changes) ?? sideNotWhole(changes, 'before') ?? sideNotWhole(changes, 'after');
};

export const changesAreSound: Rule<Stating, unknown> = ({ data: { kind, changes } }) => faultOfChanges(kind, changes);

/** A clause binds the grantee of its contract and nobody else. */
export const contractsBind = ({ data: { clauses } }: Naming, companyId: string): Rejection | undefined => {
  const foreign = clauses.find(({ granteeId }) => granteeId !== companyId);
  return foreign === undefined
    ? undefined
    : refuse(equityRefusals, 'equity-contract-of-another-grantee', { contractId: foreign.contractId });
};

export const deadlineIsAhead: Rule<CommandNamed<'FileEquityTransfer' | 'FileIndirectEquityTransfer'>, unknown> = ({
  effectiveOn,
  data: { opinionsDueOn },
}) =>
  opinionsDueOn !== null && opinionsDueOn < effectiveOn
    ? refuse(equityRefusals, 'equity-deadline-before-filing', { opinionsDueOn, effectiveOn })
    : undefined;

export const foundAfterTheChange: Rule<CommandNamed<'ReportUndeclaredEquityTransfer'>, unknown> = ({
  effectiveOn,
  today,
  data: { foundOn },
}) => {
  if (foundOn > today) return refuse(equityRefusals, 'equity-found-in-the-future', { foundOn, today });
  return foundOn < effectiveOn ? refuse(equityRefusals, 'equity-found-before-change', { foundOn, effectiveOn }) : undefined;
};

// Where the case stands.

export const notBeforeFiling: Rule<Command, EquityCase> = ({ effectiveOn }, { filedOn }) =>
  effectiveOn < filedOn ? refuse(equityRefusals, 'equity-before-filing', { effectiveOn, filedOn }) : undefined;

export const notClosed: Rule<Command, EquityCase> = (_, { kind, step }) =>
  kind === 'refused' || kind === 'cancelled' ? refuse(equityRefusals, 'equity-case-closed', { on: step.on }) : undefined;

export const notCompleted: Rule<Command, EquityCase> = (_, { changedOn }) =>
  changedOn === null ? undefined : refuse(equityRefusals, 'equity-already-completed', { on: changedOn });

export const underReview: Rule<Command, EquityCase> = (_, { kind, step }) =>
  kind === 'open' ? undefined : refuse(equityRefusals, 'equity-not-under-review', { on: step.on });

// The review.

export const controllersFit: Rule<CommandNamed<'DetermineControlChange'>, EquityCase> = ({
  data: { changed, controllerBefore, controllerAfter },
}) => {
  const known = controllerBefore !== null && controllerAfter !== null;
  const contradicting = controllerBefore === controllerAfter ? 'yes' : 'no';
  return known && changed === contradicting ? refuse(equityRefusals, 'equity-controllers-contradict') : undefined;
};

export const objectionHasReason: Rule<CommandNamed<'GiveEquityOpinion'>, EquityCase> = ({ data: { opinion, reason } }) =>
  opinion === 'object' && reason === null ? refuse(equityRefusals, 'equity-objection-needs-reason') : undefined;

const opinionOn = ({ opinions }: EquityCase, department: OpinionDepartment, day: EffectiveDate) =>
  valueOn(opinions[department] ?? [], day)?.opinion;

/** No department decides alone: all three have given an opinion by the day. */
export const opinionsGiven: Rule<Command, EquityCase> = ({ effectiveOn }, state) => {
  const missing = opinionDepartments.filter((department) => opinionOn(state, department, effectiveOn) === undefined);
  return missing.length === 0
    ? undefined
    : refuse(equityRefusals, 'equity-opinions-missing', { effectiveOn, departments: missing.join('、') });
};

export const objectionsAnswered: Rule<CommandNamed<'GrantEquityTransfer'>, EquityCase> = ({ effectiveOn, data: { reason } }, state) => {
  const against = opinionDepartments.filter((department) => opinionOn(state, department, effectiveOn) === 'object');
  return against.length === 0 || reason !== null
    ? undefined
    : refuse(equityRefusals, 'equity-objection-unanswered', { departments: against.join('、') });
};

export const controlDetermined: Rule<Command, EquityCase> = (_, state) =>
  lastControl(state) === undefined ? refuse(equityRefusals, 'equity-control-undetermined') : undefined;

// Completion: what refuses a decided one and is recorded beside a reported one.

/** What a court rules needs no agreement of the joint review: the departments answered the court's consultation. */
const passedReview: Rule<Completing, EquityCase> = (command, state) => {
  if (command.type === 'ReportEquityTransferCompleted' && state.equityKind === 'judicial-disposal') return undefined;
  if (state.kind === 'open') return opinionsGiven(command, state) ?? refuse(equityRefusals, 'equity-not-granted');
  const { effectiveOn } = command;
  const { on } = state.step;
  return state.kind === 'granted' && effectiveOn < on
    ? refuse(equityRefusals, 'equity-completed-before-grant', { effectiveOn, on })
    : notClosed(command, state);
};

const printed = (holdings: readonly RegisteredHolding[]): string =>
  holdings.map(({ holderId, share }) => `${holderId} ${share ?? 'joint/共同共有'}`).join(', ');

type Structure = readonly RegisteredHolding[];

/** Where the ledger has nothing, there is nothing to disagree with. */
const agrees = (changes: readonly Change[], side: 'before' | 'after', held: Structure): boolean =>
  held.length === 0 || changes.length === 0 || agreesWithRegister(changes, side, held);

const differs = (effectiveOn: EffectiveDate, held: Structure): Rejection =>
  refuse(equityRefusals, 'equity-differs-from-register', { effectiveOn, registered: printed(held) });

/** The side before of a filing is what the ledger has of the day. */
export const filedAsRegistered = ({ effectiveOn, data }: CommandNamed<'FileEquityTransfer'>): Rejection | undefined => {
  const held = valueOn(data.registered, effectiveOn) ?? [];
  return agrees(data.changes, 'before', held) ? undefined : differs(effectiveOn, held);
};

/**
 * The side before of what took place is what the ledger has up to the day. What it has from that very day on may be the outcome, when the
 * register came first: then what it had before that counts.
 */
const beforeAgrees = (
  { effectiveOn, data: { registered } }: Completing,
  { changes }: { readonly changes: readonly Change[] },
): Rejection | undefined => {
  const ofTheDay = registered.findLast(({ from }) => from === effectiveOn)?.value ?? [];
  const earlier = registered.findLast(({ from }) => from < effectiveOn)?.value ?? [];
  if (ofTheDay.length === 0) return agrees(changes, 'before', earlier) ? undefined : differs(effectiveOn, earlier);
  if (agrees(changes, 'before', ofTheDay)) return undefined;
  if (!agrees(changes, 'after', ofTheDay)) return differs(effectiveOn, ofTheDay);
  return agrees(changes, 'before', earlier) ? undefined : differs(effectiveOn, earlier);
};

const consentGiven: Rule<Command, EquityCase> = ({ effectiveOn }, state) => {
  const missing = consentMissingOn(state, effectiveOn);
  return missing.length === 0
    ? undefined
    : refuse(equityRefusals, 'equity-consent-missing', { effectiveOn, contracts: missing.join(', ') });
};

const lockIsOver: Rule<Command, EquityCase> = ({ effectiveOn }, state) => {
  const [lock] = locksOn(state, effectiveOn);
  return lock === undefined
    ? undefined
    : refuse(equityRefusals, 'equity-locked', { contractId: lock.contractId, lockUntil: lock.lockUntil });
};

/** What is filed by a reaction on the day of a ruling or of the parent's change came no later than that. */
const notFiledTooLate: Rule<Command, EquityCase> = (command, state) =>
  state.equityKind === 'judicial-disposal' || state.causedBy !== null ? undefined : notBeforeFiling(command, state);

const notBeforeGrant: Rule<Command, EquityCase> = ({ effectiveOn }, { grantedOn: on }) =>
  on !== null && effectiveOn < on ? refuse(equityRefusals, 'equity-completed-before-grant', { effectiveOn, on }) : undefined;

/** What binds the day of a change that was filed, when it is corrected. */
export const dateRules: readonly Rule<Command, EquityCase>[] = [notFiledTooLate, notBeforeGrant, consentGiven, lockIsOver];

/** In the order in which a decided completion is refused by them. */
export const completionRules: readonly Rule<Completing, EquityCase>[] = [passedReview, beforeAgrees, consentGiven, lockIsOver];

/** The changes that a completion registers: those filed, unless others are reported. */
export const changesRegistered = (command: Completing, { changes }: EquityCase): readonly Change[] =>
  command.type === 'ReportEquityTransferCompleted' ? (command.data.changes ?? changes) : changes;

export const completedAsFiled: Rule<Completing, EquityCase> = (command, state) =>
  sameChanges(changesRegistered(command, state), state.changes) ? undefined : refuse(equityRefusals, 'equity-completed-otherwise');
