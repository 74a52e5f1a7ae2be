import { type Actor, addDays, date } from '@yimu/domain/kernel';
import { testId } from '@yimu/testing';
import { district, townOfficer } from '../officers.ts';
import { type AssessmentService, enteredParcel, envelope, nowhere, sources, today } from '../service.ts';
import { companyId, fact, finalGrade } from '../supervised-facts.ts';
import { asTown, type Case, jurisdictions } from './case.ts';
import { asTaskForce } from './standards.ts';

export const cycle = { jurisdiction: district, year: 2023 };
export const lastDay = '2024-03-20';

/** The city decides an edition of the list of 金山区: who objects does so until `until`. */
export const decided = async (service: AssessmentService, until = lastDay, edition = 1): Promise<void> => {
  const totals = { A: 0, B: 0, C: 1, D: 0, T: 0, none: 0 };
  const found = { run: testId('run'), totals, parcels: 1, document: '金府办发〔2024〕5号', overrides: null, changes: [] };
  const data = { jurisdiction: district, cycle, subject: 'parcel', edition, ...found, objectionsUntil: until };
  await fact(service.store, `classlist-${district}-${district}-2023`, 'ClassListDecided', data, { jurisdictions: [district] });
};

/** A parcel of 漕泾镇 that the list gave grade C; answers its id. */
export const gradedParcel = async (service: AssessmentService, until?: string): Promise<string> => {
  const parcelId = await enteredParcel(service);
  await decided(service, until);
  await fact(service.store, `assessment-${parcelId}-${district}-2023`, 'GradeFinalised', finalGrade(parcelId));
  return parcelId;
};

/** What a command says that rests on a file which its sender stored before. */
export const evidenceOf = async ({ store }: AssessmentService, actor: Actor) => {
  const evidenceId = testId('evidence', actor.sub);
  const stored = { evidenceId, sha256: 'a'.repeat(64), size: 10, mediaType: 'application/pdf', fileName: null };
  await fact(store, `evidence-${evidenceId}`, 'EvidenceStored', stored, { actor });
  return { effectiveOn: today, sources: [{ ...sources[0], kind: 'declaration', evidenceId }] };
};
export const grounds = '研发费用未计入';
export const against = (parcelId: string) => ({ parcelId, cycle, edition: 1, partyId: companyId, grounds });

/** The town lodges it from stamped paper; answers the objection and the parcel. */
export const lodged = async (service: AssessmentService): Promise<{ readonly objectionId: string; readonly parcelId: string }> => {
  const parcelId = await gradedParcel(service);
  const answer = await service.post(
    '/objections',
    { ...(await evidenceOf(service, townOfficer)), ...against(parcelId) },
    { as: townOfficer, key: 'lodged' },
  );
  if (answer.statusCode !== 201) throw new Error(`the objection was not lodged: ${answer.body}`);
  return { objectionId: answer.json<{ id: string }>().id, parcelId };
};

const decision = { list: { jurisdiction: district, edition: 1 }, document: '金府办发〔2024〕5号', run: testId('run'), grade: 'C' };
const objected = (objectionId: string, parcelId: string) => ({ objectionId, parcelId, cycle, partyId: companyId });

export const objectionCases: readonly Case[] = [
  {
    path: '/objections',
    ...asTown,
    request: async (service) => {
      const parcelId = await gradedParcel(service);
      const body = { ...(await evidenceOf(service, townOfficer)), ...against(parcelId) };
      const dates = { until: lastDay, decideBy: addDays(date(today), 30) };
      return {
        url: '/objections',
        body,
        events: (objectionId) => [
          {
            type: 'ObjectionLodged',
            data: { ...objected(objectionId, parcelId), ...decision, grounds, lodgedBy: 'on-behalf', ...dates },
            jurisdictions,
          },
        ],
        missing: { url: '/objections', body: { ...body, parcelId: nowhere } },
      };
    },
  },
  {
    path: '/objections/:objectionId/withdrawals',
    ...asTown,
    request: async (service) => {
      const { objectionId, parcelId } = await lodged(service);
      const body = { ...envelope, reason: '已沟通一致' };
      const data = { ...objected(objectionId, parcelId), reason: '已沟通一致' };
      return {
        url: `/objections/${objectionId}/withdrawals`,
        body,
        events: () => [{ type: 'ObjectionWithdrawn', data, jurisdictions }],
        missing: { url: `/objections/${nowhere}/withdrawals`, body },
      };
    },
  },
  {
    path: '/objections/:objectionId/decisions',
    ...asTaskForce,
    request: async (service) => {
      const { objectionId, parcelId } = await lodged(service);
      const said = { reason: '数据有误', corrections: '研发费用应为120万元' };
      const body = { ...envelope, outcome: 'upheld', ...said };
      return {
        url: `/objections/${objectionId}/decisions`,
        body,
        events: () => [{ type: 'ObjectionUpheld', data: { ...objected(objectionId, parcelId), ...decision, ...said }, jurisdictions }],
        missing: { url: `/objections/${nowhere}/decisions`, body },
      };
    },
  },
];
