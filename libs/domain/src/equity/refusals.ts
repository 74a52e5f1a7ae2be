// What the equity context refuses, or records as a discrepancy of what was reported, in the words of the field.
import type { RefusalCatalogue } from '../kernel/index.ts';

export const equityRefusals = {
  'equity-not-filed': {
    kind: 'conflict',
    en: 'No such equity transfer has been filed.',
    zh: '该股权变更事项尚未申报。',
  },
  'equity-already-filed': {
    kind: 'conflict',
    en: 'The case has already been opened with other particulars, on {filedOn}.',
    zh: '该股权变更事项已于{filedOn}立案，且内容不同。',
  },
  'equity-before-filing': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the case was opened, {filedOn}.',
    zh: '生效日期{effectiveOn}早于立案日期{filedOn}。',
  },
  'equity-holder-named-twice': {
    kind: 'unacceptable',
    en: 'Holder {holderId} is named twice.',
    zh: '持有人{holderId}重复列出。',
  },
  'equity-before-total-not-one': {
    kind: 'unacceptable',
    en: 'The shares before the change add up to {total}, not to 1; every holder has to be named.',
    zh: '变更前股权比例合计为{total}，不等于1，应列明全部持有人。',
  },
  'equity-after-total-not-one': {
    kind: 'unacceptable',
    en: 'The shares after the change add up to {total}, not to 1; every holder has to be named.',
    zh: '变更后股权比例合计为{total}，不等于1，应列明全部持有人。',
  },
  'equity-joint-holder-alone': {
    kind: 'unacceptable',
    en: 'Holder {holderId} is said to hold jointly, but nobody else is.',
    zh: '持有人{holderId}列为共同共有，但未列明其他共有人。',
  },
  'equity-nothing-changes': {
    kind: 'unacceptable',
    en: 'Every holder keeps what it has; nothing changes.',
    zh: '各持有人股权均未变动，不构成股权变更。',
  },
  'equity-indirect-moves-shares': {
    kind: 'unacceptable',
    en: 'An indirect change moves no share of the company itself; file the movement of shares under its own kind.',
    zh: '间接变更不涉及本公司股权变动，股权变动应按相应类型申报。',
  },
  'equity-deadline-before-filing': {
    kind: 'unacceptable',
    en: 'The deadline for opinions, {opinionsDueOn}, lies before the filing, {effectiveOn}.',
    zh: '意见反馈期限{opinionsDueOn}早于申报日期{effectiveOn}。',
  },
  'equity-contract-of-another-grantee': {
    kind: 'unacceptable',
    en: 'The grantee of contract {contractId} is another company.',
    zh: '出让合同{contractId}的受让人不是该公司。',
  },
  'equity-found-before-change': {
    kind: 'unacceptable',
    en: 'The change was found on {foundOn}, before it took place on {effectiveOn}.',
    zh: '发现日期{foundOn}早于变更日期{effectiveOn}。',
  },
  'equity-found-in-the-future': {
    kind: 'unacceptable',
    en: 'foundOn {foundOn} lies after today, {today}.',
    zh: '发现日期{foundOn}晚于今日{today}。',
  },
  'equity-differs-from-register': {
    kind: 'conflict',
    en: 'The shares before the change are not those registered on {effectiveOn}: {registered}.',
    zh: '变更前股权结构与{effectiveOn}登记的股权结构不一致：{registered}。',
  },
  'equity-case-closed': {
    kind: 'conflict',
    en: 'The case was refused or cancelled on {on}.',
    zh: '该股权变更事项已于{on}不予同意或者终止。',
  },
  'equity-not-under-review': {
    kind: 'conflict',
    en: 'The case is no longer under review since {on}.',
    zh: '该股权变更事项自{on}起已不在联合审查中。',
  },
  'equity-already-completed': {
    kind: 'conflict',
    en: 'The change already took place on {on}.',
    zh: '该股权变更已于{on}完成。',
  },
  'equity-controllers-contradict': {
    kind: 'unacceptable',
    en: 'The actual controllers named before and after contradict the determination.',
    zh: '所列变更前后实际控制人与认定结论相矛盾。',
  },
  'equity-control-undetermined': {
    kind: 'conflict',
    en: 'Nobody has determined yet whether the actual control changes.',
    zh: '尚未认定实际控制人是否变更。',
  },
  'equity-consent-not-required': {
    kind: 'conflict',
    en: 'No clause of the contracts named asks for the consent of the grantor.',
    zh: '所列出让合同没有条款要求出让人同意。',
  },
  'equity-consent-not-requested': {
    kind: 'conflict',
    en: 'The grantor has not been asked for consent.',
    zh: '尚未向出让人申请同意。',
  },
  'equity-consent-before-request': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the request for consent, {on}.',
    zh: '生效日期{effectiveOn}早于申请同意的日期{on}。',
  },
  'equity-objection-needs-reason': {
    kind: 'unacceptable',
    en: 'An opinion against the transfer has to give its reason.',
    zh: '不同意的意见应当说明理由。',
  },
  'equity-opinions-missing': {
    kind: 'conflict',
    en: 'Opinions are missing on {effectiveOn}: {departments}.',
    zh: '截至{effectiveOn}尚缺部门意见：{departments}。',
  },
  'equity-objection-unanswered': {
    kind: 'unacceptable',
    en: 'Departments object: {departments}. Agreeing all the same has to give a reason.',
    zh: '有部门持不同意见：{departments}。仍予同意的，应当说明理由。',
  },
  'equity-not-granted': {
    kind: 'conflict',
    en: 'The joint review has not agreed to the transfer.',
    zh: '联合审查尚未同意该股权变更。',
  },
  'equity-completed-before-grant': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the joint review agreed, {on}.',
    zh: '生效日期{effectiveOn}早于联合审查同意日期{on}。',
  },
  'equity-consent-missing': {
    kind: 'conflict',
    en: 'The grantor had not consented by {effectiveOn} under contracts {contracts}.',
    zh: '截至{effectiveOn}，出让合同{contracts}所要求的出让人同意尚未取得。',
  },
  'equity-locked': {
    kind: 'conflict',
    en: 'Contract {contractId} allows no change until {lockUntil}.',
    zh: '出让合同{contractId}约定{lockUntil}前（含当日）不得变更。',
  },
  'equity-not-completed': {
    kind: 'conflict',
    en: 'The change has not taken place; there is no day to correct.',
    zh: '该股权变更尚未完成，没有可更正的日期。',
  },
  'equity-holders-not-redated': {
    kind: 'conflict',
    en: 'The holders recorded since {was} cannot follow the corrected day {on}: they stand as transfers, or others were recorded in between.',
    zh: '自{was}起记载的持股情况无法随更正日期{on}调整：系按转让记载，或其间另有记载。',
  },
  'equity-completed-otherwise': {
    kind: 'conflict',
    en: 'What was registered differs from what was filed.',
    zh: '登记结果与申报内容不一致。',
  },
} as const satisfies RefusalCatalogue;
