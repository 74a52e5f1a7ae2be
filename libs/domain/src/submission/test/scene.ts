// Words of the specifications: the 体检表 of a parcel that two enterprises use, in the cycle 2024 of 金山区.
import { date } from '../../kernel/index.ts';
import { command, specId, specify, specSource } from '../../testing/given.ts';
import type { CommandNamed, Field, FormSchema, SubmissionCommand, Terms } from '../commands.ts';
import { submissionEvents } from '../events.ts';
import { submission } from '../index.ts';

const specification = specify(submissionEvents);
/** Begins after commands, or after a 体检表 was opened and further commands. */
export const given = Object.assign((...history: readonly SubmissionCommand[]) => specification(submission, ...history), {
  opened: (...history: readonly SubmissionCommand[]) => specification(submission, opening(), ...history),
});

export const parcelId = specId(800);
export const owner = specId(801);
export const lessee = specId(802);
/** Uses other land. */
export const stranger = specId(803);
export const town = '310116112';
export const cycle = { jurisdiction: '310116', year: 2024 };
export const ofSubject = { subjectId: parcelId, subject: 'parcel' as const, cycle };
const said = { today: date('2024-10-20'), effectiveOn: date('2024-10-20') };

const decimal = { kind: 'decimal', options: [] } as const;
export const quantities: Terms['quantities'] = [
  { ...decimal, code: 'tax', unit: '万元', options: [], suppliedBy: '税务局' },
  { ...decimal, code: 'revenue', unit: '万元', options: [], suppliedBy: '统计局' },
  { code: 'scale', unit: '', kind: 'option', options: ['above-scale', 'below-scale'], suppliedBy: '统计局' },
  { ...decimal, code: 'leased-area', unit: '平方米', options: [], suppliedBy: '用地主体' },
  { ...decimal, code: 'electricity', unit: '万千瓦时', options: [], suppliedBy: '街镇' },
  { code: 'idle', unit: '', kind: 'option', options: ['yes', 'no'], suppliedBy: '园区' },
];
export const terms: Terms = { isFrozen: false, evaluationEnds: date('2024-11-09'), figureYear: 2023, quantities };
export const frozen: Terms = { ...terms, isFrozen: true };

const field = (code: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({
  code,
  kind,
  unit: '',
  options: [],
  isRequired: false,
  quantity: null,
  ...more,
});
export const schema: FormSchema = {
  jurisdiction: '310116',
  year: 2024,
  version: 1,
  fields: [
    field('name', 'text', { isRequired: true }),
    field('leased-area', 'decimal', { unit: '平方米', quantity: 'leased-area' }),
    field('tenants', 'integer'),
    field('since', 'date'),
    field('high-tech', 'yes-no'),
    field('use', 'option', { options: ['own', 'leased'] }),
    field('taxes', 'decimal', { unit: '万元', quantity: 'tax' }),
    field('unheard-of', 'decimal', { quantity: 'unheard-of' }),
  ],
};
export const surveySchema: FormSchema = {
  ...schema,
  fields: [
    field('electricity', 'decimal', { unit: '万千瓦时', quantity: 'electricity' }),
    field('idle', 'yes-no', { quantity: 'idle' }),
    field('leased', 'decimal', { unit: '平方米', quantity: 'leased-area' }),
  ],
};

type Data<T extends SubmissionCommand['type']> = CommandNamed<T>['data'];
/** Keeps literals literal. */
const typed = <T extends SubmissionCommand['type']>(type: T, data: Data<T>, over: object): SubmissionCommand =>
  command(type, data, over) as unknown as SubmissionCommand;

export const opening = (changes: Partial<Data<'OpenHealthCheck'>> = {}): SubmissionCommand =>
  typed(
    'OpenHealthCheck',
    { ...ofSubject, code: '31011610900100GB00001', town, enterprises: [owner, lessee], cycleState: 'open', ...changes },
    said,
  );
export const renaming = (enterprises: string[], changes: Partial<Data<'RenameEnterprises'>> = {}): SubmissionCommand =>
  typed('RenameEnterprises', { ...ofSubject, enterprises, reason: '承租企业更换', ...changes }, said);

export type Given = readonly [quantity: string, value: string, unit?: string];
const figuresOf = (of: readonly Given[]) => of.map(([quantity, value, unit = '万元']) => ({ quantity, value, unit }));
export const supply = (figures: readonly Given[], changes: Partial<Data<'SupplyFigures'>> = {}, today = '2024-10-20'): SubmissionCommand =>
  typed(
    'SupplyFigures',
    { ...ofSubject, partyId: owner, supplier: '税务局', period: 2023, figures: figuresOf(figures), terms, ...changes },
    { ...said, today: date(today) },
  );
export const correct = (event: string, value: string | null, changes: Partial<Data<'CorrectFigure'>> = {}): SubmissionCommand =>
  typed(
    'CorrectFigure',
    {
      ...ofSubject,
      partyId: owner,
      supplier: '税务局',
      period: 2023,
      quantity: 'tax',
      unit: '万元',
      value,
      reason: '误报',
      event,
      terms: frozen,
      ...changes,
    },
    said,
  );

export type Answered = readonly [field: string, value: string];
export const answers = (of: readonly Answered[]) => of.map(([code, value]) => ({ field: code, value }));
export const submit = (
  of: readonly Answered[] = [['name', '上海古岛时装有限公司']],
  changes: Partial<Data<'SubmitForm'>> = {},
  sources = [specSource],
): SubmissionCommand =>
  typed(
    'SubmitForm',
    {
      ...ofSubject,
      partyId: null,
      form: 'self-assessment',
      answers: answers(of),
      filledBy: 'enterprise',
      mandateId: null,
      schema,
      terms,
      ...changes,
    },
    { ...said, sources },
  );
export const survey = (of: readonly Answered[] = [['electricity', '12']], changes: Partial<Data<'SubmitForm'>> = {}): SubmissionCommand =>
  submit(of, { form: 'survey', filledBy: 'town', schema: surveySchema, ...changes });
export const sendBack = (changes: Partial<Data<'ReturnForm'>> = {}): SubmissionCommand =>
  typed(
    'ReturnForm',
    { ...ofSubject, partyId: null, form: 'self-assessment', reason: '面积有误', fields: [], reviewer: 'town', ...changes },
    said,
  );
export const confirm = (event: string, changes: Partial<Data<'ConfirmForm'>> = {}): SubmissionCommand =>
  typed(
    'ConfirmForm',
    {
      ...ofSubject,
      partyId: null,
      form: 'self-assessment',
      reviewer: 'town',
      by: 'officer',
      submitted: { event, by: 'enterprise' },
      ...changes,
    },
    said,
  );

/** The one figure of 税务局 that `supply` gives. */
export const supplied = (quantity: string, value: string, unit = '万元') => ({
  ...ofSubject,
  partyId: owner,
  supplier: '税务局' as const,
  period: 2023,
  figures: [{ quantity, value, unit }],
  form: null,
});
/** Of the figure that stands by the first event after the opening. */
export const contradicted = (saidInstead: string, event = specId(1), value = '10') => ({
  ...ofSubject,
  partyId: owner,
  supplier: '税务局' as const,
  period: 2023,
  quantity: 'tax',
  standing: { event, value },
  said: saidInstead,
});
