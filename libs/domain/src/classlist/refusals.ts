// Every refusal of the approval of lists, in both languages.
import type { RefusalCatalogue, RefusalKind } from '../kernel/index.ts';

const said = (kind: RefusalKind) => (en: string, zh: string) => ({ kind, en, zh });
const [conflict, wrong] = [said('conflict'), said('unacceptable')];

export const classListRefusals = {
  'classlist-enterprise-cycle': wrong(
    'Lists are of parcels; the results of a cycle of enterprises are not approved by lists.',
    '清单按地块编制；企业评价结果不以清单方式审定。',
  ),
  'classlist-run-not-standing': conflict(
    'The run {run} is not the last completed run of this cycle.',
    '评分任务{run}不是本评估周期最近一次完成的评分任务。',
  ),
  'classlist-place-without-results': conflict('The run {run} graded no parcel of {place}.', '评分任务{run}在{place}没有评价结果。'),
  'classlist-town-list-standing': conflict(
    'Edition {edition} of the list of {town} stands; another is submitted after it is returned or withdrawn.',
    '{town}清单第{edition}稿已提交，须退回或撤回后方可重新提交。',
  ),
  'classlist-town-list-absent': conflict('{town} has not submitted its list.', '{town}尚未提交清单。'),
  'classlist-edition-not-current': conflict(
    'Edition {edition} is not the present one, which is edition {current}.',
    '第{edition}稿不是现行稿，现行稿为第{current}稿。',
  ),
  'classlist-town-list-not-open': conflict(
    'Edition {edition} of the list of {town} is returned or withdrawn already.',
    '{town}清单第{edition}稿已退回或撤回。',
  ),
  'classlist-town-list-taken': conflict(
    "Edition {edition} of the list of {town} is part of the district's list; it comes back when that is returned.",
    '{town}清单第{edition}稿已纳入全区清单，须待全区清单退回后方可退回或撤回。',
  ),
  'classlist-department-without-line': wrong(
    '{department} supplies nothing to this standard, so that it has no line to review.',
    '{department}未提供本标准的数据项，没有需要审核的条线。',
  ),
  'classlist-line-reviewed-already': conflict(
    '{department} has reviewed its line of edition {edition} already, with another result.',
    '{department}已审核第{edition}稿中本条线内容，且意见不同。',
  ),
  'classlist-line-of-other-department': wrong(
    'The indicator {indicator} is not of the line of {department}.',
    '指标{indicator}不属于{department}的条线。',
  ),
  'classlist-lines-beside-approval': wrong(
    'Whoever passes or agrees names no lines: lines are what is wrong.',
    '审核通过或者同意的，不应列明问题地块。',
  ),
  'classlist-return-without-reason': wrong(
    'A return needs a reason, or lines with theirs.',
    '退回应当说明理由，或者逐条列明问题地块及理由。',
  ),
  'classlist-parcel-without-result': wrong(
    'The run graded no parcel {parcelId} in {place}.',
    '评分任务在{place}没有地块{parcelId}的评价结果。',
  ),
  'classlist-too-long': wrong(
    'Lines and changes take {bytes} bytes; at most {most} can be kept. Say the rest in the document.',
    '逐条内容{bytes}字节，超过上限{most}字节；其余内容请载入文件。',
  ),
  'classlist-approver-submitted': conflict(
    'Nobody approves what they submitted themselves.',
    '提交人不得审核、研判或者审定本人提交的清单。',
  ),
  'classlist-approver-of-same-level': conflict(
    'A list is approved by a level above the one that submitted it.',
    '清单应由提交单位的上级审核、研判或者审定。',
  ),
  'classlist-dated-before': wrong(
    'effectiveOn {effectiveOn} lies before the step that this one follows, {since}.',
    '生效日期{effectiveOn}早于前一环节的日期{since}。',
  ),
  'classlist-standing': conflict(
    'Edition {edition} of the list of {jurisdiction} stands; another is submitted after it is returned.',
    '{jurisdiction}四类清单第{edition}稿已提交，须退回后方可重新提交。',
  ),
  'classlist-absent': conflict('{jurisdiction} has not submitted its list.', '{jurisdiction}尚未提交四类清单。'),
  'classlist-town-outside': wrong('{town} does not lie in {jurisdiction}.', '{town}不属于{jurisdiction}。'),
  'classlist-town-named-twice': wrong('{town} is named twice.', '{town}重复列入。'),
  'classlist-town-list-not-cleared': conflict(
    'Edition {edition} of the list of {town} is not the present one, or not every department has passed its line.',
    '{town}清单第{edition}稿不是现行稿，或者尚未通过各部门条线审核。',
  ),
  'classlist-town-list-of-other-run': conflict(
    'The list of {town} holds the results of another run than {run}.',
    '{town}清单依据的不是评分任务{run}的结果。',
  ),
  'classlist-town-without-list': conflict(
    'The run graded parcels of {town}, but its list is not named.',
    '评分任务在{town}有评价结果，但未列入该街镇清单。',
  ),
  'classlist-town-not-resubmitted': conflict(
    'Lines of edition {edition} of {town} were returned; the town submits another edition first.',
    '{town}清单第{edition}稿有退回内容，应先由该街镇重新提交。',
  ),
  'classlist-department-unnamed': wrong('The token names no department whose opinion this is.', '令牌未载明出具意见的部门。'),
  'classlist-opinion-without-text': wrong('Remarks and objections say what they are.', '提出修改意见或者不同意的，应当说明内容。'),
  'classlist-not-under-review': conflict(
    'Edition {edition} of the list of {jurisdiction} is not under review: it is returned or decided.',
    '{jurisdiction}四类清单第{edition}稿不在研判阶段：已退回或者已审定。',
  ),
  'classlist-without-opinion': conflict(
    'No department of the city has given its opinion on edition {edition}.',
    '市级部门尚未对第{edition}稿出具研判意见。',
  ),
  'classlist-open-objection': conflict(
    '{department} objects to edition {edition}; a decision against that says why.',
    '{department}不同意第{edition}稿；仍予审定的应当说明理由。',
  ),
  'classlist-objections-end-before-decision': wrong(
    'Objections would end on {objectionsUntil}, before the decision of {effectiveOn}.',
    '异议截止日期{objectionsUntil}早于审定日期{effectiveOn}。',
  ),
  'classlist-parcel-changed-twice': wrong('The parcel {parcelId} is changed twice.', '地块{parcelId}重复变更。'),
  'classlist-change-without-difference': wrong(
    'The run found {grade} of the parcel {parcelId}; that is no change.',
    '评分任务对地块{parcelId}的评价结果即为{grade}，无需变更。',
  ),
  'classlist-not-decided': conflict(
    'Edition {edition} of the list of {jurisdiction} is not decided.',
    '{jurisdiction}四类清单第{edition}稿尚未审定。',
  ),
} as const satisfies RefusalCatalogue;
