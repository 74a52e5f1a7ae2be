import type { Actor } from '@yimu/domain/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import { given, opened, schedule, standard } from './support/cases/cycles.ts';
import { type Place, parcels2024, takenTo, under } from './support/cases/standards.ts';
import { district, officer, otherDistrict, otherTaskForce, taskForce, town } from './support/officers.ts';
import { type AssessmentService, assessmentService, enteredParcel, envelope, nowhere } from './support/service.ts';

let service: AssessmentService;
beforeEach(async () => {
  service = await assessmentService();
});

const cityTaskForce = officer('task-force', '310000');
const city: Place = { ...parcels2024, jurisdiction: '310000' };
const url = under('cycles', parcels2024);

const said = async (path: string, body: object, as: Actor = taskForce, key = 'key') => {
  const answer = await service.post(path, { ...envelope, ...body }, { as, key });
  const { rule, detail, id } = answer.json<Readonly<Record<string, string | undefined>>>();
  return { status: answer.statusCode, rule, detail, id, body: answer.body };
};
const opening = (of: object | null, as: Actor = taskForce) => said('/cycles', { ...parcels2024, standard: of, schedule }, as);

describe('opening a cycle', () => {
  it('takes the standard of a level above, although that lies outside the scope', async () => {
    await takenTo(service, 'publish', city);
    expect((await opening({ ...standard, jurisdiction: '310000' })).status).toBe(201);
    const [event] = await service.eventsOf(`cycle-${district}-2024`);
    expect([event?.data, event?.jurisdictions]).toEqual([
      expect.objectContaining({ standard: { ...standard, jurisdiction: '310000' } }),
      [district],
    ]);
  });

  it('takes no draft, no standard of the other subject and none at all: each is refused by name', async () => {
    await takenTo(service, 'validate');
    await takenTo(service, 'publish', { ...parcels2024, subject: 'enterprise' });
    const refusals = [await opening(standard), await opening({ ...standard, version: 2 }), await opening(null)];
    expect(refusals.map(({ status, rule }) => [status, rule])).toEqual(Array(3).fill([422, 'cycle-without-standard']));
  });

  it('finds no standard of another district, whether or not there is one', async () => {
    const elsewhere = { ...standard, jurisdiction: otherDistrict };
    const nothing = await opening(elsewhere);
    await takenTo(service, 'publish', { ...parcels2024, jurisdiction: otherDistrict });
    const something = await opening(elsewhere);
    expect([nothing.status, something.status, something.detail]).toEqual([404, 404, nothing.detail]);
    // Who sees both districts is told why.
    expect(await opening(elsewhere, cityTaskForce)).toMatchObject({ status: 422, rule: 'cycle-standard-from-elsewhere' });
  });

  it('of another district, or of the own district by a town, is nothing anybody else could do', async () => {
    await takenTo(service, 'publish');
    const others = [await opening(standard, otherTaskForce), await opening(standard, officer('task-force', town))];
    expect(others.map(({ status }) => status)).toEqual([404, 404]);
    expect((await opening(standard, cityTaskForce)).status).toBe(201);
  });

  it('under a standard that was superseded meanwhile is refused by name', async () => {
    await takenTo(service, 'publish');
    await given(service, `${under('standards', parcels2024)}/supersessions`, { version: 1, by: { ...standard, year: 2025 } });
    expect(await opening(standard)).toMatchObject({ status: 409, rule: 'cycle-standard-not-in-force' });
  });
});

describe('a cycle of the neighbours', () => {
  const names = ['freezes', 'scorings'];
  it.each([
    ['another district', otherTaskForce],
    ['a town of the same district', officer('task-force', town)],
  ])('does not exist for %s', async (_, as) => {
    await opened(service);
    const before = (await service.everything()).length;
    for (const name of names) {
      const [guessed, nothing] = [await said(`${url}/${name}`, {}, as), await said(`/cycles/${district}/2099/parcel/${name}`, {}, as)];
      expect([guessed.status, guessed.detail]).toEqual([404, nothing.detail]);
    }
    expect(await service.everything()).toHaveLength(before);
  });
});

describe('a run of the scoring job', () => {
  const runs = async () => (await service.eventsOf(`cycle-${district}-2024`)).filter(({ type }) => type === 'ScoringStarted');

  it('is pinned to where the ledger stands, whatever the request says', async () => {
    await opened(service);
    await enteredParcel(service);
    const head = await service.store.head();
    const pinned = await service.post(`${url}/scorings`, { ...envelope, position: head, run: nowhere }, { as: taskForce });
    expect(
      pinned
        .json<{ errors: { field: string }[] }>()
        .errors.map(({ field }) => field)
        .toSorted(),
    ).toEqual(['position', 'run']);
    const { id } = await said(`${url}/scorings`, {});
    expect((await runs()).map(({ data }) => data)).toEqual([{ ...parcels2024, run: id, position: head, standard, isFrozen: false }]);
  });

  it('asked for again under the same key is the same run, however far the ledger has moved on', async () => {
    await opened(service);
    const first = await said(`${url}/scorings`, {});
    await enteredParcel(service);
    await given(service, `${url}/freezes`, {});
    const again = await said(`${url}/scorings`, {});
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    await given(service, `${url}/abandonments`, { run: first.id, reason: '标准有误' });
    expect((await said(`${url}/scorings`, {})).body).toBe(first.body);
    expect(await runs()).toHaveLength(1);
  });

  it('is alone: another is refused by name until it is given up', async () => {
    await opened(service);
    const { id } = await said(`${url}/scorings`, {}, taskForce, 'first');
    expect(await said(`${url}/scorings`, {}, taskForce, 'second')).toMatchObject({ status: 409, rule: 'cycle-scoring-in-progress' });
    expect(await said(`${url}/abandonments`, { run: nowhere, reason: '错' })).toMatchObject({ status: 409, rule: 'cycle-run-unknown' });
    await given(service, `${url}/abandonments`, { run: id, reason: '标准有误' });
    const next = await said(`${url}/scorings`, {}, taskForce, 'second');
    expect([next.status, next.id === id]).toEqual([201, false]);
  });

  it('of a cycle that was never opened finds nothing', async () => {
    expect((await said(`${url}/scorings`, {})).status).toBe(404);
    await takenTo(service, 'draft');
    expect((await said(`${url}/scorings`, {})).status).toBe(404);
  });
});

it('the year of the figures stays once they are frozen', async () => {
  await opened(service);
  await given(service, `${url}/figure-years`, { figureYear: 2022 });
  await given(service, `${url}/freezes`, {});
  expect(await said(`${url}/figure-years`, { figureYear: 2021 })).toMatchObject({ status: 409, rule: 'cycle-figure-year-frozen' });
  expect(await said(`${url}/figure-years`, { figureYear: 2022 })).toMatchObject({ status: 200 });
});
