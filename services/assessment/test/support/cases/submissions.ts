import type { Actor } from '@yimu/domain/kernel';
import { testId } from '@yimu/testing';
import { auditor, department, district, otherDistrict, otherTaskForce, taskForce, town, townOfficer } from '../officers.ts';
import { type AssessmentService, enteredParcel, envelope, nowhere } from '../service.ts';
import { fact } from '../supervised-facts.ts';
import { asTown, type Case, jurisdictions } from './case.ts';
import { given, opened } from './cycles.ts';
import { forms } from './form-schemas.ts';

export const [owner, lessee] = [testId('owner'), testId('lessee')];
export const cycle = { jurisdiction: district, year: 2024 };

/** An enterprise as the registry would have entered it. */
export const enteredEnterprise = (service: AssessmentService, partyId: string, name = '上海古岛时装有限公司') =>
  fact(service.store, `party-${partyId}`, 'EnterpriseEntered', { partyId, name, uscc: null, jurisdiction: town });

/** Opens a cycle, publishes forms and opens the 体检表 of a parcel that an owner and a lessee use; answers the parcel's id. */
export const healthCheckOpened = async (service: AssessmentService): Promise<string> => {
  const parcelId = await enteredParcel(service);
  await enteredEnterprise(service, owner);
  await enteredEnterprise(service, lessee, '上海昆磊毛纺织有限公司');
  await opened(service);
  await given(service, '/form-schemas', forms);
  const body = { ...envelope, subjectId: parcelId, subject: 'parcel', cycle, enterprises: [owner, lessee] };
  const answer = await service.post('/health-checks', body, { as: townOfficer, key: 'opened' });
  if (answer.statusCode !== 201) throw new Error(`the health check was not opened: ${answer.body}`);
  return parcelId;
};

export const under = (parcelId: string, of = 'parcel'): string => `/health-checks/${parcelId}/${district}/2024/${of}`;
export const submissionStream = (parcelId: string): string => `submission-${parcelId}-${district}-2024`;

/** Gives a command that must be accepted; answers the id of the last event of the 体检表. */
export const entered = async (service: AssessmentService, parcelId: string, what: string, body: object, as: Actor): Promise<string> => {
  const answer = await service.post(`${under(parcelId)}/${what}`, { ...envelope, ...body }, { as, key: `${what} ${as.sub}` });
  if (answer.statusCode !== 201) throw new Error(`${what} was refused: ${answer.body}`);
  return String((await service.eventsOf(submissionStream(parcelId))).at(-1)?.id);
};

export const tax = (value: string, partyId: string | null = owner) => ({
  partyId,
  period: 2023,
  figures: [{ quantity: 'tax', value, unit: '万元' }],
});
export const survey = { partyId: null, form: 'survey', answers: [{ field: 'building-hazard', value: 'no' }] };

const taxOffice = department('税务局');
const asTaxOffice = { by: taxOffice, elsewhere: department('税务局', otherDistrict), powerless: auditor };
const ofSubject = (parcelId: string) => ({ subjectId: parcelId, subject: 'parcel', cycle });

/** A case on an opened 体检表. */
const onHealthCheck = (
  what: string,
  who: Pick<Case, 'by' | 'elsewhere' | 'powerless'>,
  sent: (
    service: AssessmentService,
    parcelId: string,
  ) => Promise<{ readonly body: object; readonly type: string; readonly data?: object; readonly corrects?: string }>,
): Case => ({
  path: `/health-checks/:subjectId/:code/:year/:subject/${what}`,
  ...who,
  request: async (service) => {
    const parcelId = await healthCheckOpened(service);
    const { body: own, type, data = own, corrects } = await sent(service, parcelId);
    const body = { ...envelope, ...own };
    const event = { type, data: { ...ofSubject(parcelId), ...data }, jurisdictions };
    return {
      url: `${under(parcelId)}/${what}`,
      body,
      events: () => [corrects === undefined ? event : { ...event, corrects }],
      missing: { url: `${under(nowhere)}/${what}`, body },
    };
  },
});

export const submissionCases: readonly Case[] = [
  {
    path: '/health-checks',
    ...asTown,
    request: async (service) => {
      const parcelId = await enteredParcel(service);
      await enteredEnterprise(service, owner);
      await opened(service);
      const said = { subjectId: parcelId, subject: 'parcel', cycle, enterprises: [owner] };
      const body = { ...envelope, ...said };
      return {
        url: '/health-checks',
        body,
        events: () => [{ type: 'HealthCheckOpened', data: { ...said, code: parcelId, town }, jurisdictions }],
        missing: { url: '/health-checks', body: { ...body, subjectId: nowhere } },
      };
    },
  },
  onHealthCheck('enterprises', asTown, async () => ({
    body: { enterprises: [owner], reason: '承租企业已迁出' },
    type: 'EnterprisesRenamed',
  })),
  onHealthCheck('figures', asTaxOffice, async () => ({
    body: tax('128.5'),
    type: 'FiguresSupplied',
    data: { ...tax('128.5'), supplier: '税务局', form: null },
  })),
  onHealthCheck('figure-corrections', asTaxOffice, async (service, parcelId) => {
    const event = await entered(service, parcelId, 'figures', tax('128.5'), taxOffice);
    const said = { partyId: owner, period: 2023, quantity: 'tax', value: '12.85', unit: '万元', reason: '小数点误录' };
    return { body: { ...said, event }, type: 'FigureCorrected', data: { ...said, supplier: '税务局' }, corrects: event };
  }),
  onHealthCheck('forms', asTown, async () => ({
    body: survey,
    type: 'FormSubmitted',
    data: { ...survey, schema: { ...cycle, version: 1 }, filledBy: 'town', mandateId: null },
  })),
  onHealthCheck('form-returns', { by: taskForce, elsewhere: otherTaskForce, powerless: auditor }, async (service, parcelId) => {
    await entered(service, parcelId, 'forms', survey, townOfficer);
    return { body: { partyId: null, form: 'survey', reason: '隐患情况与现场不符', fields: ['building-hazard'] }, type: 'FormReturned' };
  }),
  onHealthCheck('form-confirmations', { by: taskForce, elsewhere: otherTaskForce, powerless: auditor }, async (service, parcelId) => {
    await entered(service, parcelId, 'forms', survey, townOfficer);
    return { body: { partyId: null, form: 'survey' }, type: 'FormConfirmed' };
  }),
];
