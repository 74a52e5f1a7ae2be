import { beforeEach, describe, expect, it } from 'vitest';
import { listed, row } from './support/cases/plans.ts';
import { targets, targetsSet } from './support/cases/targets.ts';
import { department, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { type AssessmentService, assessmentService, enteredParcel, envelope } from './support/service.ts';

let service: AssessmentService;
beforeEach(async () => {
  service = await assessmentService();
});

const sentences = async (url: string, body: object) => {
  const answer = await service.post(url, { ...envelope, ...body }, { as: townOfficer });
  const problem = answer.json<{ errors?: { message: string }[] }>();
  return [answer.statusCode, problem.errors?.map(({ message }) => message)];
};

describe('a plan entry', () => {
  it("lies in the parcel's town, which nobody may say otherwise", async () => {
    const parcelId = await enteredParcel(service);
    expect(await sentences(`/plans/${parcelId}/entries`, { ...row, jurisdiction: otherTown })).toEqual([
      400,
      ['jurisdiction: expected no such field.'],
    ]);
  });

  it('is listed by 经委 of the district under the town of the parcel', async () => {
    const parcelId = await enteredParcel(service);
    const answer = await service.post(`/plans/${parcelId}/entries`, { ...envelope, ...row }, { as: department('经委') });
    expect([answer.statusCode, (await service.eventsOf(`plan-${parcelId}`))[0]?.jurisdictions]).toEqual([201, [town]]);
  });

  it('is not listed for a parcel that was never entered, even in the own town', async () => {
    const answer = await service.post('/plans/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed/entries', { ...envelope, ...row }, { as: townOfficer });
    expect(answer.statusCode).toBe(404);
  });

  it('listed again with the same content is nothing new, with other content it is refused by name', async () => {
    const parcelId = await enteredParcel(service);
    await listed(service, parcelId);
    const again = (changed: object, key: string) =>
      service.post(`/plans/${parcelId}/entries`, { ...envelope, ...row, ...changed }, { as: townOfficer, key });
    expect((await again({ matchedBy: 'name' }, 'a')).statusCode).toBe(200);
    const other = await again({ year: 2027 }, 'b');
    expect([other.statusCode, other.json<{ rule: string }>().rule]).toEqual([409, 'plan-entry-listed-otherwise']);
  });

  it.each([
    [{ category: 'demolish' }, /^category: expected one of revitalise, vacate, upgrade\.$/],
    [{ year: 20_250 }, /^year: expected/],
    [{ area: { value: '-1', unit: 'mu' } }, /^area\.value: expected a positive number as text, for example "30\.62"\.$/],
    [{ enterprise: ' ' }, /^enterprise: expected/],
  ])('with %j is refused in one sentence', async (wrong, sentence) => {
    const [status, said] = await sentences(`/plans/${await enteredParcel(service)}/entries`, { ...row, ...wrong });
    expect([status, said]).toEqual([400, [expect.stringMatching(sentence)]]);
  });
});

describe('targets', () => {
  it('that do not rise from floor to stretch are refused, naming both figures', async () => {
    const answer = await service.post('/targets', { ...envelope, ...targets, floor: '17' }, { as: townOfficer });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      rule: 'floor-above-assured',
      detail: 'The floor 17 is higher than the assured figure 16; expected floor ≤ assured ≤ stretch.',
    });
  });

  it('may be set for the district and the city by those whose scope they are', async () => {
    const set = (jurisdiction: string, as: typeof townOfficer) =>
      service.post('/targets', { ...envelope, ...targets, jurisdiction }, { as, key: jurisdiction });
    expect((await set('310116', department('经委'))).statusCode).toBe(201);
    expect((await set('310000', department('经委'))).statusCode).toBe(404);
    expect((await set('310000', department('经委', '310000'))).statusCode).toBe(201);
  });

  it('for another indicator of the same year join the same stream', async () => {
    await targetsSet(service);
    const indicator = { ...targets.indicator, number: '7', name: '腾退低效用地' };
    const answer = await service.post('/targets', { ...envelope, ...targets, indicator, planCategory: 'vacate' }, { as: townOfficer });
    expect(answer.json()).toMatchObject({ stream: `target-${town}-2025`, revision: 1 });
  });

  it('that were never set cannot be corrected, while an actual is a fact and is recorded', async () => {
    const figures = { indicator: '提升低效用地', floor: '1', assured: '2', stretch: '3', reason: '调整' };
    const corrected = await service.post(`/targets/${town}/2025/corrections`, { ...envelope, ...figures }, { as: townOfficer });
    const actual = { indicator: '提升低效用地', value: '17.96' };
    const reported = await service.post(`/targets/${town}/2025/actuals`, { ...envelope, ...actual }, { as: townOfficer });
    expect([corrected.statusCode, reported.statusCode]).toEqual([404, 201]);
  });

  it('of another town can be neither set nor reported on', async () => {
    const set = await service.post('/targets', { ...envelope, ...targets }, { as: otherTownOfficer });
    const actual = { ...envelope, indicator: '提升低效用地', value: '1' };
    const reported = await service.post(`/targets/${town}/2025/actuals`, actual, { as: otherTownOfficer });
    expect([set.statusCode, reported.statusCode, await service.everything()]).toEqual([404, 404, []]);
  });

  it.each([
    [`/targets/${town}/1999/actuals`, ['year: expected a year from 2000 to 2100.']],
    ['/targets/31/2025/actuals', ['code: expected an administrative code of 6 digits (city, district) or 9 digits (town).']],
  ])('at %s are refused in one sentence', async (url, said) => {
    expect(await sentences(url, { indicator: '提升低效用地', value: '1' })).toEqual([400, said]);
  });

  it('are exact decimals as text', async () => {
    expect(await sentences('/targets', { ...targets, floor: 14 })).toEqual([400, ['floor: expected text.']]);
    expect(await sentences('/targets', { ...targets, floor: 14.5 })).toEqual([
      400,
      ['floor: expected a safe integer; decimals are written as text.'],
    ]);
  });
});
