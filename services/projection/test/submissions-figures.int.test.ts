// Who is told how much of a 体检表, in answers, in the audit trail and in downloads; with both locks and with each alone.
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCycle, publishStandard } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { download, shownIn } from './support/downloads.ts';
import { departmentOf, place, shanyang, taskForce } from './support/graded.ts';
import { checkOf, owingStandard, publishForms } from './support/submissions.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

const cycle = `cycle: { jurisdiction: "${jinshan}", year: 2024 }`;
const shared = { name: '丙地块', town: caojing, parties: ['丙企业', '丁企业'] };
const own = { name: '甲地块', town: caojing, parties: ['甲企业'] };
const [townOfficer, bing, ding] = [officerOf(caojing), enterprise(idOf('丙企业')), enterprise(idOf('丁企业'))];

let within: World;
beforeAll(async () => {
  within = await world();
  await registerTree(within);
  for (const { name, town } of [own, shared]) await enterParcel(within, name, town, '3');
  await publishStandard(within, place, owingStandard('漕'));
  await openCycle(within, place);
  await publishForms(within, jinshan, '漕');
  const check = checkOf(within, place, shared);
  await check.open();
  const [tax = ''] = await check.supply('税务局', '丙企业', { tax: '77.7' });
  await check.supply('税务局', '丙企业', { tax: '78.8' });
  await check.correct('税务局', '丙企业', 'tax', '79.9', tax, '2024-05-01', '原为77.7');
  await check.supply('税务局', '丁企业', { tax: '66.6' });
  await check.supply('统计局', '丁企业', { energy: '55.5' });
  await check.supply('规划资源局', null, { land: '3.25' });
  await check.submit('self-assessment', '丙企业', { 'land-user': '丙自评' }, 'enterprise');
  await check.submit('enterprise-information', '丙企业', { products: '丙产品', subleased: 'no' }, 'enterprise');
  await check.submit('enterprise-information', '丁企业', { products: '丁产品', subleased: 'yes' }, 'enterprise');
  await check.submit('survey', null, { vacant: 'no' }, 'town');
  // The parcel of one enterprise changes hands: what was said of the parcel before is not told to the next.
  const handed = checkOf(within, place, own);
  await handed.open();
  await handed.supply('税务局', null, { tax: '91.5' });
  await handed.rename(['戊企业'], '2024-06-01');
  await within.project();
});
afterAll(() => within.close());

const locks = {
  'both locks': () => within.app(),
  'lock one alone (row-level security is off)': () => within.app({ login: 'bypass' }),
  'lock two alone (the resolvers state no scope)': () => within.app({ guardOf: noGuard }),
};

const fields = `enterprises { id } forms { form party { id } answers { value } } figures { quantity party { id } value masked known }
  contradictions { said standingValue masked } completeness { complete forms { form } figures { supplier quantity } }`;
interface Check {
  readonly enterprises: readonly { readonly id: string }[];
  readonly forms: readonly { readonly form: string; readonly party: { readonly id: string } | null }[];
  readonly figures: readonly { readonly quantity: string; readonly value: string | null; readonly masked: boolean }[];
  readonly contradictions: readonly object[];
  readonly completeness: {
    readonly forms: readonly { readonly form: string }[];
    readonly figures: readonly { readonly supplier: string; readonly quantity: string }[];
  };
}

