import { officer, town } from '../officers.ts';
import { enteredParty, envelope, nowhere, type RegistryService, today } from '../service.ts';
import { asDepartment, asTown, type Case, jurisdictions } from './case.ts';
import {
  changes,
  economy,
  type Filed,
  filed,
  heard,
  keptClause,
  land,
  market,
  noChange,
  opinion,
  signedContract,
  step,
} from './equity-scene.ts';

interface Step {
  readonly what: string;
  readonly as: Pick<Case, 'by' | 'elsewhere' | 'powerless'>;
  readonly body: object;
  readonly event: string;
  /** What the event says beside the case and its company. */
  readonly says: (filed: Filed) => object;
  readonly before?: (service: RegistryService, equityId: string) => Promise<void>;
}

const asked = (service: RegistryService, equityId: string) => step(service, equityId, 'consent-requests', {}, town);

const steps: readonly Step[] = [
  {
    what: 'control-determinations',
    as: asDepartment(land),
    body: noChange,
    event: 'ControlChangeDetermined',
    says: () => ({ parcelIds: [], department: land, ...noChange, changedOn: null }),
  },
  { what: 'consent-requests', as: asTown, body: {}, event: 'GrantorConsentRequested', says: ({ contractIds }) => ({ contractIds }) },
  {
    what: 'consents',
    as: asDepartment(land),
    body: { conditions: '承接原合同义务' },
    event: 'GrantorConsentGranted',
    says: ({ contractIds }) => ({ contractIds, conditions: '承接原合同义务' }),
    before: asked,
  },
  {
    what: 'consent-refusals',
    as: asDepartment(land),
    body: { reason: '锁定期未满' },
    event: 'GrantorConsentRefused',
    says: ({ contractIds }) => ({ contractIds, reason: '锁定期未满' }),
    before: asked,
  },
  {
    what: 'opinions',
    as: asDepartment(economy),
    body: opinion,
    event: 'EquityOpinionGiven',
    says: () => ({ department: economy, ...opinion, late: null }),
  },
  {
    what: 'grants',
    as: asDepartment(land),
    body: { reason: null },
    event: 'EquityTransferGranted',
    says: () => ({ reason: null }),
    before: heard,
  },
  {
    what: 'refusals',
    as: asDepartment(land),
    body: { reason: '低效用地' },
    event: 'EquityTransferRefused',
    says: () => ({ reason: '低效用地' }),
    before: heard,
  },
  {
    what: 'cancellations',
    as: { ...asTown, powerless: officer('auditor', town) },
    body: { reason: '交易终止' },
    event: 'EquityTransferCancelled',
    says: () => ({ by: 'applicant', reason: '交易终止' }),
  },
  {
    what: 'completions',
    as: asDepartment(market),
    body: {},
    event: 'EquityTransferCompleted',
    says: ({ contractIds }) => ({
      kind: 'transfer',
      changes,
      parcelIds: [],
      contractIds,
      control: { changed: 'no', controllerBefore: null, controllerAfter: null },
      causedBy: null,
      caseNumber: null,
      basis: 'decided',
    }),
    before: async (service, equityId) => {
      await asked(service, equityId);
      await step(service, equityId, 'consents', {}, land);
      await heard(service, equityId);
      await step(service, equityId, 'grants', {}, land);
    },
  },
];

const stepCases = steps.map(
  ({ what, as, body, event, says, before }): Case => ({
    path: `/equity-transfers/:equityId/${what}`,
    ...as,
    request: async (service) => {
      const known = await filed(service, { bound: true });
      const { equityId, companyId } = known;
      await before?.(service, equityId);
      return {
        url: `/equity-transfers/${equityId}/${what}`,
        body: { ...envelope, ...body },
        events: () => [{ type: event, data: { equityId, companyId, ...says(known) }, jurisdictions }],
        missing: { url: `/equity-transfers/${nowhere}/${what}`, body: { ...envelope, ...body } },
      };
    },
  }),
);

const subject = { kind: 'transfer', changes, parcels: [], home: town };

