import { asTown, type Case } from './case.ts';
import { contractCase, wan } from './contracts-scene.ts';

const recovery = { number: '收1号', idleId: null, approval: null, agreement: '收储〔2024〕1号', compensation: wan(900) };

export const contractBreachCases: readonly Case[] = [
  contractCase('breach-leads', 'signed', {
    body: () => ({ kind: 'transfer', detailZh: '擅自转让', detailEn: 'Transferred without consent', causedBy: null }),
    told: (_, lead) => ({ type: 'BreachLeadRecorded', data: { lead } }),
  }),
  contractCase('breach-leads/:lead/closings', 'suspected', {
    body: () => ({ outcome: 'no-error', reason: '经核查无误' }),
    told: ({ lead }) => ({ type: 'BreachLeadClosed', data: { lead } }),
  }),
  contractCase('breaches', 'signed', {
    body: () => ({ of: { kind: 'clause', no: '第十二条' }, reason: '投资强度不足', lead: null }),
    told: (_, breachId) => ({ type: 'BreachDeclared', data: { breachId } }),
  }),
  contractCase('breaches/:breachId/notices', 'declared', {
    body: () => ({ number: '催告2号', manner: '公告送达', cureUntil: '2024-06-11' }),
    told: ({ breachId }) => ({ type: 'BreachNoticeServed', data: { breachId } }),
  }),
  contractCase('breaches/:breachId/closings', 'noticed', {
    body: () => ({ outcome: 'cured', reason: '已开工' }),
    told: ({ breachId }) => ({ type: 'BreachClosed', data: { breachId } }),
  }),
  contractCase('breaches/:breachId/liquidated-damages', 'declared', {
    body: () => ({ amount: wan(15), status: 'demanded', reason: '按日千分之一' }),
    told: ({ breachId }) => ({ type: 'LiquidatedDamagesNoted', data: { breachId } }),
  }),
  contractCase('breaches/:breachId/terminations', 'noticed', {
    body: () => ({ number: '解除1号', reason: '逾期未整改' }),
    told: ({ breachId }) => ({ type: 'ContractTerminated', data: { breachId, basis: 'decided' } }),
  }),
  contractCase('termination-reports', 'noticed', {
    body: ({ breachId }) => ({ breachId, number: '（2021）沪0116民初1号', reason: '判决解除' }),
    told: () => ({ type: 'ContractTerminated', data: { basis: 'reported' } }),
  }),
  contractCase('land-recoveries', 'terminated', {
    body: () => ({ ...recovery, ground: 'breach', agreement: null, compensation: null }),
    told: () => ({ type: 'LandRecovered', data: { basis: 'decided' } }),
  }),
  contractCase('land-recovery-reports', 'signed', {
    by: asTown,
    body: () => ({ ...recovery, ground: 'agreement' }),
    told: () => ({ type: 'LandRecovered', data: { basis: 'reported' } }),
  }),
  contractCase('decision-annulments', 'terminated', {
    body: ({ last }) => ({ decision: last, number: '（2021）沪01行终9号', reason: '程序违法' }),
    told: ({ last }) => ({ type: 'ContractDecisionAnnulled', corrects: last }),
    without: ['decision'],
  }),
  contractCase('construction-progress', 'signed', {
    by: asTown,
    body: () => ({ developedArea: { value: '5', unit: 'mu' }, invested: wan(1_000) }),
    told: () => ({ type: 'ConstructionProgressReported' }),
  }),
  contractCase('construction-stops', 'signed', {
    by: asTown,
    body: () => ({ reason: '资金短缺' }),
    told: () => ({ type: 'ConstructionStopped' }),
  }),
  contractCase('construction-resumptions', 'signed', { by: asTown, body: () => ({}), told: () => ({ type: 'ConstructionResumed' }) }),
];
