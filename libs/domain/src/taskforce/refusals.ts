// What the task force context refuses, in both languages.
import type { RefusalCatalogue } from '../kernel/index.ts';

export const taskForceRefusals = {
  'taskforce-already-established': {
    kind: 'conflict',
    en: 'The task force {year} of {jurisdiction} is already established, with another office or other members; appoint or remove members instead.',
    zh: '{jurisdiction}辖区{year}年工作专班已成立，且办公室或成员不同，请以增补、退出成员方式记载。',
  },
  'taskforce-not-established': {
    kind: 'conflict',
    en: 'The task force {year} of {jurisdiction} is not established.',
    zh: '{jurisdiction}辖区{year}年工作专班尚未成立。',
  },
  'taskforce-before-establishment': {
    kind: 'unacceptable',
    en: '{day} lies before the task force was established, {establishedOn}.',
    zh: '{day}早于工作专班成立日期{establishedOn}。',
  },
  'taskforce-period-reversed': {
    kind: 'unacceptable',
    en: 'The membership of {department} would end on {until}, before it starts on {from}.',
    zh: '{department}的成员任期结束日期{until}早于开始日期{from}。',
  },
  'taskforce-seat-taken': {
    kind: 'conflict',
    en: '{department} has this place already from {from} to {until}.',
    zh: '{department}自{from}至{until}已任该职责，不得重复。',
  },
  'taskforce-seat-empty': {
    kind: 'conflict',
    en: '{department} does not have this place on {effectiveOn}.',
    zh: '{department}在{effectiveOn}未任该职责。',
  },
  'taskforce-without-lead': {
    kind: 'unacceptable',
    en: 'On {day} the task force would have no lead department; appoint another first.',
    zh: '{day}工作专班将无牵头单位，请先增补牵头单位。',
  },

  'mandate-granted-otherwise': {
    kind: 'conflict',
    en: 'The mandate was granted with other content; revoke it and grant another.',
    zh: '该委托已授予且内容不同，请撤销后另行授予。',
  },
  'mandate-not-granted': {
    kind: 'conflict',
    en: 'There is no such mandate.',
    zh: '该委托不存在。',
  },
  'mandate-period-reversed': {
    kind: 'unacceptable',
    en: 'The mandate would end on {until}, before it starts on {from}.',
    zh: '委托期限的结束日期{until}早于开始日期{from}。',
  },
  'mandate-before-grant': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the mandate was granted, {grantedOn}.',
    zh: '生效日期{effectiveOn}早于委托授予日期{grantedOn}。',
  },
  'mandate-over': {
    kind: 'conflict',
    en: 'The mandate ended on {until}; there is nothing left to revoke.',
    zh: '该委托已于{until}届满，无需撤销。',
  },
  'mandate-revoked-otherwise': {
    kind: 'conflict',
    en: 'The mandate was revoked as of {revokedOn}: {reason}',
    zh: '该委托已自{revokedOn}起撤销：{reason}',
  },
} as const satisfies RefusalCatalogue;
