import { memoryEventStore } from '@yimu/event-store/memory';
import { beforeEach, describe, expect, it } from 'vitest';
import { given, opened, schedule, standard } from './support/cases/cycles.ts';
import { completed, enterprises2024, graded, ofCycle, partyOf, started } from './support/cases/rankings.ts';
import { takenTo, under } from './support/cases/standards.ts';
import { district, officer, otherDistrict, otherTaskForce, otherTown, taskForce, town } from './support/officers.ts';
import { type AssessmentService, assessmentService, envelope, nowhere } from './support/service.ts';

const neighbour = '310116113';
const parkId = '8a7c9c0e-3f0c-4e0e-9c57-0d5f1d3e2b11';

let service: AssessmentService;
let run: string;
beforeEach(async () => {
  service = await assessmentService();
  await opened(service, enterprises2024);
  run = await started(service);
});

const said = async (body: object, as = taskForce, key = 'key') => {
  const answer = await service.post('/bottom-rankings', { ...envelope, jurisdiction: town, cycle: ofCycle, run, ...body }, { as, key });
  return { status: answer.statusCode, ...answer.json<{ rule?: string; detail?: string; stream?: string }>() };
};
const frozen = async (stream: string) => (await service.eventsOf(stream)).at(-1)?.data as { ranked: number; entries: { code: string }[] };
const codes = async (stream: string) => (await frozen(stream)).entries.map(({ code }) => code);
const ofTown = `bottomranking-${town}-${district}-2024`;

describe('the bottom ranking of a place', () => {
  it('takes the enterprises that work there by the results of that run, and nothing else', async () => {
    await graded(service, run, 'here', '50');
    await graded(service, run, 'in both', '40', [town, neighbour]);
    await graded(service, run, 'there', '10', [neighbour]);
    await graded(service, run, 'not rated', null);
    // An objection to an earlier run grades once more under its own id, and a later run finds something else: neither is this run.
    await graded(service, nowhere, 'here', '1');
    await completed(service, run);
    const later = await started(service, 'later');
    await graded(service, later, 'new', '2');
    expect((await said({})).status).toBe(201);
    expect([await codes(ofTown), (await frozen(ofTown)).ranked]).toEqual([['in both', 'here'], 2]);
    await said({ jurisdiction: district }, taskForce, 'district');
    expect(await codes(`bottomranking-${district}-${district}-2024`)).toEqual(['there', 'in both', 'here']);
  });

  it('waits for the run to be completed', async () => {
    await graded(service, run, 'here', '50');
    expect(await said({})).toMatchObject({ status: 409, rule: 'cycle-run-not-completed' });
    expect(await said({ run: nowhere })).toMatchObject({ status: 409, rule: 'cycle-run-unknown' });
    await given(service, `${under('cycles', enterprises2024)}/abandonments`, { run, reason: '标准有误' });
    expect(await said({})).toMatchObject({ status: 409, rule: 'cycle-run-not-completed' });
  });

  it('waits for the feed to come to the end of the run: half of its results are no ranking', async () => {
    const store = memoryEventStore();
    let behind = 0;
    const head: typeof store.head = async () => {
      behind = Math.max(0, behind - 1);
      return behind > 0 ? '' : store.head();
    };
    const readAll: typeof store.readAll = (options) => store.readAll(behind > 0 ? { ...options, limit: 1 } : options);
    service = await assessmentService({ ...store, head, readAll });
    await opened(service, enterprises2024);
    run = await started(service);
    await graded(service, run, 'here', '50');
    await graded(service, run, 'last', '10');
    await completed(service, run);
    behind = 3;
    expect((await said({})).status).toBe(201);
    expect(await codes(ofTown)).toEqual(['last', 'here']);
  });

  it('is frozen: the same again is nothing new, and that of another run is refused', async () => {
    await graded(service, run, 'here', '50');
    await completed(service, run);
    await said({});
    expect(await said({}, taskForce, 'again')).toMatchObject({ status: 200 });
    const later = await started(service, 'later');
    await graded(service, later, 'here', '50');
    await completed(service, later);
    expect(await said({ run: later }, taskForce, 'later')).toMatchObject({ status: 409, rule: 'assessment-ranking-frozen-otherwise' });
  });

  it('rests on a cycle of its own place or one above: that of another place is not found', async () => {
    await graded(service, run, 'here', '50');
    await completed(service, run);
    const elsewhere = [
      await said({ jurisdiction: town }, otherTaskForce),
      await said({ jurisdiction: town, run: nowhere }, otherTaskForce),
      await said({ jurisdiction: otherTown }, otherTaskForce),
      await said({ cycle: { jurisdiction: otherDistrict, year: 2024 } }),
      await said({ cycle: { jurisdiction: district, year: 2023 } }),
    ];
    expect(elsewhere.map(({ status, detail }) => [status, detail])).toEqual(Array(5).fill([404, elsewhere[0]?.detail]));
    expect((await said({}, officer('task-force', town))).status).toBe(201);
  });

  it('of a district is taken from the cycle of its city', async () => {
    const city = { ...enterprises2024, jurisdiction: '310000' };
    await takenTo(service, 'publish', city);
    await given(service, '/cycles', { ...city, standard: { ...standard, jurisdiction: '310000' }, schedule }, '310000');
    const ofCity = { jurisdiction: '310000', year: 2024 };
    expect(await said({ jurisdiction: district, cycle: ofCity })).toMatchObject({ status: 409, rule: 'cycle-run-unknown' });
  });
});

describe('the bottom ranking of a park', () => {
  const ofPark = (...names: string[]) => ({ park: { parkId, partyIds: names.map(partyOf) } });
  beforeEach(async () => {
    await graded(service, run, 'in the park', '50');
    await graded(service, run, 'beside it', '40');
    await graded(service, run, 'in another town', '30', [neighbour]);
    await completed(service, run);
  });

  it('takes the enterprises that are named', async () => {
    expect((await said(ofPark('in the park'))).status).toBe(201);
    expect(await codes(`bottomranking-${town}-${parkId}-${district}-2024`)).toEqual(['in the park']);
  });

  it.each(['in another town', 'never graded'])('names no enterprise %s', async (name) => {
    const refused = await said(ofPark('in the park', name));
    expect([refused.status, refused.rule]).toEqual([422, 'cycle-run-without-result']);
    expect(refused.detail).toContain(partyOf(name));
  });

  it('names each enterprise once', async () => {
    expect(await said(ofPark('in the park', 'in the park'))).toMatchObject({ status: 422, rule: 'assessment-ranking-names-twice' });
  });

  it('names its enterprises', async () => {
    expect((await said({ park: { parkId } })).status).toBe(400);
    expect((await said({ park: { parkId, partyIds: [] } })).status).toBe(400);
  });
});
