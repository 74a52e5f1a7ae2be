import type { RefusalCatalogue } from '../kernel/index.ts';

/** What is refused of 闲置土地; a part of the catalogue of the context. */
export const idleRefusals = {
  'contract-progress-shrinks': {
    kind: 'conflict',
    en: 'What is built or invested in all cannot grow less: another report, of {on}, says otherwise.',
    zh: '累计开发面积或累计投资额不应减少，与{on}的报告不一致。',
  },
  'contract-idle-case-unknown': {
    kind: 'unacceptable',
    en: 'The contract has no idle case {idleId}.',
    zh: '该合同没有闲置土地案件{idleId}。',
  },
  'contract-idle-opened-otherwise': {
    kind: 'conflict',
    en: 'The idle case is already open with other content.',
    zh: '该闲置土地调查已启动且内容不同。',
  },
  'contract-idle-case-overlaps': {
    kind: 'conflict',
    en: 'Another idle case, opened on {openedOn}, is not over by {effectiveOn}.',
    zh: '另有{openedOn}启动的闲置土地案件，截至{effectiveOn}尚未了结。',
  },
  'contract-idle-step-too-early': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the step it follows, {since}.',
    zh: '生效日期{effectiveOn}早于前一程序的日期{since}。',
  },
  'contract-idle-case-ended': { kind: 'conflict', en: 'The idle case is over since {on}.', zh: '该闲置土地案件已于{on}了结。' },
  'contract-idle-determined-already': {
    kind: 'conflict',
    en: 'The idleness was already determined, on {on}.',
    zh: '该宗土地已于{on}认定为闲置土地。',
  },
  'contract-idle-not-determined': {
    kind: 'conflict',
    en: 'The idleness has not been determined as of {effectiveOn}.',
    zh: '截至{effectiveOn}尚未认定为闲置土地。',
  },
  'contract-idle-statement-awaited': {
    kind: 'conflict',
    en: 'The grantee has not answered the notice and may do so until {until} (Order 53, art. 5).',
    zh: '使用权人尚未说明情况，说明期限至{until}（53号令第五条）。',
  },
  'contract-idle-works-began': {
    kind: 'conflict',
    en: 'Works had begun by {effectiveOn} according to the record; the land is not "not started".',
    zh: '据记载，截至{effectiveOn}已动工开发，不属于未动工。',
  },
  'contract-idle-since-before-due': {
    kind: 'unacceptable',
    en: 'Idleness cannot count from {since}: the start was due on {due}, extensions included.',
    zh: '闲置起算日{since}早于约定动工日期{due}（含延期）。',
  },
  'contract-idle-too-short': {
    kind: 'conflict',
    en: 'Counted from {since}, this is possible from {from} on (Order 53).',
    zh: '自{since}起算，{from}起方可作出（53号令）。',
  },
  'contract-idle-cause-of-enterprise': {
    kind: 'conflict',
    en: 'The enterprise caused the idleness; these remedies are for other causes (Order 53, art. 12).',
    zh: '闲置原因在企业，不适用政府原因或不可抗力的处置方式（53号令第十二条）。',
  },
  'contract-idle-cause-of-others': {
    kind: 'conflict',
    en: 'The enterprise did not cause the idleness; it is handled apart, without fee or recovery (Order 53, art. 12, 14).',
    zh: '闲置原因不在企业，应另行处置，不征缴闲置费、不无偿收回（53号令第十二条、第十四条）。',
  },
  'contract-idle-not-unstarted': {
    kind: 'conflict',
    en: 'Fee and recovery without compensation are for land without works (Order 53, art. 14); here works were stopped.',
    zh: '征缴闲置费和无偿收回适用于未动工开发的土地（53号令第十四条），本宗为中止开发。',
  },
  'contract-idle-hearing-open': {
    kind: 'conflict',
    en: 'The hearing has not been offered and concluded by {effectiveOn} (Order 53, art. 15).',
    zh: '截至{effectiveOn}听证权利尚未告知或听证尚未结束（53号令第十五条）。',
  },
  'contract-idle-price-unknown': {
    kind: 'conflict',
    en: 'The contract names no price to take the fee of.',
    zh: '合同未记载土地出让价款，无法计算闲置费。',
  },
  'contract-idle-decided-otherwise': {
    kind: 'conflict',
    en: 'This step of the idle case was already taken, with other content.',
    zh: '该闲置土地案件的这一程序已办理且内容不同。',
  },
} as const satisfies RefusalCatalogue;
