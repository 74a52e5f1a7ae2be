// 异议、专班、政策: who sees what, as of any day and as known at any moment, with both locks and with each alone.
import type { Actor } from '@yimu/domain/kernel';
import { policy } from '@yimu/domain/policy';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { finalise, openCycle, publishStandard, score } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { content, cycle, departmentOf, good, place, shanyang, taskForce, unsafe } from './support/graded.ts';
import { enterCompany } from './support/holders.ts';
import { conclude, establish, grantMandate, lodge, setPolicy, technicalUnit } from './support/lists.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, shanghai, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
let pending: string;
let granted: string;

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  await enterCompany(within, '甲企业', caojing);
  for (const [name, town] of [
    ['甲地块', caojing],
    ['戊地块', shanyang],
    ['外地块', jiuting],
  ] as const)
    await enterParcel(within, name, town, '3');
  await publishStandard(within, place, content);
  await openCycle(within, place);
  await score(within, place, content, [good, unsafe], '首轮', '2024-06-01');
  await finalise(within, place, good, '首轮', 'D', '2024-08-01');
  const objected = { party: '甲企业', towns: [caojing], run: '首轮', grade: 'D', decidedOn: '2024-08-01', until: '2024-09-01' };
  await lodge(within, { ...objected, name: '甲异议', parcel: '甲地块', grounds: '研发费用未计入' }, '2024-08-10');
  const other = { ...objected, party: '戊企业', towns: [shanyang], name: '戊异议', parcel: '戊地块', grounds: '已整改' };
  await lodge(within, other, '2024-08-11');
  await grantMandate(within, '甲单位委托', caojing, '2024-02-01', '2034-12-31');
  await setPolicy(within, shanghai, 'credit', '绿色信贷', ['A'], '2024-01-01');
  await setPolicy(within, jinshan, 'electricity', '差别电价', ['C', 'D'], '2024-01-01');
  await setPolicy(within, songjiang, 'electricity', '松江电价', ['D'], '2024-01-01');
  const seat = { section: null, from: '2024-01-10', until: null };
  const members = [
    { ...seat, department: '规划资源局', duty: 'lead' },
    { ...seat, department: '经委', duty: 'member', until: '2024-05-31' },
    { ...seat, department: '税务局', duty: 'member', from: '2024-06-01' },
  ];
  await establish(within, jinshan, '规划资源局', members, '2024-01-10');
  await within.project();
  pending = await knownNow(within);
  await conclude(within, '甲异议', 'upheld', '2023年税收应为91.5万元', '2024-08-20');
  await conclude(within, '戊异议', 'rejected', null, '2024-08-21');
  await within.project();
  granted = await knownNow(within);
  await within.command(
    `policy-${jinshan}-electricity`,
    policy,
    'EndGradePolicy',
    { jurisdiction: jinshan, code: 'electricity', reason: '到期', by: null },
    { on: '2025-01-01' },
  );
  await within.project();
});
afterAll(() => within.close());

