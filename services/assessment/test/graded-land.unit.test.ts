// What touches land of grade C or D: one matter is looked at once, for the list, for the grade, or for both.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { reactions } from '../src/reactions/index.ts';
import { whenGradeFinalised } from '../src/reactions/when-grade-finalised.ts';
import { whenListedLandTouched } from '../src/reactions/when-listed-land-touched.ts';
import { listed } from './support/cases/plans.ts';
import { otherTown, town, townOfficer } from './support/officers.ts';
import { type AssessmentService, assessmentService, enteredParcel, envelope, today } from './support/service.ts';
import { companyId, fact, filing, finalGrade } from './support/supervised-facts.ts';

let service: AssessmentService;
let parcelId: string;
beforeEach(async () => {
  service = await assessmentService();
  parcelId = await enteredParcel(service);
});

const stream = () => `assessment-${parcelId}-310116-2023`;
const context = () => ({ store: service.store, today });
const graded = async (grade: 'A' | 'B' | 'C' | 'D', on: string = today) => {
  const event = await fact(service.store, stream(), 'GradeFinalised', finalGrade(parcelId, grade), { on });
  await whenGradeFinalised.react(context(), event);
  return event;
};
const filed = (name = 'a case', parcels = [parcelId], jurisdictions: readonly string[] = [town]) =>
  fact(service.store, `equity-${testId(name)}`, 'EquityTransferFiled', { ...filing(parcels), equityId: testId(name) }, { jurisdictions });
const deliver = (event: RecordedEvent) => whenListedLandTouched.react(context(), event);
const saidOf = async (kind: 'supervision' | 'plan', type: string) =>
  (await service.eventsOf(`${kind}-${parcelId}`)).filter((event) => event.type === type);
const gradedTouches = () => saidOf('supervision', 'GradedLandTouched');
const listedTouches = () => saidOf('plan', 'ListedLandTouched');

describe('a grade that the city decided', () => {
  it('is noted with the parcel, once, from the day of the decision, as an act of the reaction', async () => {
    const event = await graded('C', '2024-01-10');
    await whenGradeFinalised.react(context(), event);
    const { list: _, ...data } = finalGrade(parcelId);
    expect(await service.eventsOf(`supervision-${parcelId}`)).toMatchObject([
      {
        type: 'GradeNoted',
        data: { ...data, causedBy: event.id },
        effectiveOn: '2024-01-10',
        jurisdictions: [town],
        actor: { sub: 'reaction:graded-land' },
      },
    ]);
  });
  it('is tried again when it cannot be written', async () => {
    const event = await graded('C');
    const failing = {
      ...service.store,
      readStream: () => service.store.readStream('nothing-x'),
      append: () => Promise.reject(new Error('not now')),
    };
    await expect(whenGradeFinalised.react({ store: failing, today }, event)).rejects.toThrow('not now');
  });
  it('of a day that has not come is not taken', async () => {
    await expect(graded('C', '2024-03-12')).rejects.toThrow('lies after today');
  });
});

describe('a change of equity', () => {
  it.each(['C', 'D'] as const)('that touches land of grade %s is kept with its supervision, for the departments', async (grade) => {
    await graded(grade);
    const event = await filed();
    await deliver(event);
    await deliver(event);
    expect(await gradedTouches()).toMatchObject([
      {
        data: {
          parcelId,
          matter: { kind: 'equity', id: testId('a case') },
          fact: 'EquityTransferFiled',
          causedBy: event.id,
          enterpriseId: null,
          departments: ['规划资源局', '经委', '市场监管局'],
          alsoListed: false,
          grade,
          document: '金府办发〔2024〕5号',
        },
        effectiveOn: today,
        causationId: event.id,
        actor: { sub: 'reaction:supervised-matter' },
      },
    ]);
    expect(await listedTouches()).toEqual([]);
  });
  it('that touches land of grade B is nothing', async () => {
    await graded('B');
    await deliver(await filed());
    expect(await gradedTouches()).toEqual([]);
  });
  it('of a company that has such land elsewhere is kept there, and tells other places of the case nothing', async () => {
    await graded('C');
    const interest = { partyId: companyId, kind: 'land', targetId: parcelId };
    await fact(service.store, `interests-${companyId}`, 'InterestRecorded', interest, { on: '2020-01-01' });
    await deliver(await filed('a case', [], [otherTown, town]));
    expect(await gradedTouches()).toMatchObject([{ data: { enterpriseId: companyId }, jurisdictions: [town] }]);
  });
  it('that was filed before the grade was decided is not looked at again', async () => {
    const event = await filed();
    await deliver(event);
    await graded('C');
    expect(await gradedTouches()).toEqual([]);
  });
});

describe('land that is graded and listed', () => {
  it('is looked at once: the grade is told first and leaves the finding to the list', async () => {
    await listed(service, parcelId);
    await graded('D');
    await deliver(await filed());
    const [[first], [second]] = [await gradedTouches(), await listedTouches()];
    expect([first?.data, second?.data]).toMatchObject([{ alsoListed: true, grade: 'D' }, { matter: { id: testId('a case') } }]);
    expect(String(first?.position) < String(second?.position)).toBe(true);
  });
  it('only after the matter was told stays as it was: no second finding opens', async () => {
    await graded('C');
    const event = await filed();
    await deliver(event);
    await listed(service, parcelId);
    await deliver(event);
    expect([await gradedTouches(), await listedTouches()]).toMatchObject([[{ data: { alsoListed: false } }], []]);
  });
  it('that was listed when the matter began is not looked at anew because of a later grade', async () => {
    await listed(service, parcelId);
    const event = await filed();
    await deliver(event);
    await graded('C');
    await deliver(event);
    expect([(await gradedTouches()).map(({ data }) => data), (await listedTouches()).length]).toMatchObject([[{ alsoListed: true }], 1]);
  });
  it('that was struck off the list since is not looked at anew: the finding of the list is open', async () => {
    const entry = await listed(service, parcelId);
    const event = await filed();
    await deliver(event);
    const annulment = { ...envelope, reason: '并非本地块', entry };
    await service.post(`/plans/${parcelId}/entry-annulments`, annulment, { as: townOfficer, key: 'annulled' });
    await graded('C');
    await deliver(event);
    expect((await gradedTouches()).map(({ data }) => data)).toMatchObject([{ alsoListed: true }]);
  });
  it('is told of the list at the next delivery when only the grade could be told', async () => {
    await listed(service, parcelId);
    await graded('C');
    const event = await filed();
    const failing = {
      ...service.store,
      append: (name: string, ...rest: [never, never]) =>
        name.startsWith('plan-') ? Promise.reject(new Error('not now')) : service.store.append(name, ...rest),
    };
    await expect(whenListedLandTouched.react({ store: failing, today }, event)).rejects.toThrow('not now');
    await deliver(event);
    expect([(await gradedTouches()).length, (await listedTouches()).length]).toEqual([1, 1]);
  });
});

it('the reaction hears of every decision', () => {
  expect(reactions).toContain(whenGradeFinalised);
  expect(whenGradeFinalised.filter).toEqual({ types: ['GradeFinalised'] });
});
