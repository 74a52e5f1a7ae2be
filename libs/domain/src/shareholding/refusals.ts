// What the shareholding context says when it refuses, or when it finds what is reported at odds with what it knows.
import type { RefusalCatalogue } from '../kernel/index.ts';

export const shareholdingRefusals = {
  'shares-company-unknown': {
    kind: 'conflict',
    en: 'Nothing is recorded of the shares of this company yet.',
    zh: '该公司尚无股权记载。',
  },
  'shares-holder-named-twice': {
    kind: 'unacceptable',
    en: 'Holder {holderId} is named twice; expected one line for each holder.',
    zh: '股东{holderId}重复列出，每一股东应仅列一次。',
  },
  'shares-group-incomplete': {
    kind: 'unacceptable',
    en: 'Group {group} of joint holders: expected it listed once, with at least two holders.',
    zh: '共同共有组{group}应列出一次，且至少有两名股东。',
  },
  'shares-exceed-whole': {
    kind: 'unacceptable',
    en: 'The shares add up to {total}; expected at most the whole.',
    zh: '各股东股权合计为{total}，不得超过全部股权。',
  },
  'shares-too-fine': {
    kind: 'unacceptable',
    en: 'The share that {holderId} would have on {on} cannot be written as a fraction of twelve digits over twelve.',
    zh: '股东{holderId}在{on}的股权无法以分子、分母均不超过十二位的分数表示。',
  },
  'shares-leave-nothing': {
    kind: 'unacceptable',
    en: 'The known shares are the whole company already and leave nothing for the holders without a share.',
    zh: '已列明的股权合计已为全部股权，未列明份额的股东无股权可持有。',
  },
  'shares-totals-differ': {
    kind: 'unacceptable',
    en: 'The shares add up to {before} before the change and to {after} after it; expected the same.',
    zh: '变更前股权合计为{before}，变更后合计为{after}，前后应当一致。',
  },
  'shares-before-otherwise': {
    kind: 'conflict',
    en: 'On {on} the company is held otherwise than the change says it was before.',
    zh: '该公司{on}的股权结构与所述变更前结构不一致。',
  },
  'shares-transfer-to-itself': {
    kind: 'unacceptable',
    en: 'A share passes from one holder to another, not to itself.',
    zh: '股权转让的转让方与受让方不能相同。',
  },
  'shares-structure-unknown': {
    kind: 'conflict',
    en: 'Nobody is known to hold the company on {on}; record its shareholdings first.',
    zh: '该公司{on}的股权结构未知，请先记载。',
  },
  'shares-held-without-fraction': {
    kind: 'conflict',
    en: 'On {on} holder {holderId} has no share of a known size of its own.',
    zh: '股东{holderId}在{on}没有已知份额的单独股权。',
  },
  'shares-not-held': {
    kind: 'conflict',
    en: 'On {on} holder {holderId} holds {held} of the company, less than {share}.',
    zh: '股东{holderId}在{on}持有的股权为{held}，不足{share}。',
  },
  'shares-frozen': {
    kind: 'conflict',
    en: 'The share of holder {holderId} is frozen on {on} by {court}, {caseNumber}.',
    zh: '股东{holderId}的股权在{on}被{court}冻结，案号{caseNumber}。',
  },
  'shares-transfer-told-twice': {
    kind: 'conflict',
    en: 'A transfer of the same share between the same holders on {on} is recorded from another document; the two may be one.',
    zh: '另一文件已记载{on}相同转让双方、相同比例的股权转让，可能为同一次转让。',
  },
  'shares-moved-later': {
    kind: 'conflict',
    en: 'A transfer recorded for {later} would move a share that its holder then no longer has.',
    zh: '{later}已记载的股权转让将因转让方股权不足而无法成立。',
  },
  'shares-recorded-otherwise': {
    kind: 'conflict',
    en: 'The shareholdings recorded for {later} say otherwise than this would leave them.',
    zh: '与{later}已记载的股权结构不一致。',
  },
  'shares-changed-unrecorded': {
    kind: 'conflict',
    en: 'The shareholdings differ from those known for {on}, and no change between them is recorded.',
    zh: '股权结构与{on}的已知结构不一致，且其间没有股权变更记载。',
  },
  'shares-record-unknown': {
    kind: 'unacceptable',
    en: 'No event {entry} has recorded a structure of the shareholdings.',
    zh: '没有由事件{entry}记载的股权结构。',
  },
  'shares-transfer-unknown': {
    kind: 'unacceptable',
    en: 'No event {entry} has recorded a transfer of shares.',
    zh: '没有由事件{entry}记载的股权转让。',
  },
  'shares-freeze-beyond-holding': {
    kind: 'conflict',
    en: 'Holder {holderId} is not known to hold {share} of the company on {on}.',
    zh: '未记载股东{holderId}在{on}持有{share}的股权。',
  },
  'shares-freeze-ends-early': {
    kind: 'unacceptable',
    en: 'The term ends on {until}, before it begins on {on}.',
    zh: '冻结期限届满日{until}早于开始日{on}。',
  },
  'shares-freeze-too-long': {
    kind: 'unacceptable',
    en: 'The term from {on} to {until} is longer than three years.',
    zh: '自{on}至{until}的冻结期限超过三年。',
  },
  'shares-freeze-unknown': {
    kind: 'unacceptable',
    en: 'No event {freeze} has frozen shares of this company.',
    zh: '没有由事件{freeze}记载的股权冻结。',
  },
  'shares-freeze-over': {
    kind: 'conflict',
    en: 'The freeze was over on {ended}, before it was renewed on {on}.',
    zh: '该冻结已于{ended}终止，不能于{on}续行冻结。',
  },
  'shares-freeze-waiting': {
    kind: 'conflict',
    en: 'On {on} the freeze was still waiting: no term was running that could be renewed.',
    zh: '该冻结在{on}仍为轮候冻结，期限尚未开始，续行冻结无效。',
  },
  'shares-freeze-lifted-otherwise': {
    kind: 'conflict',
    en: 'The freeze is recorded as lifted on {liftedOn}; now it is said to have been lifted on {on}.',
    zh: '该冻结已记载于{liftedOn}解除，与现称的{on}不一致。',
  },
  'shares-freeze-not-begun': {
    kind: 'unacceptable',
    en: 'On {on} the freeze had not begun; it began on {from}.',
    zh: '该冻结自{from}开始，{on}尚未开始。',
  },
} as const satisfies RefusalCatalogue;
