import { evidenceEvents } from '@yimu/domain/evidence/events';
import { sampleForms } from '@yimu/domain/formschema';
import { formSchemaEvents } from '@yimu/domain/formschema/events';
import type { Actor } from '@yimu/domain/kernel';
import { type FormSheet, formWorkbook, tableWorkbook } from '@yimu/spreadsheet';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { sheetFields } from '../src/uploads/form-fields.ts';
import { department, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { openCycle, parcels, supply } from './support/scored-city.ts';
import { type AssessmentService, assessmentService, sources, today } from './support/service.ts';
import { standard } from './support/small-standard.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const subjectId = testId('parcel');
const partyId = testId('party');
const evidence = testId('paper');
const sha256 = 'a'.repeat(64);

let service: AssessmentService;
const stream = `submission-${subjectId}-310116-2024`;

/** Puts a fact into the store as its own route would have. */
const put = async (into: string, type: 'FormSchemaPublished' | 'EvidenceStored', data: object, n = 0) => {
  const { version, data: shape } = { ...formSchemaEvents, ...evidenceEvents }[type];
  const ids = { id: testId(into, type, n), correlationId: testId(into), causationId: testId(into), requestHash: 'h' };
  const common = { effectiveOn: today, jurisdictions: [town], sources, actor: townOfficer };
  await service.store.append(into, [{ ...common, ...ids, type, version, data: shape.parse(data) }], 'any');
};
const publish = (version: number) =>
  put('formschema-310116-2024', 'FormSchemaPublished', { jurisdiction: '310116', year: 2024, version, ...sampleForms }, version);

beforeEach(async () => {
  service = await assessmentService();
  await openCycle(service.store, parcels, standard);
  await supply(service.store, parcels, standard, [{ id: subjectId, code: 'P1', enterprises: [partyId], supplies: [] }]);
  await publish(1);
  const stored = { evidenceId: evidence, sha256, mediaType: 'application/pdf', size: 10, fileName: null };
  await put(`evidence-${evidence}`, 'EvidenceStored', stored);
});

const about = { form: 'self-assessment', subject: 'parcel', subjectId, partyId: null, jurisdiction: '310116', year: 2024, version: 1 };
const answers = { 'land-user': '某某公司', 'use-of-land': 'own', 'production-since': '2015/3/11' };
const sheet = (of: Partial<FormSheet['about']> = {}, known: Readonly<Record<string, string>> = answers): FormSheet => {
  const whose = { ...about, ...of };
  return { title: whose.form, about: whose, fields: sheetFields(sampleForms, whose.form), known: new Map(Object.entries(known)) };
};
const survey = { form: 'survey' };
const surveyed = {
  vacancy: 'none',
  'property-quality': 'good',
  'work-safety': 'met',
  'environmental-restriction': 'no',
  'building-hazard': 'none',
  'breakthrough-project': 'no',
};

interface Sent {
  readonly as?: Actor;
  readonly query?: string;
  readonly type?: string;
}
const paper = `evidence=${evidence}`;
const send = async (bytes: Uint8Array | Promise<Uint8Array>, { as = townOfficer, query = paper, type = xlsx }: Sent = {}) =>
  service.post(`/form-uploads?${query}`, Buffer.from(await bytes), { as, key: 'forms', headers: { 'content-type': type } });
interface Verdict {
  readonly form: string;
  readonly status: number;
  readonly problem?: { readonly rule?: string; readonly code: string; readonly detailZh: string; readonly errors?: readonly unknown[] };
}
const told = async (...given: Parameters<typeof send>) => {
  const { forms } = (await send(...given)).json<{ forms: readonly Verdict[] }>();
  return forms.map(({ form, status, problem }) => [form, status, ...(problem === undefined ? [] : [problem.rule ?? problem.code])]);
};
const types = async () => (await service.eventsOf(stream)).map(({ type }) => type);

describe('an upload of forms', () => {
  it('submits each form of the workbook, in the name of whose it is, from the stamped paper', async () => {
    expect(await told(formWorkbook([sheet(), sheet(survey, surveyed)], ['说明']))).toEqual([
      ['self-assessment', 201],
      ['survey', 201],
    ]);
    const [, first] = await service.eventsOf(stream);
    expect(first?.data).toMatchObject({
      form: 'self-assessment',
      filledBy: 'on-behalf',
      answers: [
        { field: 'land-user', value: '某某公司' },
        { field: 'use-of-land', value: 'own' },
        { field: 'production-since', value: '2015-03-11' },
      ],
    });
    expect(first?.sources).toMatchObject([{ kind: 'declaration' }, { kind: 'document', evidenceId: evidence, fileSha256: sha256 }]);
  });

  it('is the same upload when it is sent again, and writes nothing when it is dry', async () => {
    const workbook = await formWorkbook([sheet()], []);
    expect(await told(workbook, { query: `${paper}&dryRun=true` })).toEqual([['self-assessment', 201]]);
    expect(await types()).toEqual(['HealthCheckOpened']);
    expect([await told(workbook), await told(workbook)]).toEqual([[['self-assessment', 201]], [['self-assessment', 200]]]);
    expect(await types()).toEqual(['HealthCheckOpened', 'FormSubmitted']);
  });

  it('one form that cannot be taken leaves the others as they are', async () => {
    const wrong = sheet(survey, { ...surveyed, vacancy: '说不清' });
    const { forms } = (await send(formWorkbook([wrong, sheet()], []))).json<{ forms: readonly Verdict[] }>();
    expect(forms.map(({ status }) => status)).toEqual([422, 201]);
    expect(forms[0]?.problem).toMatchObject({
      rule: 'upload-form-cells-wrong',
      detailZh: '该表有单元格不符合要求：单元格 C2 的内容“说不清”不在选项之内：应为 无空置、部分空置、整体空置 之一。',
      errors: [{ field: 'sheet-form-option-unknown' }],
    });
  });

  const refused = [
    ['without the stamped paper', [sheet()], { query: 'document=1' }, 'submission-without-stamped-paper'],
    ['without an answer', [sheet({}, {})], {}, 'upload-form-empty'],
    ['of another version of the fields', [sheet({ version: 2 })], {}, 'upload-form-outdated'],
    ['that nobody asks for', [sheet({ form: 'nothing' })], {}, 'upload-form-kind-unknown'],
    ['of a year without forms', [sheet({ year: 2023 })], {}, 'upload-form-kind-unknown'],
    ['of nobody', [sheet({ subjectId: 'x' })], {}, 'upload-form-kind-unknown'],
    ['of a parcel elsewhere', [sheet()], { as: otherTownOfficer, query: '' }, 'not-found'],
    ['that lacks what is required', [sheet({}, { plans: '无' })], {}, 'submission-field-missing'],
  ] as const;
  it.each(refused)('a form %s is refused', async (_, sheets, sent, rule) => {
    expect(await told(formWorkbook(sheets, []), sent)).toEqual([[sheets[0].about.form, expect.any(Number), rule]]);
    expect(await types()).toEqual(['HealthCheckOpened']);
  });

  it('what is no form of ours, no workbook, or sent by somebody who submits none, is refused as a whole', async () => {
    const rule = async (...given: Parameters<typeof send>) => {
      const answer = await send(...given);
      const { rule: name, code } = answer.json<{ rule?: string; code: string }>();
      return [answer.statusCode, name ?? code];
    };
    expect(await rule(tableWorkbook('表', [['宗地代码']]))).toEqual([422, 'sheet-form-unknown']);
    expect(await rule(Buffer.from('甲,乙'))).toEqual([422, 'sheet-not-a-workbook']);
    expect(await rule(Buffer.from('甲,乙'), { type: 'text/csv' })).toEqual([415, 'unsupported-media-type']);
    expect(await rule(formWorkbook([sheet()], []), { as: department('统计局') })).toEqual([403, 'forbidden']);
  });
});
