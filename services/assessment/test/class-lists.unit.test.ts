// What only the service does for the approval of lists: it reads the run, the standard, the other lists, and who stands above whom.
import type { Actor, RecordedEvent } from '@yimu/domain/kernel';
import { memoryEventStore } from '@yimu/event-store/memory';
import { describe, expect, it } from 'vitest';
import { whenClassListDecided } from '../src/reactions/when-class-list-decided.ts';
import { whenClassListReturned } from '../src/reactions/when-class-list-returned.ts';
import { given } from './support/cases/cycles.ts';
import { parcels2024, under } from './support/cases/standards.ts';
import {
  cityDepartment,
  classLists,
  classStream,
  deciding,
  districtSubmission,
  done,
  enterpriseOf,
  type Found,
  found,
  land,
  listed,
  parcelOf,
  passing,
  recorder,
  resultOf,
  runOf,
  scored,
  submission,
  tax,
  townLists,
  townStream,
} from './support/listed-run.ts';
import { department, district, otherTown, taskForce, town, townOfficer } from './support/officers.ts';
import { type AssessmentService, assessmentService, envelope, nowhere, today } from './support/service.ts';

const edition = 1;
const neighbour = '310116113';
/** A parcel of the neighbouring town, one in both, and one of another district that the run graded too. */
const wider: readonly Found[] = [...found, ['四号', 'B', neighbour], ['五号', 'C', town, neighbour], ['六号', 'A', otherTown]];

const refusal = async (service: AssessmentService, as: Actor, url: string, body: object, key = 'refused') => {
  const answer = await service.post(url, { ...envelope, ...body }, { as, key });
  return answer.statusCode === 201 ? '201' : answer.json<{ rule?: string; code: string }>().rule;
};
const last = async (service: AssessmentService, stream: string): Promise<RecordedEvent> => {
  const event = (await service.eventsOf(stream)).at(-1);
  if (event === undefined) throw new Error(`${stream} is empty`);
  return event;
};
const kinds = async (service: AssessmentService, stream: string) => (await service.eventsOf(stream)).map(({ type }) => type);
const neighbourOfficer: Actor = { ...townOfficer, sub: 'neighbour', scope: { kind: 'subtree', value: neighbour } };

describe("a town's list", () => {
  it('counts the parcels that the run graded in the town, those of two towns in both', async () => {
    const service = await assessmentService();
    const run = await scored(service, wider);
    await done(service, townOfficer, '/town-lists', submission(run));
    await done(service, neighbourOfficer, '/town-lists', { ...submission(run), town: neighbour }, 'neighbour');
    expect((await last(service, townStream)).data).toMatchObject({ parcels: 4, totals: { A: 1, B: 0, C: 1, D: 1, none: 1 } });
    expect((await last(service, townStream.replace(town, neighbour))).data).toMatchObject({ parcels: 2, totals: { B: 1, C: 1 } });
  });
  it('is of the last completed run: not of one that goes on, of another, or of a cycle that was never opened', async () => {
    const service = await assessmentService();
    const first = await scored(service);
    const second = await runOf(service, found, 'second');
    const running = await given(service, `${under('cycles', parcels2024)}/scorings`, {}, district, 'third');
    for (const run of [first, running, nowhere])
      expect(await refusal(service, townOfficer, '/town-lists', submission(run), run)).toBe('classlist-run-not-standing');
    const elsewhere = { ...submission(second), cycle: { jurisdiction: district, year: 2030 } };
    expect(await refusal(service, townOfficer, '/town-lists', elsewhere, 'elsewhere')).toBe('classlist-run-not-standing');
    expect(await refusal(service, townOfficer, '/town-lists', submission(second), 'second')).toBe('201');
  });
  it('is not of enterprises', async () => {
    const service = await assessmentService();
    const run = await scored(service);
    const ofEnterprises = { ...submission(run), subject: 'enterprise' };
    expect(await refusal(service, townOfficer, '/town-lists', ofEnterprises)).toBe('classlist-enterprise-cycle');
  });
  it('reads the results once, however many lists are made of them', async () => {
    const store = memoryEventStore();
    let reads = 0;
    const readAll: typeof store.readAll = (options) => {
      reads += 1;
      return store.readAll(options);
    };
    const service = await assessmentService({ ...store, readAll });
    await listed(service, 'reviewed');
    const line = { parcelId: parcelOf('二号'), reason: '复核' };
    await done(service, cityDepartment, `${classLists}/opinions`, { edition, verdict: 'remarks', lines: [line] }, 'again');
    expect(reads).toBe(1);
  });
});

it('results are read when the feed has come to the end of the run, not before', async () => {
  const store = memoryEventStore();
  let looks = 0;
  const head: typeof store.head = async () => {
    looks += 1;
    return looks === 2 ? '' : store.head();
  };
  const service = await assessmentService({ ...store, head });
  const run = await scored(service);
  expect(looks).toBe(1);
  await done(service, townOfficer, '/town-lists', submission(run));
  expect([looks, (await last(service, townStream)).data]).toMatchObject([3, { parcels: found.length }]);
});