const [first, second] = [idOf('甲异议'), idOf('戊异议')];

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await within.app(lock);
  });
  const asked = async <T>(actor: Actor, query: string): Promise<T> => dataOf<T>(await ask(app, actor, query));

  describe('an objection', () => {
    const idsFor = async (actor: Actor, args = ''): Promise<readonly string[]> => {
      const query = `{ objections(first: 50 ${args}) { nodes { id } } }`;
      const { objections } = await asked<{ readonly objections: { readonly nodes: readonly { readonly id: string }[] } }>(actor, query);
      return objections.nodes.map(({ id }) => id);
    };

    it('is seen by its lodger, its towns and those above, each their own', async () => {
      for (const actor of [officerOf(shanghai), officerOf(jinshan), taskForce, departmentOf('税务局')])
        expect(await idsFor(actor)).toEqual([first, second]);
      expect(await idsFor(officerOf(caojing))).toEqual([first]);
      expect(await idsFor(officerOf(shanyang))).toEqual([second]);
      expect(await idsFor(enterprise(idOf('甲企业')))).toEqual([first]);
      expect(await idsFor(enterprise(idOf('戊企业')))).toEqual([second]);
      expect(await idsFor(officerOf(songjiang))).toEqual([]);
      expect(await idsFor(technicalUnit('甲单位委托'))).toEqual([]);
      expect(await idsFor(taskForce, `within: "${shanyang}"`)).toEqual([second]);
      expect(await idsFor(taskForce, 'status: UPHELD')).toEqual([first]);
      expect(await idsFor(taskForce, `parcel: "${idOf('戊地块')}"`)).toEqual([second]);
    });

    it('is pending until it is decided, on the day and at the moment asked about', async () => {
      const status = async (times: string) =>
        (
          await asked<{ readonly objection: { readonly status: string; readonly closedOn: string | null } | null }>(
            officerOf(caojing),
            `{ objection(id: "${first}" ${times}) { status closedOn } }`,
          )
        ).objection;
      expect(await status('asOf: "2024-08-09"')).toBe(null);
      expect(await status('asOf: "2024-08-19"')).toEqual({ status: 'PENDING', closedOn: null });
      expect(await status('asOf: "2024-08-20"')).toEqual({ status: 'UPHELD', closedOn: '2024-08-20' });
      expect(await status(`asOf: "2024-08-20", knownAt: "${pending}"`)).toEqual({ status: 'PENDING', closedOn: null });
    });

    it('tells what was decided, and its corrections to the task force and the lodger only', async () => {
      const query = `{ objection(id: "${first}") { grounds lodgedBy lodgedOn until decideBy reason corrections party { name }
        against { document grade } } }`;
      const told = {
        grounds: '研发费用未计入',
        lodgedBy: 'ON_BEHALF',
        lodgedOn: '2024-08-10',
        until: '2024-09-01',
        decideBy: '2024-09-09',
        reason: '甲异议的理由',
        party: { name: '甲企业' },
        against: { document: '金府〔2024〕8号', grade: 'D' },
      };
      const corrections = '2023年税收应为91.5万元';
      for (const actor of [taskForce, enterprise(idOf('甲企业'))])
        expect(await asked(actor, query)).toEqual({ objection: { ...told, corrections } });
      for (const actor of [officerOf(caojing), departmentOf('税务局'), officerOf(shanghai)])
        expect(await asked(actor, query)).toEqual({ objection: { ...told, corrections: null } });
      const trail = `{ events(stream: "objection-${first}") { nodes { type data } } }`;
      expect(JSON.stringify(await asked(officerOf(caojing), trail))).not.toContain('91.5');
      expect(JSON.stringify(await asked(taskForce, trail))).toContain('91.5');
    });
  });

  describe('a task force', () => {
    it('is told with who sits in it on the day, to its own place and those below', async () => {
      const query = (asOf: string) =>
        `{ taskForce(jurisdiction: "${jinshan}", year: 2024, asOf: "${asOf}") { office members { department duty until } } }`;
      const lead = { department: '规划资源局', duty: 'LEAD', until: null };
      for (const actor of [officerOf(jinshan), officerOf(caojing), officerOf(shanghai)]) {
        expect(await asked(actor, query('2024-01-09'))).toEqual({ taskForce: null });
        expect(await asked(actor, query('2024-05-31'))).toEqual({
          taskForce: { office: '规划资源局', members: [lead, { department: '经委', duty: 'MEMBER', until: '2024-05-31' }] },
        });
        expect(await asked(actor, query('2024-06-01'))).toEqual({
          taskForce: { office: '规划资源局', members: [lead, { department: '税务局', duty: 'MEMBER', until: null }] },
        });
      }
      for (const actor of [officerOf(songjiang), enterprise(idOf('甲企业')), technicalUnit('甲单位委托')])
        expect(await asked(actor, query('2024-06-01'))).toEqual({ taskForce: null });
    });
  });

  describe('a policy', () => {
    const namesFor = async (actor: Actor, args: string): Promise<readonly string[]> => {
      const query = `{ policies(jurisdiction: "${caojing}" ${args}) { name effect document } }`;
      return (await asked<{ readonly policies: readonly { readonly name: string }[] }>(actor, query)).policies.map(({ name }) => name);
    };
    it('is in force from its first day to the day before its end, for its place and all below', async () => {
      for (const actor of [officerOf(caojing), officerOf(jinshan), officerOf(shanghai)]) {
        expect(await namesFor(actor, 'asOf: "2023-12-31"')).toEqual([]);
        expect(await namesFor(actor, 'asOf: "2024-01-01"')).toEqual(['绿色信贷', '差别电价']);
        expect(await namesFor(actor, 'grade: D, asOf: "2024-12-31"')).toEqual(['差别电价']);
        expect(await namesFor(actor, 'grade: D, asOf: "2025-01-01"')).toEqual([]);
        expect(await namesFor(actor, `grade: D, asOf: "2025-01-01", knownAt: "${granted}"`)).toEqual(['差别电价']);
        expect(await namesFor(actor, 'department: "税务局"')).toEqual([]);
      }
      expect(await namesFor(officerOf(jiuting), 'asOf: "2024-01-01"')).toEqual(['绿色信贷']);
      expect(await namesFor(enterprise(idOf('nobody')), 'asOf: "2024-01-01"')).toEqual([]);
    });
    it('follows from the grade that was decided, and from none before', async () => {
      const query = (asOf: string) => `{ assessment(parcel: "${idOf('甲地块')}", ${cycle}, asOf: "${asOf}") { policies { name } } }`;
      expect(await asked(officerOf(caojing), query('2024-07-31'))).toEqual({ assessment: { policies: [] } });
      expect(await asked(officerOf(caojing), query('2024-08-01'))).toEqual({ assessment: { policies: [{ name: '差别电价' }] } });
      expect(await asked(officerOf(caojing), query('2025-01-01'))).toEqual({ assessment: { policies: [] } });
    });
  });
});
