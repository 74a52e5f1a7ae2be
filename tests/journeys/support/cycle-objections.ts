// The last chapter of a year: an enterprise objects to what the city decided, is right, and its parcel is graded anew.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { figure } from './cycle-beginning.ts';
import { district, document } from './cycle-offices.ts';
import type { CycleScene } from './cycle-scene.ts';

/** Tells the chapter of a year that is decided. */
export const objections = (year: number, scene: () => CycleScene): void => {
  let { offices, land, asked } = {} as CycleScene;
  beforeAll(() => {
    ({ offices, land, asked } = scene());
  });

  describe('异议', () => {
    const objection = () => ({
      parcelId: land.ids.shared,
      cycle: { jurisdiction: district, year },
      edition: 1,
      partyId: land.a,
      grounds: '承租企业的税收未完整计入',
    });
    const number = '金专班〔2024〕8号';
    let objectionId: string;

    it('is taken from the enterprise itself, with evidence of its own, until the window closes', async () => {
      const [stranger] = land.usersOf('siblings');
      await offices.admitEnterprise('stranger', stranger ?? '');
      expect(await offices.refused('a', '/objections', '2024-12-10', objection())).toBe('422 objection-without-evidence');
      const evidenceId = await offices.stored('a', '完税证明');
      for (const who of ['a', 'town', 'taskForce']) expect(await offices.fetched(who, evidenceId)).toBe(200);
      for (const who of ['b', 'stranger', 'sibling']) expect(await offices.fetched(who, evidenceId)).toBe(404);
      const proven = { ...objection(), ...document('完税证明', '2024-12-10', evidenceId) };
      for (const who of ['b', 'stranger']) expect(await offices.refused(who, '/objections', '2024-12-10', proven)).toBe('404 not-found');
      const before = { ...proven, cycle: { jurisdiction: district, year: year - 1 } };
      expect(await offices.refused('a', '/objections', '2024-12-10', before)).toBe('409 objection-window-over');
      objectionId = await offices.done('a', '/objections', '2024-12-10', proven);
      for (const who of ['sibling', 'b', 'stranger']) expect(await asked.trail(who, `objection-${objectionId}`)).toEqual([]);
      expect(await asked.trail('town', `objection-${objectionId}`)).toMatchObject([{ type: 'ObjectionLodged', data: { grade: 'B' } }]);
    });
    it('is decided by the task force, once 税务局 has corrected what was wrong', async () => {
      const event = await asked.taxEvent('shared', land.b);
      const correction = { partyId: land.b, period: 2023, ...figure.tax('141.3'), reason: '漏计下半年入库税款', event };
      await offices.done('tax', `${land.formOf('shared', year)}/figure-corrections`, '2024-12-16', correction);
      const upheld = { outcome: 'upheld', reason: '承租企业税收已核实', corrections: '税收' };
      expect(await offices.refused('town', `/objections/${objectionId}/decisions`, '2024-12-20', upheld)).toBe('403 forbidden');
      expect(await asked.grades('a')).toEqual({ shared: 'B', own: 'A' });
      await offices.done('taskForce', `/objections/${objectionId}/decisions`, '2024-12-20', {
        ...upheld,
        ...document(number, '2024-12-20'),
      });
    });
    it('is known to the enterprise, its town and the task force; the town does not read which figures were wrong', async () => {
      const query = '{ objections { nodes { id status reason corrections } } }';
      const of = { id: objectionId, status: 'UPHELD', reason: '承租企业税收已核实' };
      for (const who of ['a', 'taskForce'])
        expect(await offices.ask(who, query)).toEqual({ objections: { nodes: [{ ...of, corrections: '税收' }] } });
      expect(await offices.ask('town', query)).toEqual({ objections: { nodes: [{ ...of, corrections: null }] } });
      for (const who of ['b', 'sibling', 'stranger', 'unit']) expect(await offices.ask(who, query)).toEqual({ objections: { nodes: [] } });
    });
    it('changes the class, for everybody who may know of it', async () => {
      await asked.untilDecided('shared', number);
      const changed = { grade: 'A', final: true, decision: { document: number, listEdition: 1 } };
      for (const who of ['a', 'b', 'town', 'taskForce']) expect(await asked.result(who, 'shared')).toMatchObject(changed);
      expect((await asked.result('taskForce', 'shared'))?.detail.score).toBe('95.38');
      expect(await asked.result('sibling', 'shared')).toBe(null);
    });
    it('and the earlier one stays in the history: of the days before, and of what was known before', async () => {
      const trail = await asked.trail('taskForce', land.resultOf('shared', year));
      expect(trail.map(({ type, data }) => [type, data.grade])).toEqual([
        ['ParcelGraded', 'B'],
        ['ParcelGraded', 'B'],
        ['GradeFinalised', 'B'],
        ['ParcelGraded', 'A'],
        ['GradeFinalised', 'A'],
      ]);
      for (const who of ['a', 'town']) {
        expect(await asked.result(who, 'shared', { asOf: '2024-12-19' })).toMatchObject({ grade: 'B', final: true });
        // A moment can be asked about once the answers are complete up to it.
        const then = () => asked.result(who, 'shared', { knownAt: trail[2]?.knownFrom ?? '' });
        expect(await vi.waitFor(then, 20_000)).toMatchObject({ grade: 'B', final: true });
      }
    });
  });
};
