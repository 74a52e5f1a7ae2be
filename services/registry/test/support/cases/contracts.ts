import { enteredParcel, enteredParty, envelope, nowhere } from '../service.ts';
import { asDepartment, asTown, type Case, jurisdictions } from './case.ts';
import { contractBreachCases } from './contracts-breach.ts';
import { contractIdleCases } from './contracts-idle.ts';
import { clauses, contractCase, intensity, land, milestones, paper, staged, wan } from './contracts-scene.ts';

const node = 'construction-start';

export const contractCases: readonly Case[] = [
  {
    path: '/contracts',
    ...asDepartment(land),
    request: async (service) => {
      const [parcelIds, granteeId] = [[await enteredParcel(service)], await enteredParty(service)];
      const data = { ...paper, granteeId, parcelIds, clauses, milestones };
      return {
        url: '/contracts',
        body: { ...envelope, ...data },
        events: (contractId) => [{ type: 'ContractSigned', data: { contractId, ...data }, jurisdictions }],
        missing: { url: '/contracts', body: { ...envelope, ...data, parcelIds: [nowhere] } },
      };
    },
  },
  {
    path: '/contracts/:contractId/corrections',
    ...asDepartment(land),
    request: async (service) => {
      const { contractId, granteeId, parcelIds } = await staged(service, 'signed');
      const [signed] = await service.eventsOf(`contract-${contractId}`);
      const data = { ...paper, granteeId, parcelIds, price: wan(1_600), reason: '价款读错' };
      const body = { ...envelope, ...data };
      return {
        url: `/contracts/${contractId}/corrections`,
        body,
        events: () => [{ type: 'ContractCorrected', data: { contractId, ...data }, jurisdictions, corrects: String(signed?.id) }],
        missing: { url: `/contracts/${nowhere}/corrections`, body },
      };
    },
  },
  contractCase('clauses', 'signed', {
    body: () => ({ clause: { no: '第十三条', ...intensity('1') } }),
    told: () => ({ type: 'ClauseAdded' }),
  }),
  contractCase('clause-corrections', 'signed', {
    body: ({ last }) => ({ entry: last, clause: { no: '第十二条', ...intensity('550') }, reason: '读错' }),
    told: ({ last }) => ({ type: 'ClauseCorrected', corrects: last }),
    without: ['entry'],
  }),
  contractCase('supplementary-agreements', 'signed', {
    body: () => ({
      number: '补〔2022〕1号',
      signedOn: '2022-05-01',
      changes: [{ no: '第十二条', clause: intensity('400') }],
      milestones: [{ node: 'completion', dueOn: '2023-01-10' }],
    }),
    told: () => ({ type: 'SupplementaryAgreementSigned' }),
  }),
  contractCase('milestone-extensions', 'signed', {
    body: () => ({ extensions: [{ node, until: '2024-12-31' }], approval: '延期7号', cause: 'government' }),
    told: () => ({ type: 'MilestonesExtended' }),
  }),
  contractCase('milestone-due-corrections', 'signed', {
    body: ({ last }) => ({ node, entry: last, dueOn: '2020-12-10', reason: '合同载明日期读错' }),
    told: ({ last }) => ({ type: 'MilestoneDueCorrected', corrects: last }),
    without: ['entry'],
  }),
  contractCase('milestones', 'signed', { by: asTown, body: () => ({ node }), told: () => ({ type: 'MilestoneAchieved' }) }),
  contractCase('milestone-corrections', 'reached', {
    body: ({ last }) => ({ effectiveOn: '2021-02-05', milestone: last, reason: '日期有误' }),
    told: ({ last }) => ({ type: 'MilestoneCorrected', data: { node }, corrects: last }),
    without: ['milestone'],
  }),
  contractCase('milestone-annulments', 'reached', {
    body: ({ last }) => ({ milestone: last, reason: '并未开工' }),
    told: ({ last }) => ({ type: 'MilestoneAnnulled', data: { node }, corrects: last }),
    without: ['milestone'],
  }),
  contractCase('compliance-verdicts', 'signed', {
    body: () => ({ subject: { kind: 'milestone', node, verdict: 'not-met' }, reason: '现场核查' }),
    told: () => ({ type: 'ComplianceAssessed' }),
  }),
  contractCase('deposit-settlements', 'signed', {
    body: () => ({ outcome: 'refunded', amount: wan(120), node: null, reason: '竣工' }),
    told: () => ({ type: 'DepositSettled' }),
  }),
  ...contractBreachCases,
  ...contractIdleCases,
];
