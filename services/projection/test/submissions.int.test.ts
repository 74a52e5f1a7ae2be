// 体检表 on real PostgreSQL: what is told, what stands, what is still owed, as known then and now.
import type { Standard } from '@yimu/domain/scoring';
import { submission } from '@yimu/domain/submission';
import type { SubmissionEvent } from '@yimu/domain/submission/events';
import { completenessOf } from '@yimu/domain/submission/read';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { openCycle, publishStandard } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { place, shanyang, taskForce } from './support/graded.ts';
import { checkOf, fieldsOf, owingStandard, publishForms } from './support/submissions.ts';
import { caojing, enterParcel, jinshan, registerTree } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

const cycle = `cycle: { jurisdiction: "${jinshan}", year: 2024 }`;
const whole = { name: '甲地块', town: caojing, parties: ['甲企业'] };
const shared = { name: '丙地块', town: caojing, parties: ['丙企业', '丁企业'] };
const untouched = { name: '戊地块', town: shanyang, parties: ['戊企业'] };

let within: World;
let app: FastifyInstance;
let early: string;
let supplied: string;
beforeAll(async () => {
  within = await world();
  await registerTree(within);
  for (const { name, town } of [whole, shared, untouched]) await enterParcel(within, name, town, '3');
  await publishStandard(within, place, owingStandard('漕'));
  await openCycle(within, place);
  await publishForms(within, jinshan, '漕');
  const [first, second, third] = [whole, shared, untouched].map((each) => checkOf(within, place, each));
  for (const each of [first, second, third]) await each?.open();
  await first?.supply('规划资源局', null, { land: '3' });
  await first?.supply('税务局', null, { tax: '91.5', evasion: 'no' });
  await first?.supply('统计局', null, { energy: '33' });
  await first?.supply('生态环境局', null, { emission: '6' });
  await first?.supply('建管委', null, { unsafe: 'no' });
  await first?.submit('self-assessment', '甲企业', { 'land-user': '甲企业' }, 'enterprise');
  const [information = ''] =
    (await first?.submit('enterprise-information', '甲企业', { products: '阀门', subleased: 'no' }, 'enterprise')) ?? [];
  await first?.submit('survey', null, { vacant: 'no' }, 'town');
  await first?.confirm('enterprise-information', '甲企业', information, '2024-05-01');
  // Of the shared parcel the sum of taxes lacks a part, both say different things of subletting, and one form is given back.
  [supplied = ''] = (await second?.supply('税务局', '丙企业', { tax: '77.7', evasion: 'no' })) ?? [];
  await second?.supply('税务局', '丙企业', { tax: '78' });
  await second?.supply('统计局', '丙企业', { energy: '5' });
  await second?.supply('统计局', '丁企业', { energy: '6' });
  await second?.submit('enterprise-information', '丙企业', { subleased: 'no' }, 'enterprise');
  await second?.submit('enterprise-information', '丁企业', { subleased: 'yes' }, 'enterprise');
  await within.project();
  early = await knownNow(within);
  await second?.giveBack('enterprise-information', '丁企业', '2024-06-01');
  await second?.correct('税务局', '丙企业', 'tax', '70', supplied, '2024-09-01');
  await within.project(1);
  app = await within.app();
});
afterAll(() => within.close());

const asked = async <T>(query: string, actor = taskForce): Promise<T> => dataOf<T>(await ask(app, actor, `{ ${query} }`));

it('stands in the trail of its parcel, with what is secret masked', async () => {
  type Trail = { readonly events: { readonly nodes: readonly { readonly type: string; readonly masked: boolean }[] } };
  const trail = async (actor = taskForce) =>
    (await asked<Trail>(`events(parcel: "${idOf('丙地块')}", first: 50) { nodes { type masked } }`, actor)).events.nodes;
  const count = (nodes: Trail['events']['nodes'], type: string): number => nodes.filter((each) => each.type === type).length;
  const own = await trail();
  expect([count(own, 'HealthCheckOpened'), count(own, 'FiguresSupplied'), count(own, 'FormReturned')]).toEqual([1, 5, 1]);
  expect(own.filter(({ masked }) => masked)).toEqual([]);
  expect((await trail(officerOf(caojing))).filter(({ type, masked }) => type === 'FiguresSupplied' && masked)).toHaveLength(3);
  expect(await trail(officerOf(shanyang))).toEqual([]);
});

