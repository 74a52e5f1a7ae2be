import type { Standard } from '@yimu/domain/scoring';
import { samples } from '@yimu/domain/standard';
import type { EventStore } from '@yimu/event-store';
import { testId } from '@yimu/testing';
import { describe, expect, it } from 'vitest';
import { department, otherTaskForce, taskForce, townOfficer } from './support/officers.ts';
import { parcels, startRun, supply } from './support/scored-city.ts';
import { carryOut, scene } from './support/scoring-scene.ts';
import { assessmentService } from './support/service.ts';
import { standard, subjectOf } from './support/small-standard.ts';

const ref = { jurisdiction: '310116', year: 2024, version: 1 };
const question = (changes: object = {}) => ({ ...parcels, standard: { ref }, ...changes });
/** The same standard with half of the parcels in A and the others in D. */
const halves: Standard = {
  ...standard,
  title: { zh: '对半', en: 'Halves' },
  schemes: standard.schemes.map((scheme) => ({
    ...scheme,
    cutOffs: {
      kind: 'share',
      classes: [
        { grade: 'A', upTo: '50%' },
        { grade: 'D', upTo: '100%' },
      ],
      rounding: 'nearest',
    },
  })),
};

const scored = async (count = 40) => {
  const { store, started } = await scene(count);
  await carryOut(store, started);
  return { store, service: await assessmentService(store) };
};
const length = async (store: EventStore): Promise<number> => (await Array.fromAsync(store.readAll())).length;

describe('a what-if', () => {
  it('says that it is unofficial, how many would stand where, and who would move; it writes nothing', async () => {
    const { store, service } = await scored();
    const before = await length(store);
    const answer = await service.post('/what-ifs', question({ standard: { content: halves } }), { as: taskForce });
    expect(answer.statusCode).toBe(200);
    const said = answer.json();
    expect(said).toMatchObject({
      label: { zh: expect.stringContaining('非正式') },
      standard: { zh: '对半' },
      totals: { A: 18, B: 0, C: 0, D: 18, T: 0, none: 4 },
      comparedWith: testId('run'),
    });
    const moved = said.moves.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(said.moves).toContainEqual({ from: 'B', to: 'A', count: 11 });
    expect(said.results).toHaveLength(moved);
    expect(await length(store)).toBe(before);
  });
  it('under the standard of the cycle moves nobody', async () => {
    const { service } = await scored();
    const answer = await service.post('/what-ifs', question(), { as: taskForce });
    expect(answer.json()).toMatchObject({ moves: [], results: [], comparedWith: testId('run') });
  });
  it('answers the results of the subjects that are named, with the class they stand in', async () => {
    const { service } = await scored();
    const named = question({ standard: { content: halves }, subjects: [testId('subject', 3), testId('nobody')] });
    const { results } = (await service.post('/what-ifs', named, { as: taskForce })).json();
    expect(results).toMatchObject([
      { id: testId('subject', 3), before: expect.stringMatching(/^[ABCD]$/), grade: expect.stringMatching(/^[AD]$/) },
    ]);
  });
  it('before the first run compares with nothing', async () => {
    const { store } = await scene(5);
    const service = await assessmentService(store);
    const said = (await service.post('/what-ifs', question(), { as: taskForce })).json();
    expect(said).toMatchObject({ comparedWith: null, moves: expect.arrayContaining([{ from: null, to: 'B', count: expect.any(Number) }]) });
  });
  it('leaves a run aside that is still under way, and figures that came after the position', async () => {
    const { store, service } = await scored(10);
    const position = await store.head();
    await supply(store, parcels, standard, [subjectOf(10)]);
    await startRun(store, parcels, 'second');
    const said = (await service.post('/what-ifs', question({ position }), { as: taskForce })).json();
    expect(said).toMatchObject({ comparedWith: testId('run'), position, moves: [] });
  });
});

describe('a what-if is answered', () => {
  it('to the task force of the place alone: it tells figures of 税务局 and 统计局, which 经委 does not see, though it may start a run', async () => {
    const { service } = await scored(3);
    const status = async (as: typeof taskForce) => (await service.post('/what-ifs', question(), { as })).statusCode;
    expect(await Promise.all([townOfficer, department('税务局'), department('经委')].map(status))).toEqual([403, 403, 403]);
    expect(await status(otherTaskForce)).toBe(404);
    expect((await service.post('/what-ifs', question())).statusCode).toBe(401);
  });
  it('for a cycle and a published standard that exist', async () => {
    const { service } = await scored(3);
    const status = async (changes: object) => (await service.post('/what-ifs', question(changes), { as: taskForce })).statusCode;
    expect(await status({ year: 2030 })).toBe(404);
    expect(await status({ standard: { ref: { ...ref, version: 2 } } })).toBe(404);
    expect(await status({ standard: { ref: { ...ref, jurisdiction: '310117' } } })).toBe(404);
    expect(await status({ position: '12345678-0001-0000000000000000001' })).toBe(400);
    expect(await status({ standard: { content: samples['yueqing-2016'] } })).toBe(200);
  });
  it('with the rule that a content breaks', async () => {
    const { service } = await scored(3);
    const weightless = { ...standard, schemes: standard.schemes.map((scheme) => ({ ...scheme, total: '99' })) };
    const answer = await service.post('/what-ifs', question({ standard: { content: weightless } }), { as: taskForce });
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { rule: expect.stringMatching(/^standard-/) }]);
    const many = { ...standard, indicators: Array.from({ length: 101 }, () => standard.indicators[0]) };
    expect((await service.post('/what-ifs', question({ standard: { content: many } }), { as: taskForce })).json()).toMatchObject({
      rule: 'standard-too-many-indicators',
    });
  });
  it('one at a time', async () => {
    const { service } = await scored(60);
    const ask = () => service.post('/what-ifs', question(), { as: taskForce });
    const answers = await Promise.all([ask(), ask()]);
    expect(answers.map(({ statusCode }) => statusCode).toSorted((left, right) => left - right)).toEqual([200, 503]);
    expect(answers.find(({ statusCode }) => statusCode === 503)?.headers['retry-after']).toBe('10');
    expect((await ask()).statusCode).toBe(200);
  });
});
