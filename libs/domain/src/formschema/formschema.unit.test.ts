import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command, specify } from '../testing/given.ts';
import type { FormSchemaCommand } from './commands.ts';
import { formSchemaEvents } from './events.ts';
import { type FormField, formSchema, formSchemaCommands, formsOn, sampleForms } from './index.ts';

const specification = specify(formSchemaEvents);
const given = (...history: readonly FormSchemaCommand[]) => specification(formSchema, ...history);

const field = (changes: Partial<FormField> = {}): FormField => ({
  form: 'survey',
  code: 'vacant-area',
  name: { zh: '空置建筑面积', en: 'Vacant floor area' },
  kind: 'decimal',
  unit: '平方米',
  options: [],
  isRequired: true,
  quantity: null,
  ...changes,
});
const data = (fields: readonly FormField[]) => ({
  jurisdiction: '310116',
  year: 2024,
  title: { zh: '评估表', en: 'Forms' },
  sample: null,
  fields: [...fields],
});
const publish = (fields: readonly FormField[] = [field()], on = '2024-03-11'): FormSchemaCommand =>
  command('PublishFormSchema', data(fields), { effectiveOn: date(on) });
const published = (version: number, fields: readonly FormField[]) => ({
  type: 'FormSchemaPublished' as const,
  data: { ...data(fields), version },
});
const option = (code: string) => ({ code, name: { zh: code, en: code } });

describe('the forms of a jurisdiction and year', () => {
  it('are published with their fields, for the jurisdiction', () => {
    given()
      .when(publish())
      .then(published(1, [field()]));
    given().when(publish()).thenConcerns('310116');
  });
  it('may be published ahead of the day from which they hold', () => {
    given()
      .when({ ...publish([field()], '2026-03-01'), today: date('2026-01-01') })
      .then(published(1, [field()]));
  });
  it('published again as they are say nothing new; changed they are the next version', () => {
    const changed = [field({ isRequired: false })];
    given(publish()).when(publish()).thenNothing();
    given(publish()).when(publish(changed)).then(published(2, changed));
  });
  it('follow each other', () => {
    given(publish())
      .when(publish([field({ unit: '亩' })], '2024-03-10'))
      .thenRefused('formschema-begins-before-previous', '1', '2024-03-11', '2024-03-10');
  });
  it('hold from their day on until others do', () => {
    const { state } = given(publish(), publish([field({ unit: '亩' })], '2024-05-01'));
    expect(['2024-03-10', '2024-03-11', '2024-04-30', '2024-05-01'].map((on) => formsOn(state, date(on))?.version)).toEqual([
      undefined,
      1,
      1,
      2,
    ]);
  });
});

describe('a field', () => {
  const assertRefused = (rule: string, changes: Partial<FormField>, ...words: string[]) =>
    given()
      .when(publish([field(changes)]))
      .thenRefused(rule, ...words);
  it('stands once in a form', () => {
    given()
      .when(publish([field(), field()]))
      .thenRefused('formschema-field-twice', 'survey', 'vacant-area');
    const both = [field(), field({ form: 'self-assessment' })];
    given().when(publish(both)).then(published(1, both));
  });
  it('that is a choice has options, each once, and no other field has any', () => {
    assertRefused('formschema-options-missing', { kind: 'option', unit: '' }, 'vacant-area');
    assertRefused('formschema-options-superfluous', { options: [option('a')] }, 'vacant-area');
    assertRefused('formschema-option-twice', { kind: 'option', unit: '', options: [option('a'), option('a')] }, 'vacant-area');
    const choice = [field({ kind: 'option', unit: '', options: [option('a'), option('b')] })];
    given().when(publish(choice)).then(published(1, choice));
  });
  it('has a unit only as a number', () => {
    assertRefused('formschema-unit-superfluous', { kind: 'date' }, 'vacant-area');
    const integer = [field({ kind: 'integer', unit: '家' })];
    given().when(publish(integer)).then(published(1, integer));
  });
  it('of words or of a date supplies no figure', () => {
    assertRefused('formschema-supplies-no-figure', { kind: 'text', unit: '', quantity: 'vacant-area' }, 'vacant-area');
    assertRefused('formschema-supplies-no-figure', { kind: 'date', unit: '', quantity: 'vacant-area' });
    const supplying = [field({ kind: 'yes-no', unit: '', quantity: 'idle' })];
    given().when(publish(supplying)).then(published(1, supplying));
  });
  it('supplies a quantity alone in its form', () => {
    const two = [field({ quantity: 'vacant-area' }), field({ code: 'other', quantity: 'vacant-area' })];
    given().when(publish(two)).thenRefused('formschema-quantity-twice', 'survey', 'vacant-area');
  });
  it('has a code of small letters, digits and hyphens', () => {
    expect(formSchemaCommands.PublishFormSchema.safeParse(data([field({ code: '空置' })])).success).toBe(false);
  });
});

it('refuses forms that no event could hold', () => {
  const many = Array.from({ length: 300 }, (_, n) => field({ code: `f${n}`, name: { zh: '空'.repeat(60), en: 'x' } }));
  given().when(publish(many)).thenRefused('formschema-too-large', '50000');
});

describe('the sample', () => {
  const sample = { jurisdiction: '310116', year: 2024, ...sampleForms, fields: [...sampleForms.fields] };
  it('is labelled as one and can be published', () => {
    expect(formSchemaCommands.PublishFormSchema.parse(sample)).toEqual(sample);
    expect([sample.title.zh, sample.title.en, sample.sample]).toEqual([
      expect.stringContaining('样例'),
      expect.stringContaining('Sample'),
      expect.stringContaining('样例'),
    ]);
    given()
      .when(command('PublishFormSchema', sample))
      .then({ type: 'FormSchemaPublished', data: { ...sample, version: 1 } });
  });
  it('asks in the survey what the health check adds', () => {
    const asked = sample.fields.filter(({ form }) => form === 'survey').map(({ name }) => name.zh);
    expect(asked).toEqual(
      expect.arrayContaining([
        '空置情况',
        '物业品质',
        '安全生产条件',
        '是否位于环保区域限评范围',
        '房屋安全隐患',
        '有无卡脖子及颠覆性技术项目',
      ]),
    );
    expect(new Set(sample.fields.map(({ form }) => form)).size).toBe(3);
  });
});
