// 委托: what a technical unit reads, on which days, and nothing any more once its mandate is over; with both locks and with each alone.
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { openCycle, publishStandard } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { download } from './support/downloads.ts';
import { content, cycle, good, place, shanyang } from './support/graded.ts';
import { enterCompany } from './support/holders.ts';
import { grantMandate, revokeMandate, technicalUnit } from './support/lists.ts';
import { checkOf, publishForms } from './support/submissions.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
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
  await grantMandate(within, '甲单位委托', caojing, '2024-02-01', '2024-12-31');
  await grantMandate(within, '区单位委托', jinshan, '2024-03-01', '2024-06-30', '2024-02-15');
  await grantMandate(within, '外单位委托', jiuting, '2024-02-01', '2024-12-31');
  await grantMandate(within, '审核单位委托', caojing, '2024-05-01', '2024-05-31', '2024-05-01', ['survey', 'audit']);
  await publishForms(within, jinshan, '漕');
  const check = checkOf(within, place, good);
  await check.open();
  await check.supply('税务局', '甲企业', { tax: '91.5' });
  await check.supply('生态环境局', '甲企业', { emission: '6' });
  await check.submit('self-assessment', '甲企业', { 'land-user': '甲企业自填' }, 'enterprise');
  await check.submit('enterprise-information', '甲企业', { products: '甲产品', subleased: 'no' }, 'enterprise');
  await check.submit('survey', null, { vacant: 'no' }, 'town');
  await within.project();
  granted = await knownNow(within);
  await revokeMandate(within, '甲单位委托', '2024-10-01');
  await within.project();
});
afterAll(() => within.close());

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await within.app({ ...lock, today: '2024-05-20' });
  });
  const asked = async <T>(actor: Actor, query: string): Promise<T> => dataOf<T>(await ask(app, actor, query));

  describe('a mandate', () => {
    const statusesFor = async (actor: Actor, times: string): Promise<readonly string[]> => {
      const query = `{ mandates(${times}) { unit status tasks } }`;
      const { mandates } = await asked<{ readonly mandates: readonly { readonly unit: string; readonly status: string }[] }>(actor, query);
      return mandates.map(({ unit: name, status }) => `${name} ${status}`);
    };
    it('is seen by the government of the place and by the unit itself', async () => {
      const [district, town] = ['区单位委托单位', '甲单位委托单位'];
      expect(await statusesFor(officerOf(jinshan), 'asOf: "2024-02-20"')).toEqual([`${district} COMING`, `${town} HOLDING`]);
      expect(await statusesFor(officerOf(caojing), 'asOf: "2024-07-01"')).toEqual([
        '审核单位委托单位 OVER',
        `${district} OVER`,
        `${town} HOLDING`,
      ]);
      expect(await statusesFor(officerOf(shanyang), 'asOf: "2024-04-01"')).toEqual([`${district} HOLDING`]);
      expect(await statusesFor(officerOf(jinshan), 'asOf: "2024-10-01", status: REVOKED')).toEqual([`${town} REVOKED`]);
      expect(await statusesFor(officerOf(jinshan), `asOf: "2024-10-01", status: REVOKED, knownAt: "${granted}"`)).toEqual([]);
      expect(await statusesFor(technicalUnit('甲单位委托'), 'asOf: "2024-04-01"')).toEqual([`${town} HOLDING`]);
      expect(await statusesFor(officerOf(songjiang), 'asOf: "2024-04-01"')).toEqual(['外单位委托单位 HOLDING']);
      expect(await statusesFor(enterprise(idOf('甲企业')), 'asOf: "2024-04-01"')).toEqual([]);
    });

    it('shows the unit the parcels of its place on the days on which it holds', async () => {
      const names = async (actor: Actor, times: string) => {
        const query = `{ parcels(${times}) { totalCount nodes { name areas { value } } } }`;
        const { parcels } = await asked<{
          readonly parcels: {
            readonly totalCount: number;
            readonly nodes: readonly { readonly name: string; readonly areas: readonly object[] }[];
          };
        }>(actor, query);
        expect(parcels.totalCount).toBe(parcels.nodes.length);
        expect(parcels.nodes.every(({ areas }) => areas.length === 1)).toBe(true);
        return parcels.nodes.map(({ name }) => name).toSorted();
      };
      const [ofTown, ofDistrict] = [technicalUnit('甲单位委托'), technicalUnit('区单位委托')];
      expect(await names(ofTown, 'asOf: "2024-04-01"')).toEqual(['甲地块']);
      expect(await names(ofTown, 'asOf: "2024-09-30"')).toEqual(['甲地块']);
      expect(await names(ofTown, 'asOf: "2024-10-01"')).toEqual([]);
      expect(await names(ofTown, `asOf: "2024-10-01", knownAt: "${granted}"`)).toEqual(['甲地块']);
      expect(await names(ofDistrict, 'asOf: "2024-06-30"')).toEqual(['戊地块', '甲地块'].toSorted());
      expect(await names(ofDistrict, 'asOf: "2024-07-01"')).toEqual([]);
    });
  });

  describe('a mandate, of health checks,', () => {
    it('shows the unit the survey of those of its place on the days on which it holds, and no secret figure', async () => {
      const checks = async (actor: Actor, asOf: string) => {
        const fields = '{ code enterprises { id name } forms { form answers { value } } figures { quantity value masked } }';
        const query = `{ healthChecks(${cycle}, asOf: "${asOf}") { nodes ${fields} }
          formSchema(jurisdiction: "${jinshan}", year: 2024, asOf: "${asOf}") { titleZh } }`;
        return asked<{ readonly healthChecks: { readonly nodes: readonly object[] }; readonly formSchema: object | null }>(actor, query);
      };
      const seen = {
        healthChecks: {
          nodes: [
            {
              code: '甲地块',
              enterprises: [{ id: idOf('甲企业'), name: '甲企业' }],
              forms: [{ form: 'SURVEY', answers: [{ value: 'no' }] }],
              figures: [
                { quantity: 'emission', value: '6', masked: false },
                { quantity: 'tax', value: null, masked: true },
                { quantity: 'vacant', value: 'no', masked: false },
              ],
            },
          ],
        },
        formSchema: { titleZh: '漕表单' },
      };
      expect(await checks(technicalUnit('甲单位委托'), '2024-05-01')).toEqual(seen);
      expect(await checks(technicalUnit('区单位委托'), '2024-05-01')).toEqual(seen);
      const none = { healthChecks: { nodes: [] }, formSchema: null };
      expect(await checks(technicalUnit('甲单位委托'), '2024-10-01')).toEqual(none);
      expect(await checks(technicalUnit('区单位委托'), '2024-07-01')).toEqual(none);
      expect(await checks(technicalUnit('外单位委托'), '2024-05-01')).toEqual(none);
      // Who is to audit reads what enterprises declared, too.
      const { healthChecks } = await checks(technicalUnit('审核单位委托'), '2024-05-20');
      expect(healthChecks.nodes).toMatchObject([
        {
          forms: [{ form: 'SELF_ASSESSMENT', answers: [{ value: '甲企业自填' }] }, { form: 'ENTERPRISE_INFORMATION' }, { form: 'SURVEY' }],
          figures: ['emission', 'subleased', 'tax', 'vacant'].map((quantity) => ({ quantity, masked: quantity === 'tax' })),
        },
      ]);
    });
  });

  describe('a mandate that does not hold today', () => {
    it('reads nothing, not even of the days on which it held or of what was known then', async () => {
      const today = async (day: string, name: string, times: string) => {
        const onDay = await within.app({ ...lock, today: day });
        return ask(
          onDay,
          technicalUnit(name),
          `{ parcels(${times}) { nodes { name } } healthChecks(${cycle}, ${times}) { nodes { code } } }`,
        );
      };
      const seen = { parcels: { nodes: [{ name: '甲地块' }] }, healthChecks: { nodes: [{ code: '甲地块' }] } };
      expect(await today('2024-09-30', '甲单位委托', 'asOf: "2024-04-01"')).toEqual({ status: 200, data: seen });
      const refused = {
        status: 403,
        code: 'forbidden',
        detail: 'The mandate is over, was revoked, or does not hold yet.',
        detailZh: '授权委托已到期、被撤销或尚未生效。',
      };
      for (const [day, name] of [
        ['2024-10-01', '甲单位委托'],
        ['2024-07-01', '区单位委托'],
        ['2024-02-20', '区单位委托'],
        ['2024-05-20', '不存在'],
      ] as const)
        for (const times of ['asOf: "2024-04-01"', `asOf: "2024-04-01", knownAt: "${granted}"`])
          expect(await today(day, name, times)).toMatchObject(refused);
      const onDay = await within.app({ ...lock, today: '2024-10-01' });
      const file = { cycle: `${jinshan}-2024`, jurisdiction: caojing };
      expect((await download(onDay, technicalUnit('甲单位委托'), file)).json()).toMatchObject({ code: 'forbidden' });
    });
  });
});