interface Check {
  readonly forms: readonly Readonly<Record<string, unknown>>[];
  readonly figures: readonly { readonly quantity: string; readonly value: string | null }[];
  readonly contradictions: readonly Readonly<Record<string, unknown>>[];
  readonly completeness: Owing | null;
}
interface Owing {
  readonly complete: boolean;
  readonly forms: readonly { readonly form: string; readonly party: { readonly id: string } | null }[];
  readonly figures: readonly {
    readonly supplier: string;
    readonly quantity: string;
    readonly enterprises: readonly { readonly id: string }[];
  }[];
}
const checkFields = `code jurisdiction parcel { name } enterprises { id }
  forms { form party { id } status filledBy answers { field value } returnReason schemaRef { version } }
  figures { quantity party { id } supplier period unit value known masked form corrects }
  contradictions { quantity said standingValue masked open standingEventId }
  completeness { complete forms { form party { id } } figures { supplier quantity enterprises { id } } }`;
const checkNamed = async (name: string, times = '') =>
  (await asked<{ healthCheck: Check }>(`healthCheck(subjectId: "${idOf(name)}", ${cycle}${times}) { ${checkFields} }`)).healthCheck;

describe('a health check', () => {
  it('shows its forms with their answers, and the figures that stand with whence they come', async () => {
    const check = await checkNamed('甲地块');
    expect(check).toMatchObject({
      code: '甲地块',
      jurisdiction: caojing,
      parcel: { name: '甲地块' },
      enterprises: [{ id: idOf('甲企业') }],
    });
    expect(check.forms.map(({ form, status, filledBy }) => [form, status, filledBy])).toEqual([
      ['SELF_ASSESSMENT', 'SUBMITTED', 'ENTERPRISE'],
      ['ENTERPRISE_INFORMATION', 'CONFIRMED', 'ENTERPRISE'],
      ['SURVEY', 'SUBMITTED', 'TOWN'],
    ]);
    expect(check.forms[1]).toMatchObject({
      answers: [
        { field: 'products', value: '阀门' },
        { field: 'subleased', value: 'no' },
      ],
    });
    expect(check.figures.map(({ quantity, value }) => [quantity, value])).toEqual([
      ['emission', '6'],
      ['energy', '33'],
      ['evasion', 'no'],
      ['land', '3'],
      ['subleased', 'no'],
      ['tax', '91.5'],
      ['unsafe', 'no'],
      ['vacant', 'no'],
    ]);
    expect(check.completeness).toEqual({ complete: true, forms: [], figures: [] });
  });

  it('keeps what contradicts, and says whether it is still to be looked at', async () => {
    expect((await checkNamed('丙地块', `, knownAt: "${early}"`)).contradictions).toEqual([
      { quantity: 'tax', said: '78', standingValue: '77.7', masked: false, open: true, standingEventId: supplied },
    ]);
    expect((await checkNamed('丙地块')).contradictions).toMatchObject([{ open: false }]);
  });

  it('tells a late correction from its first day on, but not to who asks as known before', async () => {
    const tax = async (times: string) => (await checkNamed('丙地块', times)).figures.find(({ quantity }) => quantity === 'tax');
    expect(await tax(`, asOf: "2024-05-01", knownAt: "${early}"`)).toMatchObject({ value: '77.7', corrects: null });
    expect(await tax(', asOf: "2024-05-01"')).toMatchObject({ value: '70', corrects: supplied });
    expect(await tax('')).toMatchObject({ value: '70' });
    expect(await tax(', asOf: "2024-03-31"')).toBeUndefined();
  });

  it('is open again from the day on which a form is given back', async () => {
    const status = async (times: string) => (await checkNamed('丙地块', times)).forms.map((each) => [each.status, each.returnReason]);
    expect(await status(', asOf: "2024-05-31"')).toContainEqual(['SUBMITTED', null]);
    expect(await status('')).toContainEqual(['RETURNED', '产品不明']);
  });

  it('owes exactly what the domain says that it owes, at every moment', async () => {
    const standard: Standard = owingStandard('漕');
    for (const name of ['甲地块', '丙地块', '戊地块']) {
      const events = await Array.fromAsync(within.store.readStream(`submission-${idOf(name)}-${jinshan}-2024`));
      const state = (events as unknown as SubmissionEvent[]).reduce(submission.evolve, submission.initial);
      if (state.kind === 'absent') throw new Error(`${name} was not opened`);
      const wanted = completenessOf(standard, fieldsOf('漕'), state, 2023);
      const found = (await checkNamed(name)).completeness;
      const ids = (of: readonly { readonly id: string }[] = []) => of.map(({ id }) => id).toSorted();
      expect(found?.forms.map(({ form, party }) => `${form} ${party?.id ?? null}`).toSorted()).toEqual(
        wanted.forms.map(({ form, partyId }) => `${form.replaceAll('-', '_').toUpperCase()} ${partyId}`).toSorted(),
      );
      expect(found?.figures.map((each) => [each.supplier, each.quantity, ids(each.enterprises)])).toEqual(
        wanted.figures.map((each) => [each.supplier, each.quantity, each.enterprises.toSorted()]),
      );
    }
  });
});