describe('a line review', () => {
  const returning = (parcelId: string, indicator: string | null = null) => ({
    edition,
    verdict: 'returned',
    lines: [{ parcelId, indicator, reason: '复核' }],
  });
  const reviews = `${townLists}/reviews`;
  it('is of departments that the standard takes figures of, and of parcels of the town', async () => {
    const service = await assessmentService();
    await listed(service, 'submitted', wider);
    expect(await refusal(service, department('应急局'), reviews, passing)).toBe('classlist-department-without-line');
    expect(await refusal(service, tax, reviews, returning(parcelOf('四号')))).toBe('classlist-parcel-without-result');
    expect(await refusal(service, tax, reviews, returning(nowhere))).toBe('classlist-parcel-without-result');
    expect(await refusal(service, tax, reviews, returning(parcelOf('五号'), 'noise'))).toBe('classlist-line-of-other-department');
    expect(await refusal(service, tax, reviews, returning(parcelOf('五号')))).toBe('201');
  });
  it('is not of who submitted the list, under whatever hat, nor of the town itself', async () => {
    const service = await assessmentService();
    await listed(service, 'submitted');
    expect(await refusal(service, { ...tax, sub: townOfficer.sub }, reviews, passing)).toBe('classlist-approver-submitted');
    expect(await refusal(service, department('税务局', town), reviews, passing)).toBe('classlist-approver-of-same-level');
  });
});

describe("the district's list", () => {
  it('waits until every line is passed, and holds every town that has results', async () => {
    const service = await assessmentService();
    const run = await listed(service, 'submitted', wider);
    const submit = (towns: { town: string; edition: number }[], key: string) =>
      refusal(service, taskForce, '/class-lists', districtSubmission(run, towns), key);
    const own = { town, edition };
    expect(await submit([own], 'alone')).toBe('classlist-town-without-list');
    expect(await submit([own, { town: neighbour, edition }], 'none')).toBe('classlist-town-list-not-cleared');
    expect(await submit([own, { town: otherTown, edition }], 'outside')).toBe('classlist-town-outside');
  });
  it('is not decided, published or returned out of order', async () => {
    const service = await assessmentService();
    await listed(service, 'listed');
    expect(await refusal(service, recorder, `${classLists}/decisions`, deciding)).toBe('classlist-without-opinion');
    expect(await refusal(service, taskForce, `${classLists}/publications`, { edition, classes: ['A'] })).toBe('classlist-not-decided');
  });
  it('is not decided by who submitted it, under whatever hat, nor by the district', async () => {
    const service = await assessmentService();
    await listed(service, 'reviewed');
    const decisions = `${classLists}/decisions`;
    expect(await refusal(service, { ...recorder, sub: taskForce.sub }, decisions, deciding)).toBe('classlist-approver-submitted');
    const ofDistrict = { ...recorder, scope: taskForce.scope };
    expect(await refusal(service, ofDistrict, decisions, deciding)).toBe('classlist-approver-of-same-level');
  });
  it('is neither judged nor decided by who submitted the list of one of its towns, under whatever hat', async () => {
    const service = await assessmentService();
    await listed(service, 'listed');
    const opinion = { edition, verdict: 'agree' };
    const ofTown = { sub: townOfficer.sub };
    expect(await refusal(service, { ...cityDepartment, ...ofTown }, `${classLists}/opinions`, opinion)).toBe(
      'classlist-approver-submitted',
    );
    await done(service, cityDepartment, `${classLists}/opinions`, opinion);
    expect(await refusal(service, { ...recorder, ...ofTown }, `${classLists}/decisions`, deciding)).toBe('classlist-approver-submitted');
    expect(await refusal(service, recorder, `${classLists}/decisions`, deciding)).toBe('201');
  });
  it('takes no opinion of a department without a name', async () => {
    const service = await assessmentService();
    await listed(service, 'listed');
    const { department: _, ...nameless } = cityDepartment;
    const body = { edition, verdict: 'agree' };
    expect(await refusal(service, nameless, `${classLists}/opinions`, body)).toBe('classlist-department-unnamed');
  });
  it('keeps the lists of its towns until it is returned', async () => {
    const service = await assessmentService();
    await listed(service, 'listed');
    const withdraw = (key: string) => refusal(service, townOfficer, `${townLists}/withdrawals`, { edition, reason: '补充' }, key);
    const giveBack = { edition, reason: '复核' };
    expect([await withdraw('before'), await refusal(service, taskForce, `${townLists}/returns`, giveBack)]).toEqual([
      'classlist-town-list-taken',
      'classlist-town-list-taken',
    ]);
    await done(service, cityDepartment, `${classLists}/returns`, { edition, reason: '整体复核' });
    expect(await withdraw('after')).toBe('201');
  });
});