export const equityCases: readonly Case[] = [
  {
    path: '/equity-transfers',
    ...asTown,
    request: async (service) => {
      const companyId = await enteredParty(service);
      const contractId = await signedContract(service, companyId);
      const said = { companyId, kind: 'transfer', changes, opinionsDueOn: '2024-04-01', contractIds: [contractId] };
      const clauses = [keptClause(contractId)];
      return {
        url: '/equity-transfers',
        body: { ...envelope, ...said },
        events: (equityId) => [
          { type: 'EquityTransferFiled', data: { equityId, ...subject, ...said, clauses, causedBy: null }, jurisdictions },
        ],
        missing: { url: '/equity-transfers', body: { ...envelope, ...said, companyId: nowhere } },
      };
    },
  },
  {
    path: '/equity-transfers/:equityId/indirect-transfers',
    ...asTown,
    request: async (service) => {
      const { equityId: causedBy } = await filed(service);
      const companyId = await enteredParty(service, '上海古岛服饰有限公司');
      const said = { companyId, contractIds: [], opinionsDueOn: null };
      return {
        url: `/equity-transfers/${causedBy}/indirect-transfers`,
        body: { ...envelope, ...said },
        events: (equityId) => [
          {
            type: 'EquityTransferFiled',
            data: { equityId, ...subject, kind: 'indirect', changes: [], ...said, clauses: [], causedBy },
            jurisdictions,
          },
        ],
        missing: { url: `/equity-transfers/${nowhere}/indirect-transfers`, body: { ...envelope, ...said } },
      };
    },
  },
  {
    path: '/undeclared-equity-transfers',
    ...asDepartment(market),
    powerless: officer('auditor', town),
    request: async (service) => {
      const companyId = await enteredParty(service);
      const contractId = await signedContract(service, companyId);
      const said = { companyId, kind: 'transfer', changes, foundOn: today, contractIds: [contractId] };
      const clauses = [keptClause(contractId)];
      return {
        url: '/undeclared-equity-transfers',
        body: { ...envelope, ...said },
        events: (equityId) => [
          { type: 'UndeclaredEquityTransferReported', data: { equityId, ...subject, ...said, clauses, daysUntilFound: 0 }, jurisdictions },
          {
            type: 'EquityClauseBreachSuspected',
            data: { equityId, companyId, changedOn: today, breaches: [{ contractId, breach: 'consent-missing' }] },
            jurisdictions,
          },
        ],
        missing: { url: '/undeclared-equity-transfers', body: { ...envelope, ...said, companyId: nowhere } },
      };
    },
  },
  {
    path: '/equity-transfers/:equityId/contracts',
    ...asTown,
    request: async (service) => {
      const { equityId, companyId } = await filed(service);
      const contractIds = [await signedContract(service, companyId)];
      const [contractId = ''] = contractIds;
      return {
        url: `/equity-transfers/${equityId}/contracts`,
        body: { ...envelope, contractIds },
        events: () => [{ type: 'EquityContractsNamed', data: { equityId, contractIds, clauses: [keptClause(contractId)] }, jurisdictions }],
        missing: { url: `/equity-transfers/${equityId}/contracts`, body: { ...envelope, contractIds: [nowhere] } },
      };
    },
  },
  ...stepCases,
  {
    path: '/equity-transfers/:equityId/date-corrections',
    ...asDepartment(market),
    powerless: officer('auditor', town),
    request: async (service) => {
      const { equityId, companyId } = await filed(service);
      await step(service, equityId, 'completion-reports', {}, town);
      const completed = (await service.eventsOf(`equity-${equityId}`)).find(({ type }) => type === 'EquityTransferCompleted');
      const body = { ...envelope, effectiveOn: '2024-03-10', reason: '登记日期有误' };
      const data = { equityId, companyId, kind: 'transfer', was: today, reason: body.reason };
      const discrepancy = {
        rule: 'equity-before-filing',
        en: 'effectiveOn 2024-03-10 lies before the case was opened, 2024-03-11.',
        zh: '生效日期2024-03-10早于立案日期2024-03-11。',
      };
      return {
        url: `/equity-transfers/${equityId}/date-corrections`,
        body,
        events: () => [
          { type: 'EquityDateCorrected', data, jurisdictions, corrects: String(completed?.id) },
          { type: 'EquityDiscrepancyFound', data: { equityId, discrepancy, about: 'EquityDateCorrected' }, jurisdictions },
        ],
        missing: { url: `/equity-transfers/${nowhere}/date-corrections`, body },
      };
    },
  },
  {
    path: '/equity-transfers/:equityId/completion-reports',
    ...asTown,
    request: async (service) => {
      const { equityId, companyId } = await filed(service);
      await heard(service, equityId);
      const body = { ...envelope, changes: null };
      const discrepancy = {
        rule: 'equity-not-granted',
        en: 'The joint review has not agreed to the transfer.',
        zh: '联合审查尚未同意该股权变更。',
      };
      return {
        url: `/equity-transfers/${equityId}/completion-reports`,
        body,
        events: () => [
          {
            type: 'EquityTransferCompleted',
            data: {
              equityId,
              companyId,
              kind: 'transfer',
              changes,
              parcelIds: [],
              contractIds: [],
              control: { changed: 'no', controllerBefore: null, controllerAfter: null },
              causedBy: null,
              caseNumber: null,
              basis: 'reported',
            },
            jurisdictions,
          },
          { type: 'EquityDiscrepancyFound', data: { equityId, discrepancy, about: 'EquityTransferCompleted' }, jurisdictions },
        ],
        missing: { url: `/equity-transfers/${nowhere}/completion-reports`, body },
      };
    },
  },
];
