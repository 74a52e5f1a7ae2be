// What the party context says when it refuses.
import type { RefusalCatalogue } from '../kernel/index.ts';

export const partyRefusals = {
  'party-not-entered': {
    kind: 'conflict',
    en: 'The party has not been entered.',
    zh: '该主体尚未建档。',
  },
  'party-already-entered': {
    kind: 'conflict',
    en: 'The party has already been entered as {name} in {jurisdiction}, with other particulars.',
    zh: '该主体已以“{name}”（辖区{jurisdiction}）建档，且内容不同。',
  },
  'party-before-entry': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the party was entered, {enteredOn}.',
    zh: '生效日期{effectiveOn}早于该主体建档日期{enteredOn}。',
  },
  'party-has-another-uscc': {
    kind: 'conflict',
    en: 'The party already has USCC {held}; it cannot be given {uscc} as well.',
    zh: '该主体已有统一社会信用代码{held}，不能再赋予{uscc}。',
  },
  'party-has-another-register-number': {
    kind: 'conflict',
    en: 'The party already has number {held} in the register {register} of {country}.',
    zh: '该主体在{country}{register}已登记的号码为{held}。',
  },
  'party-is-a-natural-person': {
    kind: 'conflict',
    en: 'The party is a natural person: its name stands in the vault only, and this command is for organisations.',
    zh: '该主体为自然人，其姓名仅存于个人信息保管库，本操作仅适用于组织。',
  },
  'party-is-no-natural-person': {
    kind: 'conflict',
    en: 'The party is no natural person; the vault keeps nothing of it.',
    zh: '该主体不是自然人，个人信息保管库中没有其信息。',
  },
  'party-person-erased': {
    kind: 'conflict',
    en: 'The personal data of the party were erased; nothing can be kept of it any more.',
    zh: '该自然人的个人信息已删除，不得再行保存。',
  },
  'party-name-unknown': {
    kind: 'unacceptable',
    en: 'No event {entry} has given the party a name.',
    zh: '该主体没有由事件{entry}记载的名称。',
  },
  'party-has-ended': {
    kind: 'conflict',
    en: 'The party ended on {since}; on {effectiveOn} nothing can be recorded of it that only an existing party does.',
    zh: '该主体已于{since}终止，不能记载{effectiveOn}的该事项。',
  },
  'party-not-ended': {
    kind: 'conflict',
    en: 'On {effectiveOn} the party neither had ended nor lost its licence.',
    zh: '截至{effectiveOn}，该主体未注销、未被吊销。',
  },
  'party-status-changed-later': {
    kind: 'conflict',
    en: 'A change of the status of the party is already recorded for {later}; this one would hold before it.',
    zh: '该主体在{later}已有状态变更记载，不能再于其前变更状态。',
  },
  'party-acted-later': {
    kind: 'conflict',
    en: 'A new name or home of the party is recorded for {later}, so it cannot have ended on {effectiveOn}.',
    zh: '该主体在{later}仍有更名或迁移记载，不能于{effectiveOn}终止。',
  },
  'party-succeeds-itself': {
    kind: 'unacceptable',
    en: 'A party is merged or divided into others, not into itself.',
    zh: '合并或者分立后的主体不能是该主体本身。',
  },
  'party-duplicate-of-itself': {
    kind: 'unacceptable',
    en: 'The entry named is this one, or a duplicate of it: expected another entry of the same party.',
    zh: '所指主体即为该主体或其重复登记，应指明另一条登记。',
  },
  'party-duplicate-of-another': {
    kind: 'conflict',
    en: 'The entry is already declared a duplicate of {sameAs}; revoke that first.',
    zh: '该登记已认定与{sameAs}重复，请先撤销。',
  },
  'party-duplicate-holds-code': {
    kind: 'conflict',
    en: 'The entry holds USCC {uscc}, which no other can take over: declare the other entry the duplicate.',
    zh: '该登记持有统一社会信用代码{uscc}，应将另一条登记认定为重复。',
  },
  'party-not-a-duplicate': {
    kind: 'conflict',
    en: 'The entry was never declared a duplicate.',
    zh: '该登记未被认定为重复。',
  },
  'party-controls-itself': {
    kind: 'unacceptable',
    en: 'A party cannot be its own actual controller.',
    zh: '主体不能是自己的实际控制人。',
  },
  'party-controller-not-declared': {
    kind: 'conflict',
    en: 'On {effectiveOn} no declaration named {controllerId} as actual controller of the party.',
    zh: '截至{effectiveOn}，未申报{controllerId}为该主体的实际控制人。',
  },
} as const satisfies RefusalCatalogue;