describe('when the city returns lines', () => {
  const returned = async () => {
    const service = await assessmentService();
    const run = await listed(service, 'listed');
    const lines = [{ parcelId: parcelOf('二号'), reason: '能耗有误' }];
    await done(service, cityDepartment, `${classLists}/returns`, { edition, reason: '请复核', lines });
    const event = await last(service, classStream);
    const deliver = () => whenClassListReturned.react({ store: service.store, today }, event);
    return { service, run, deliver };
  };
  it('the towns of these find their lists open again, with the lines, once', async () => {
    const { service, deliver } = await returned();
    await deliver();
    await deliver();
    const events = await service.eventsOf(townStream);
    expect(events.map(({ type }) => type)).toEqual(['TownListSubmitted', 'LineReviewed', 'LineReviewed', 'TownListReturned']);
    expect(events.at(-1)).toMatchObject({
      data: { classList: 1, edition: 1, reason: '请复核', lines: [{ parcelId: parcelOf('二号'), towns: [town], reason: '能耗有误' }] },
      actor: { sub: 'reaction:return-town-lists' },
    });
  });
  it('they submit again, and then the district does; not before', async () => {
    const { service, run, deliver } = await returned();
    expect(await refusal(service, taskForce, '/class-lists', districtSubmission(run), 'before')).toBe('classlist-town-not-resubmitted');
    await deliver();
    await done(service, townOfficer, '/town-lists', submission(run), 'again');
    for (const by of [tax, land]) await done(service, by, `${townLists}/reviews`, { ...passing, edition: 2 }, `${by.sub} again`);
    await done(service, taskForce, '/class-lists', districtSubmission(run, [{ town, edition: 2 }]), 'again');
    expect((await last(service, classStream)).data).toMatchObject({ edition: 2, towns: [{ town, edition: 2 }] });
  });
  it('a list that the town took back meanwhile stays with the town', async () => {
    const { service, deliver } = await returned();
    await done(service, townOfficer, `${townLists}/withdrawals`, { edition, reason: '自行更正' });
    await deliver();
    expect((await kinds(service, townStream)).at(-1)).toBe('TownListWithdrawn');
  });
});

describe('when the city decides', () => {
  const change = { parcelId: parcelOf('二号'), grade: 'C', reason: '整改已验收' };
  const decided = async (parcels = found) => {
    const service = await assessmentService();
    const run = await listed(service, 'reviewed', parcels);
    await done(service, recorder, `${classLists}/decisions`, { ...deciding, changes: [change] });
    const event = await last(service, classStream);
    const deliver = (signal?: AbortSignal) =>
      whenClassListDecided.react({ store: service.store, today, ...(signal === undefined ? {} : { signal }) }, event);
    return { service, run, event, deliver };
  };
  const finals = async (service: AssessmentService) => (await service.everything()).filter(({ type }) => type === 'GradeFinalised');

  it('every grade of the district is final: that of the run, or what the city decided otherwise', async () => {
    const { service, run, event, deliver } = await decided([...found, ['六号', 'A', otherTown]]);
    await deliver();
    const grades = (await finals(service)).map(({ data }) => data as { parcelId: string; grade: string | null });
    expect(new Map(grades.map(({ parcelId, grade }) => [parcelId, grade]))).toEqual(
      new Map([
        [parcelOf('一号'), 'A'],
        [parcelOf('二号'), 'C'],
        [parcelOf('三号'), null],
      ]),
    );
    expect(await last(service, resultOf('二号'))).toMatchObject({
      data: {
        run,
        partyIds: [enterpriseOf('二号')],
        list: { jurisdiction: district, edition },
        document: '漕府〔2024〕11号',
      },
      jurisdictions: [town],
      effectiveOn: event.effectiveOn,
      causationId: event.id,
    });
  });
  it('grades become final once, however often the event comes, and goes on where it stopped', async () => {
    const { service, event, deliver } = await decided();
    await expect(deliver(AbortSignal.abort())).rejects.toThrow('aborted');
    expect(await finals(service)).toEqual([]);
    const append: typeof service.store.append = async (stream, ...rest) => {
      if (stream === resultOf('三号')) throw new Error('the store is out of reach');
      return service.store.append(stream, ...rest);
    };
    const broken = { store: { ...service.store, append }, today };
    await expect(whenClassListDecided.react(broken, event)).rejects.toThrow('out of reach');
    expect(await finals(service)).toHaveLength(found.length - 1);
    await deliver();
    await deliver();
    expect(await finals(service)).toHaveLength(found.length);
  });
  it('a later decision makes another grade final, and the earlier one stays in history', async () => {
    const { service, run, deliver } = await decided();
    await deliver();
    await done(service, recorder, `${classLists}/returns`, { edition, reason: '重新审定' }, 'back');
    await done(service, taskForce, '/class-lists', districtSubmission(run), 'second');
    const second = { ...deciding, edition: 2 };
    await done(service, cityDepartment, `${classLists}/opinions`, { edition: 2, verdict: 'agree' }, 'second');
    await done(service, recorder, `${classLists}/decisions`, second, 'second');
    await whenClassListDecided.react({ store: service.store, today }, await last(service, classStream));
    const history = (await service.eventsOf(resultOf('二号'))).filter(({ type }) => type === 'GradeFinalised');
    expect(history.map(({ data }) => data)).toMatchObject([
      { grade: 'C', list: { edition: 1 } },
      { grade: 'D', list: { edition: 2 } },
    ]);
  });
});