describe('the list of health checks', () => {
  const listed = async (args: string): Promise<readonly string[]> =>
    (
      await asked<{ healthChecks: { nodes: readonly { code: string }[] } }>(`healthChecks(${cycle}${args}) { nodes { code } }`)
    ).healthChecks.nodes.map(({ code }) => code);
  it('goes by code, page by page', async () => {
    const page = `healthChecks(${cycle}, first: 2) { nodes { code } pageInfo { hasNextPage endCursor } }`;
    const { healthChecks: first } = await asked<{
      healthChecks: { nodes: readonly { code: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    }>(page);
    expect(first.nodes.map(({ code }) => code)).toEqual(['丙地块', '戊地块']);
    expect(await listed(`, first: 2, after: "${first.pageInfo.endCursor}"`)).toEqual(['甲地块']);
  });
  it('keeps those that owe something: anything, a form, or figures of one supplier', async () => {
    expect(await listed('')).toEqual(['丙地块', '戊地块', '甲地块']);
    expect(await listed(`, within: "${shanyang}"`)).toEqual(['戊地块']);
    expect(await listed(', missing: {}')).toEqual(['丙地块', '戊地块']);
    expect(await listed(', missing: { form: ENTERPRISE_INFORMATION }')).toEqual(['丙地块', '戊地块']);
    expect(await listed(`, missing: { form: ENTERPRISE_INFORMATION }, asOf: "2024-05-31"`)).toEqual(['戊地块']);
    expect(await listed(', missing: { supplier: "统计局" }')).toEqual(['戊地块']);
    expect(await listed(', missing: { supplier: "商务委" }')).toEqual([]);
  });
});

describe('completeness', () => {
  interface Counts {
    readonly opened: number;
    readonly complete: number;
    readonly missingForms: readonly { readonly form: string; readonly missing: number }[];
    readonly suppliers: readonly {
      readonly supplier: string;
      readonly required: number;
      readonly complete: number;
      readonly missingFigures: number;
    }[];
  }
  const fields = 'opened complete missingForms { form missing } suppliers { supplier required complete missingFigures }';
  const counts = async (jurisdiction: string, times = '') =>
    (
      await asked<{ completeness: { counts: Counts; figureYear: number; children: readonly { jurisdiction: string; counts: Counts }[] } }>(
        `completeness(jurisdiction: "${jurisdiction}", ${cycle}${times}) { figureYear counts { ${fields} } children { jurisdiction counts { ${fields} } } }`,
      )
    ).completeness;

  it('counts health checks, forms and figures by town and supplier', async () => {
    const { counts: district, children, figureYear } = await counts(jinshan);
    expect(figureYear).toBe(2023);
    // 丙地块: no self-assessment, no survey, the form of 丁企业 given back; 戊地块: nothing at all.
    expect(district).toMatchObject({ opened: 3, complete: 1 });
    expect(district.missingForms).toEqual([
      { form: 'SELF_ASSESSMENT', missing: 2 },
      { form: 'ENTERPRISE_INFORMATION', missing: 2 },
      { form: 'SURVEY', missing: 2 },
    ]);
    expect(district.suppliers).toEqual([
      // 丙地块 lacks the sum of taxes, 戊地块 that and whether taxes were evaded.
      { supplier: '税务局', required: 2, complete: 1, missingFigures: 3 },
      { supplier: '规划资源局', required: 1, complete: 1, missingFigures: 2 },
      { supplier: '统计局', required: 1, complete: 2, missingFigures: 1 },
      { supplier: '生态环境局', required: 1, complete: 1, missingFigures: 2 },
      { supplier: '建管委', required: 1, complete: 1, missingFigures: 2 },
      { supplier: '街镇', required: 1, complete: 1, missingFigures: 2 },
      // 丙企业 and 丁企业 contradict each other.
      { supplier: '用地主体', required: 1, complete: 1, missingFigures: 2 },
    ]);
    expect(children.map(({ jurisdiction, counts: { opened, complete } }) => [jurisdiction, opened, complete])).toEqual([
      [caojing, 2, 1],
      [shanyang, 1, 0],
    ]);
    expect(children[0]?.counts.suppliers[0]).toEqual({ supplier: '税务局', required: 2, complete: 1, missingFigures: 1 });
  });

  it('is that of the day and of the moment asked about', async () => {
    expect((await counts(jinshan, ', asOf: "2024-03-15"')).counts).toMatchObject({ opened: 3, complete: 0 });
    expect((await counts(jinshan, ', asOf: "2024-02-15"')).counts).toMatchObject({ opened: 0, complete: 0 });
    const before = (await counts(caojing, `, knownAt: "${early}"`)).counts;
    expect(before.missingForms[1]).toEqual({ form: 'ENTERPRISE_INFORMATION', missing: 0 });
  });

  it('is none of a cycle that was never opened, and none outside the scope', async () => {
    const none = `completeness(jurisdiction: "${jinshan}", cycle: { jurisdiction: "${jinshan}", year: 2019 }) { figureYear }`;
    expect(await asked(none)).toEqual({ completeness: null });
    expect(await asked(`completeness(jurisdiction: "${jinshan}", ${cycle}) { figureYear }`, officerOf(caojing))).toEqual({
      completeness: null,
    });
  });
});

describe('forms', () => {
  const titled = async (times = '', code = caojing) =>
    asked(
      `formSchema(jurisdiction: "${code}", year: 2024${times}) { version titleZh fields { code form kind quantity } }`,
      officerOf(caojing),
    );
  it('are those of the nearest level above that hold on the day', async () => {
    expect(await titled()).toMatchObject({ formSchema: { version: 1, titleZh: '漕表单' } });
    expect(await titled(', asOf: "2024-01-31"')).toEqual({ formSchema: null });
    await publishForms(within, jinshan, '新', '2025-01-01');
    await within.project();
    expect(await titled()).toMatchObject({ formSchema: { version: 2, titleZh: '新表单' } });
    expect(await titled(', asOf: "2024-12-31"')).toMatchObject({ formSchema: { version: 1 } });
  });
});
