// The policy of the objection context: each rule is a function that names what is wrong, or nothing.
import { type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import type { Lodged } from './state.ts';

export const objectionRefusals = {
  'objection-grade-not-final': {
    kind: 'conflict',
    en: 'The parcel has no final grade in this cycle; only a decided grade is objected to.',
    zh: '该地块在本评估周期尚无审定类别，未经审定的结果不受理异议。',
  },
  'objection-edition-superseded': {
    kind: 'conflict',
    en: 'The grade was decided by edition {decided} of the list, not by edition {edition}.',
    zh: '该类别由清单第{decided}版审定，而非第{edition}版。',
  },
  'objection-party-not-concerned': {
    kind: 'unacceptable',
    en: 'The enterprise is none of those that share the grade of the parcel.',
    zh: '该企业不属于该地块评估结果所涉企业。',
  },
  'objection-before-decision': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the decision, {decidedOn}.',
    zh: '生效日期{effectiveOn}早于审定日期{decidedOn}。',
  },
  'objection-window-over': {
    kind: 'conflict',
    en: 'Objections were possible until {until}.',
    zh: '异议期限已于{until}届满。',
  },
  'objection-without-evidence': {
    kind: 'unacceptable',
    en: 'An objection needs evidence: a source with the evidenceId of a stored file.',
    zh: '提出异议须附证明材料：来源中应注明已存入证据的 evidenceId。',
  },
  'objection-already-pending': {
    kind: 'conflict',
    en: 'The enterprise has an objection to this decision pending since {lodgedOn}, on other grounds; withdraw it first.',
    zh: '该企业已于{lodgedOn}就同一审定结果提出异议且理由不同，正在处理，请先撤回。',
  },
  'objection-already-decided': {
    kind: 'conflict',
    en: 'The objection is decided already: {reason}',
    zh: '该异议已作出处理决定：{reason}',
  },
  'objection-already-withdrawn': {
    kind: 'conflict',
    en: 'The objection was withdrawn: {reason}',
    zh: '该异议已撤回：{reason}',
  },
  'objection-not-lodged': {
    kind: 'conflict',
    en: 'There is no such objection.',
    zh: '该异议不存在。',
  },
  'objection-before-lodging': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the objection was lodged, {lodgedOn}.',
    zh: '生效日期{effectiveOn}早于提出异议日期{lodgedOn}。',
  },
  'objection-not-own': {
    kind: 'conflict',
    en: 'The enterprise lodged the objection itself; only the enterprise withdraws it.',
    zh: '该异议由企业自行提出，只能由企业撤回。',
  },
  'objection-decided-by-lodger': {
    kind: 'conflict',
    en: 'Who lodged an objection does not decide it.',
    zh: '提出异议的人员不得对该异议作出处理决定。',
  },
  'objection-decided-below-district': {
    kind: 'conflict',
    en: 'The task force of the district decides on objections, not that of a town.',
    zh: '异议由区工作专班处理，街镇不得作出处理决定。',
  },
  'objection-decision-superseded': {
    kind: 'conflict',
    en: 'The objection is against edition {edition} of the list; edition {decided} has been decided since. It cannot be upheld any more; the new decision may be objected to.',
    zh: '该异议针对清单第{edition}版，现已另行审定第{decided}版，不能再作成立处理；对新的审定结果可另行提出异议。',
  },
  'objection-rejected-with-corrections': {
    kind: 'unacceptable',
    en: 'An objection that is rejected corrects no figures.',
    zh: '异议不成立的，不更正数据。',
  },
} as const satisfies RefusalCatalogue;

type Lodging = CommandNamed<'LodgeObjection'>;
type Final = NonNullable<Lodging['data']['final']>;

const sameEdition: Rule<Lodging, Final> = ({ data: { edition } }, { list }) =>
  edition === list.edition ? undefined : refuse(objectionRefusals, 'objection-edition-superseded', { edition, decided: list.edition });

const partyIsConcerned: Rule<Lodging, Final> = ({ data: { partyId } }, { partyIds }) =>
  partyIds.includes(partyId) ? undefined : refuse(objectionRefusals, 'objection-party-not-concerned');

const notBeforeDecision: Rule<Lodging, Final> = ({ effectiveOn }, { decidedOn }) =>
  effectiveOn < decidedOn ? refuse(objectionRefusals, 'objection-before-decision', { effectiveOn, decidedOn }) : undefined;

/** The last day included. A town enters a paper later than it was handed in; what the enterprise sends itself arrives when it is sent. */
const withinWindow: Rule<Lodging, Final> = ({ data: { lodgedBy }, effectiveOn, today }, { objectionsUntil: until }) => {
  const arrived = lodgedBy === 'enterprise' ? today : effectiveOn;
  return arrived > until ? refuse(objectionRefusals, 'objection-window-over', { until }) : undefined;
};

/** Stored, and so looked at: a bare hash is a claim that nobody can check. */
const hasEvidence: Rule<Lodging, Final> = ({ sources }) =>
  sources.some(({ evidenceId }) => evidenceId !== undefined) ? undefined : refuse(objectionRefusals, 'objection-without-evidence');

/** Of an objection to a grade that is decided. */
export const lodgingRules: readonly Rule<Lodging, Final>[] = [sameEdition, partyIsConcerned, notBeforeDecision, withinWindow, hasEvidence];

export const notBeforeLodging: Rule<CommandNamed<'WithdrawObjection' | 'DecideObjection'>, Lodged> = ({ effectiveOn }, { lodgedOn }) =>
  effectiveOn < lodgedOn ? refuse(objectionRefusals, 'objection-before-lodging', { effectiveOn, lodgedOn }) : undefined;

/** An enterprise also withdraws what the town lodged for it. */
export const withdrawnByLodger: Rule<CommandNamed<'WithdrawObjection'>, Lodged> = ({ data: { withdrawnBy } }, { content }) =>
  withdrawnBy === 'on-behalf' && content.lodgedBy === 'enterprise' ? refuse(objectionRefusals, 'objection-not-own') : undefined;

export const decidedByOther: Rule<CommandNamed<'DecideObjection'>, Lodged> = ({ data: { isLodger } }) =>
  isLodger ? refuse(objectionRefusals, 'objection-decided-by-lodger') : undefined;

export const rejectionCorrectsNothing: Rule<CommandNamed<'DecideObjection'>, Lodged> = ({ data: { outcome, corrections } }) =>
  outcome === 'rejected' && corrections !== null ? refuse(objectionRefusals, 'objection-rejected-with-corrections') : undefined;
