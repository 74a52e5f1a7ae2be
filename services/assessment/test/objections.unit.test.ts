// An enterprise speaks for itself, a town for it from stamped paper, and nobody else learns that there is anything to object to.
import type { Actor } from '@yimu/domain/kernel';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { against, cycle, decided, evidenceOf, gradedParcel, lastDay, lodged } from './support/cases/objections.ts';
import {
  department,
  district,
  officer,
  otherTaskForce,
  otherTown,
  otherTownOfficer,
  taskForce,
  town,
  townOfficer,
} from './support/officers.ts';
import { type AssessmentService, assessmentService, enteredParcel, envelope } from './support/service.ts';
import { companyId, fact, finalGrade } from './support/supervised-facts.ts';

let service: AssessmentService;
beforeEach(async () => {
  service = await assessmentService();
});

const enterprise = (partyId: string): Actor => ({
  sub: `enterprise:${partyId}`,
  roles: ['enterprise'],
  scope: { kind: 'party', value: partyId },
});
const own = enterprise(companyId);
const stranger = enterprise(testId('stranger'));

const lodge = async (parcelId: string, as: Actor, changes: object = {}, key = 'lodge') =>
  service.post('/objections', { ...(await evidenceOf(service, as)), ...against(parcelId), ...changes }, { as, key });
const ruleOf = (answer: Awaited<ReturnType<typeof lodge>>) => [answer.statusCode, answer.json<{ rule?: string }>().rule];

/** The form of the parcel names the enterprise, before anything is decided. */
const opened = async (parcelId: string, enterprises: readonly string[] = [companyId]) => {
  const of = { subjectId: parcelId, subject: 'parcel', cycle, code: 'JS-CJ-000123', town, enterprises };
  await fact(service.store, `submission-${parcelId}-${district}-2023`, 'HealthCheckOpened', of);
};

