import type { Case } from './case.ts';
import { contractCase, wan } from './contracts-scene.ts';

const under = 'idle-investigations/:idleId';

export const contractIdleCases: readonly Case[] = [
  contractCase('idle-investigations', 'signed', {
    body: () => ({ number: '调1号', suspected: 'not-started', asPrinted: '供而未用' }),
    told: (_, idleId) => ({ type: 'IdleInvestigationOpened', data: { idleId } }),
  }),
  contractCase(`${under}/statements`, 'investigated', {
    body: () => ({ statement: '前期手续未齐' }),
    told: ({ idleId }) => ({ type: 'IdleStatementRecorded', data: { idleId } }),
  }),
  contractCase(`${under}/determinations`, 'investigated', {
    body: () => ({ number: '认1号', idleKind: 'not-started', cause: 'enterprise', since: '2021-01-10' }),
    told: ({ idleId }) => ({ type: 'IdleDetermined', data: { idleId } }),
  }),
  contractCase(`${under}/dismissals`, 'investigated', {
    body: () => ({ reason: '经核实已动工' }),
    told: ({ idleId }) => ({ type: 'IdleDismissed', data: { idleId } }),
  }),
  contractCase(`${under}/remedies`, 'excused', {
    body: () => ({ remedy: 'exchange', detail: '置换同等价值土地' }),
    told: ({ idleId }) => ({ type: 'IdleRemedyChosen', data: { idleId } }),
  }),
  contractCase(`${under}/hearing-offers`, 'determined', {
    body: () => ({ number: '告1号' }),
    told: ({ idleId }) => ({ type: 'IdleHearingOffered', data: { idleId } }),
  }),
  contractCase(`${under}/hearings`, 'offered', {
    body: () => ({ outcome: 'held', detail: '听证笔录见附件' }),
    told: ({ idleId }) => ({ type: 'IdleHearingConcluded', data: { idleId } }),
  }),
  contractCase(`${under}/fees`, 'heard', {
    body: () => ({ number: '费1号' }),
    told: ({ idleId }) => ({ type: 'IdleFeeDecided', data: { idleId, fee: wan(300) } }),
  }),
  contractCase(`${under}/releases`, 'determined', {
    body: () => ({ reason: '已动工开发' }),
    told: ({ idleId }) => ({ type: 'IdleReleased', data: { idleId } }),
  }),
];