describe.each(Object.entries(locks))('%s', (_, open) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await open();
  });
  const asked = async (actor: Actor, name = '丙地块', times = ''): Promise<Check | null> =>
    dataOf<{ healthCheck: Check | null }>(
      await ask(app, actor, `{ healthCheck(subjectId: "${idOf(name)}", ${cycle}${times}) { ${fields} } }`),
    ).healthCheck;
  const values = (check: Check | null): string => (check?.figures ?? []).map(({ quantity, value }) => `${quantity}=${value}`).join(' ');

  it('a town sees what was declared through it, that tax and statistics figures are there, and not which', async () => {
    const check = await asked(townOfficer);
    expect(values(check)).toBe('energy=null land=3.25 subleased=no subleased=yes tax=null tax=null vacant=no');
    expect(check?.figures.filter(({ masked }) => masked).map(({ quantity }) => quantity)).toEqual(['energy', 'tax', 'tax']);
    expect(check?.contradictions).toEqual([{ said: null, standingValue: null, masked: true }]);
    expect(check?.forms).toHaveLength(4);
    expect(check?.completeness.figures.map(({ quantity }) => quantity)).not.toContain('tax');
    expect(JSON.stringify(check)).not.toMatch(/77\.7|78\.8|79\.9|66\.6|55\.5/);
  });

  it('a bureau sees its own figures, the task force all of them', async () => {
    expect(values(await asked(departmentOf('税务局')))).toMatch(/energy=null .*(tax=79\.9 tax=66\.6|tax=66\.6 tax=79\.9)/);
    expect(values(await asked(departmentOf('统计局')))).toMatch(/energy=55\.5 .*tax=null tax=null/);
    expect(values(await asked(departmentOf('经委')))).toMatch(/energy=null .*tax=null tax=null/);
    expect((await asked(departmentOf('税务局')))?.contradictions).toEqual([{ said: '78.8', standingValue: '77.7', masked: false }]);
    expect(values(await asked(taskForce))).toMatch(/energy=55\.5 .*tax=(79\.9|66\.6)/);
  });

  it('an enterprise sees its own forms and figures, nothing of the other one on the parcel, and what it owes itself', async () => {
    const check = await asked(bing);
    expect(check?.enterprises).toEqual([{ id: idOf('丙企业') }]);
    expect(check?.forms.map(({ form, party }) => [form, party?.id])).toEqual([
      ['SELF_ASSESSMENT', idOf('丙企业')],
      ['ENTERPRISE_INFORMATION', idOf('丙企业')],
    ]);
    expect(values(check)).toBe('subleased=no tax=79.9');
    expect(check?.contradictions).toEqual([{ said: '78.8', standingValue: '77.7', masked: false }]);
    expect(JSON.stringify(check)).not.toMatch(/66\.6|55\.5|丁产品/);
    const other = await asked(ding);
    expect(values(other)).toMatch(/^energy=55\.5 subleased=yes tax=66\.6$/);
    expect(other?.forms.map(({ form }) => form)).toEqual(['ENTERPRISE_INFORMATION']);
    expect(JSON.stringify(other)).not.toMatch(/77\.7|78\.8|79\.9|丙/);
  });

  it('who comes to a parcel later is not told what was said of it before', async () => {
    expect(values(await asked(enterprise(idOf('甲企业')), '甲地块', ', asOf: "2024-05-01"'))).toBe('tax=91.5');
    expect(await asked(enterprise(idOf('甲企业')), '甲地块')).toBeNull();
    expect(values(await asked(enterprise(idOf('戊企业')), '甲地块'))).toBe('');
    expect(values(await asked(taskForce, '甲地块'))).toBe('tax=91.5');
  });

  it('sibling towns, other districts and strangers see nothing', async () => {
    const bureauElsewhere = { ...departmentOf('税务局', songjiang) };
    const taskForceElsewhere = { ...taskForce, scope: { kind: 'subtree' as const, value: songjiang } };
    const others = [officerOf(shanyang), officerOf(jiuting), bureauElsewhere, taskForceElsewhere, enterprise(idOf('乙企业'))];
    for (const other of others) {
      expect(await asked(other)).toBeNull();
      const listed = dataOf(
        await ask(
          app,
          other,
          `{ healthChecks(${cycle}) { nodes { code } } missing: healthChecks(${cycle}, missing: {}) { nodes { code } } }`,
        ),
      );
      expect(listed).toEqual({ healthChecks: { nodes: [] }, missing: { nodes: [] } });
    }
    const seen = await ask(app, officerOf(shanyang), `{ completeness(jurisdiction: "${shanyang}", ${cycle}) { counts { opened } } }`);
    expect(dataOf(seen)).toEqual({ completeness: { counts: { opened: 0 } } });
    const none = await ask(app, bing, `{ completeness(jurisdiction: "${caojing}", ${cycle}) { counts { opened } } }`);
    expect(dataOf(none)).toEqual({ completeness: null });
  });

  it('the audit trail shows a town that figures came and were corrected, not which nor why; an enterprise nothing of it', async () => {
    const trail = async (actor: Actor) =>
      JSON.stringify(
        await ask(app, actor, `{ events(stream: "${checkOf(within, place, shared).stream}") { nodes { type masked data } } }`),
      );
    const town = await trail(townOfficer);
    expect(town).toContain('"type":"FigureCorrected","masked":true');
    expect(town).toContain('3.25');
    expect(town).not.toMatch(/77\.7|78\.8|79\.9|66\.6|55\.5/);
    expect(await trail(taskForce)).toMatch(/79\.9.*66\.6/);
    expect(await trail(bing)).toContain('"nodes":[]');
  });

  describe('downloads', () => {
    const asFile = (actor: Actor, parameters: Readonly<Record<string, string>>) =>
      download(app, actor, { cycle: `${jinshan}-2024`, ...parameters });

    it('a town gets the forms of a parcel with what is known, and no secret figure', async () => {
      const answer = await asFile(townOfficer, { subjectId: idOf('丙地块') });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-disposition']).toContain(`filename*=UTF-8''${encodeURIComponent('一地一表-丙地块')}`);
      const shown = await shownIn(answer.rawPayload);
      expect(shown).toHaveLength(4);
      for (const each of [
        ['self-assessment', idOf('丙企业'), ['land-user=丙自评']],
        ['enterprise-information', idOf('丙企业'), ['products=丙产品', 'subleased=否']],
        ['enterprise-information', idOf('丁企业'), ['products=丁产品', 'subleased=是']],
        ['survey', null, ['vacant=否']],
      ])
        expect(shown).toContainEqual(each);
    });

    it('an enterprise gets its own forms alone', async () => {
      const { rawPayload } = await asFile(ding, { subjectId: idOf('丙地块') });
      expect(await shownIn(rawPayload)).toEqual([['enterprise-information', idOf('丁企业'), ['products=丁产品', 'subleased=是']]]);
    });

    it('a town gets all its parcels in one archive, a town without any nothing', async () => {
      const answer = await asFile(townOfficer, { jurisdiction: caojing });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'yimu-export-files': '2' });
      const text = answer.rawPayload.toString('utf8');
      expect(text.startsWith('PK')).toBe(true);
      expect(text).toContain('丙地块 丙地块.xlsx');
      expect(text).toContain('甲地块 甲地块.xlsx');
      for (const other of [officerOf(shanyang), officerOf(jiuting), enterprise(idOf('乙企业'))]) {
        expect((await asFile(other, { jurisdiction: caojing })).statusCode).toBe(404);
        expect((await asFile(other, { subjectId: idOf('丙地块') })).statusCode).toBe(404);
      }
    });

    it('refuses what cannot be asked for, by name', async () => {
      for (const [parameters, field] of [
        [{}, 'jurisdiction'],
        [{ jurisdiction: '31' }, 'jurisdiction'],
        [{ jurisdiction: '310000' }, 'jurisdiction'],
        [{ jurisdiction: caojing, cycle: '2024' }, 'cycle'],
        [{ subjectId: 'x' }, 'subjectId'],
        [{ jurisdiction: caojing, format: 'pdf' }, 'format'],
      ] as const) {
        const answer = await asFile(taskForce, parameters);
        expect(answer.statusCode).toBe(400);
        expect(JSON.stringify(answer.json())).toContain(field);
      }
      expect((await app.inject({ method: 'GET', url: '/exports/forms' })).statusCode).toBe(401);
    });
  });
});