describe('an enterprise', () => {
  it('objects to the grade of its parcel, in the town of the parcel', async () => {
    const parcelId = await gradedParcel(service);
    const answer = await lodge(parcelId, own);
    const { id } = answer.json<{ id: string }>();
    expect(answer.statusCode).toBe(201);
    expect(await service.eventsOf(`objection-${id}`)).toMatchObject([
      { type: 'ObjectionLodged', data: { parcelId, partyId: companyId, lodgedBy: 'enterprise', grade: 'C' }, jurisdictions: [town] },
    ]);
  });

  it('has one objection to a decision, under whatever key it is sent', async () => {
    const parcelId = await gradedParcel(service);
    const first = await lodge(parcelId, own);
    const again = await lodge(parcelId, own, {}, 'another key');
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    expect(ruleOf(await lodge(parcelId, own, { grounds: '面积有误' }, 'a third'))).toEqual([409, 'objection-already-pending']);
  });

  it('is told that nothing is decided yet when the form names it', async () => {
    const parcelId = await enteredParcel(service);
    await opened(parcelId);
    expect(ruleOf(await lodge(parcelId, own))).toEqual([409, 'objection-grade-not-final']);
  });

  it('learns nothing of a parcel that is not its own, decided or not', async () => {
    const parcelId = await gradedParcel(service);
    await opened(parcelId);
    const answers = [
      await lodge(parcelId, stranger, { partyId: testId('stranger') }),
      await lodge(parcelId, stranger),
      await lodge(testId('nowhere'), stranger, { partyId: testId('stranger') }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
  });

  it('does not speak for another one on the same parcel', async () => {
    const parcelId = await gradedParcel(service);
    expect((await lodge(parcelId, own, { partyId: testId('stranger') })).statusCode).toBe(404);
  });

  it('is late on the day after the window, whatever date it names', async () => {
    const parcelId = await gradedParcel(service, '2024-03-10');
    expect(ruleOf(await lodge(parcelId, own))).toEqual([409, 'objection-window-over']);
  });

  it('sends evidence', async () => {
    const parcelId = await gradedParcel(service);
    expect(ruleOf(await lodge(parcelId, own, envelope))).toEqual([422, 'objection-without-evidence']);
  });

  it('withdraws its own, also what the town lodged for it, and nobody else’s', async () => {
    const { objectionId } = await lodged(service);
    const withdraw = (as: Actor) =>
      service.post(`/objections/${objectionId}/withdrawals`, { ...envelope, reason: '已沟通一致' }, { as, key: as.sub });
    expect([(await withdraw(stranger)).statusCode, (await withdraw(own)).statusCode]).toEqual([404, 201]);
  });

  it('decides nothing', async () => {
    const { objectionId } = await lodged(service);
    const body = { ...envelope, outcome: 'upheld', reason: '数据有误' };
    expect((await service.post(`/objections/${objectionId}/decisions`, body, { as: own })).statusCode).toBe(403);
  });
});

describe('a town', () => {
  it('lodges for an enterprise, but does not withdraw what the enterprise lodged itself', async () => {
    const parcelId = await gradedParcel(service);
    const { id } = (await lodge(parcelId, own)).json<{ id: string }>();
    const body = { ...envelope, reason: '已沟通一致' };
    expect(ruleOf(await service.post(`/objections/${id}/withdrawals`, body, { as: townOfficer }))).toEqual([409, 'objection-not-own']);
  });

  it('learns nothing of a parcel of another town', async () => {
    const parcelId = await gradedParcel(service);
    expect([(await lodge(parcelId, otherTownOfficer)).statusCode, (await lodge(testId('nowhere'), townOfficer)).statusCode]).toEqual([
      404, 404,
    ]);
  });

  it('does not lodge for an enterprise that does not share the grade', async () => {
    const parcelId = await gradedParcel(service);
    expect(ruleOf(await lodge(parcelId, townOfficer, { partyId: testId('stranger') }))).toEqual([422, 'objection-party-not-concerned']);
  });

  it('lodges against the edition that decided, and against nothing before the decision is there', async () => {
    const parcelId = await gradedParcel(service);
    expect(ruleOf(await lodge(parcelId, townOfficer, { edition: 2 }))).toEqual([409, 'objection-edition-superseded']);
    const other = await enteredParcel(service, '另一地块');
    const second = { ...finalGrade(other), list: { jurisdiction: district, edition: 2 } };
    await fact(service.store, `assessment-${other}-${district}-2023`, 'GradeFinalised', second);
    expect(ruleOf(await lodge(other, townOfficer, { edition: 2 }, 'second'))).toEqual([409, 'objection-grade-not-final']);
  });
});

describe('the task force', () => {
  const decide = (objectionId: string, as: Actor) =>
    service.post(`/objections/${objectionId}/decisions`, { ...envelope, outcome: 'rejected', reason: '数据无误' }, { as });

  it('decides', async () => {
    const { objectionId } = await lodged(service);
    expect((await decide(objectionId, taskForce)).statusCode).toBe(201);
  });

  it('is not the person who lodged it', async () => {
    const { objectionId } = await lodged(service);
    const both: Actor = { ...officer('task-force', district), sub: townOfficer.sub };
    expect(ruleOf(await decide(objectionId, both))).toEqual([409, 'objection-decided-by-lodger']);
  });

  it('of a town decides nothing: the lists of towns are what is contested', async () => {
    const { objectionId } = await lodged(service);
    expect(ruleOf(await decide(objectionId, officer('task-force', town)))).toEqual([409, 'objection-decided-below-district']);
    expect([(await decide(objectionId, officer('task-force', otherTown))).statusCode]).toEqual([404]);
  });

  it('upholds nothing once the city has decided on another edition, and still rejects', async () => {
    const { objectionId, parcelId } = await lodged(service);
    await decided(service, lastDay, 2);
    await fact(service.store, `assessment-${parcelId}-${district}-2023`, 'GradeFinalised', {
      ...finalGrade(parcelId),
      list: { jurisdiction: district, edition: 2 },
    });
    const uphold = { ...envelope, outcome: 'upheld', reason: '数据有误' };
    const upheld = await service.post(`/objections/${objectionId}/decisions`, uphold, { as: taskForce, key: 'upheld' });
    expect(ruleOf(upheld)).toEqual([409, 'objection-decision-superseded']);
    expect((await decide(objectionId, otherTaskForce)).statusCode).toBe(404);
    expect((await decide(objectionId, taskForce)).statusCode).toBe(201);
  });

  it('is answered again as before, though another edition was decided meanwhile', async () => {
    const { objectionId } = await lodged(service);
    const uphold = () =>
      service.post(`/objections/${objectionId}/decisions`, { ...envelope, outcome: 'upheld', reason: '数据有误' }, { as: taskForce });
    const first = await uphold();
    await decided(service, lastDay, 2);
    expect([first.statusCode, (await uphold()).json()]).toEqual([201, first.json()]);
  });

  it('alone decides: no department of the district does', async () => {
    const { objectionId } = await lodged(service);
    expect((await decide(objectionId, department('经委'))).statusCode).toBe(403);
  });
});

it('the run that is scored again is that of the list, even after an earlier objection changed the grade', async () => {
  const parcelId = await enteredParcel(service);
  await decided(service);
  const changed = { ...finalGrade(parcelId, 'B'), run: testId('an objection') };
  await fact(service.store, `assessment-${parcelId}-${district}-2023`, 'GradeFinalised', changed);
  const { id } = (await lodge(parcelId, own)).json<{ id: string }>();
  expect((await service.eventsOf(`objection-${id}`))[0]?.data).toMatchObject({ run: testId('run'), grade: 'B' });
});
