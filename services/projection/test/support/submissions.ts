// Health checks of parcels: opened, filled in, contradicted and corrected by the real context.
import { type FormSchemaVersion, formSchema, formSchemaCommands } from '@yimu/domain/formschema';
import type { Standard } from '@yimu/domain/scoring';
import { submission, submissionCommands } from '@yimu/domain/submission';
import { type Place, standardOf } from './assessments.ts';
import { caojing, jinshan, jiuting, songjiang } from './towns.ts';
import { idOf, source, type World } from './world.ts';

/** Beside what `standardOf` asks of departments: one figure of the land user and one of the town, both owed by everyone. */
export const owingStandard = (mark: string): Standard => {
  const standard = standardOf(mark);
  const words = (zh: string, en: string) => ({ zh, en });
  const veto = (code: string, zh: string) =>
    ({
      code,
      kind: 'veto',
      name: words(zh, code),
      basis: '第三条',
      when: { op: 'is', quantity: code, options: ['yes'] },
      grade: 'D',
    }) as const;
  const option = (code: string, zh: string, suppliedBy: '街镇' | '用地主体', merge: 'foremost' | 'same') =>
    ({ code, name: words(zh, code), unit: '', kind: 'option', options: ['yes', 'no'], suppliedBy, merge }) as const;
  return {
    ...standard,
    quantities: [...standard.quantities, option('vacant', '空置', '街镇', 'foremost'), option('subleased', '转租', '用地主体', 'same')],
    determinations: [...standard.determinations, veto('vacant', '空置'), veto('subleased', '转租')],
  };
};

const field = (form: FormSchemaVersion['fields'][number]['form'], code: string, zh: string, more: object = {}) => ({
  form,
  code,
  name: { zh, en: code },
  kind: 'text',
  unit: '',
  options: [],
  isRequired: false,
  quantity: null,
  ...more,
});
export const yesNo = (quantity: string) => ({ kind: 'yes-no', quantity });

/** One form of each kind; the survey and the information form supply a figure. */
export const fieldsOf = (mark: string) => [
  field('self-assessment', 'land-user', `${mark}用地主体`),
  field('enterprise-information', 'products', '主要产品'),
  field('enterprise-information', 'subleased', '是否转租', yesNo('subleased')),
  field('survey', 'vacant', '是否空置', yesNo('vacant')),
];

/** Publishes the forms of a district and year. */
export const publishForms = (
  world: World,
  jurisdiction: string,
  mark: string,
  on = '2024-02-01',
  fields: readonly object[] = fieldsOf(mark),
) =>
  world.command(
    `formschema-${jurisdiction}-2024`,
    formSchema,
    'PublishFormSchema',
    formSchemaCommands.PublishFormSchema.parse({
      jurisdiction,
      year: 2024,
      title: { zh: `${mark}表单`, en: 'forms' },
      sample: null,
      fields,
    }),
    { on },
  );

export interface Checked {
  readonly name: string;
  readonly town: string;
  readonly parties: readonly string[];
}

/** Commands on the health check of one parcel, by its name. */
export const checkOf = (world: World, { jurisdiction, year, subject }: Place, { name, town, parties }: Checked, mark = '漕') => {
  const of = { subjectId: idOf(name), subject, cycle: { jurisdiction, year } };
  const stream = `submission-${idOf(name)}-${jurisdiction}-${year}`;
  const standard = owingStandard(mark);
  const terms = {
    isFrozen: false,
    evaluationEnds: null,
    figureYear: year - 1,
    quantities: standard.quantities.map(({ code, unit, kind, options, suppliedBy }) => ({ code, unit, kind, options, suppliedBy })),
  };
  const schema = (form: string) => ({
    jurisdiction,
    year,
    version: 1,
    fields: fieldsOf(mark)
      .filter((each) => each.form === form)
      .map(({ code, kind, unit, isRequired, quantity }) => ({ code, kind, unit, isRequired, quantity, options: [] })),
  });
  const party = (who: string | null) => (who === null ? null : idOf(who));
  return {
    stream,
    open: (on = '2024-03-01') =>
      world.command(
        stream,
        submission,
        'OpenHealthCheck',
        submissionCommands.OpenHealthCheck.parse({ ...of, code: name, town, enterprises: parties.map(idOf), cycleState: 'open' }),
        { on },
      ),
    rename: (who: readonly string[], on: string) =>
      world.command(stream, submission, 'RenameEnterprises', { ...of, enterprises: who.map(idOf), reason: '迁入' }, { on }),
    supply: (supplier: string, who: string | null, given: Readonly<Record<string, string>>, on = '2024-04-01') => {
      const figures = Object.entries(given).map(([quantity, value]) => ({ quantity, value, unit: '' }));
      const data = { ...of, partyId: party(who), supplier, period: year - 1, figures, terms };
      return world.command(stream, submission, 'SupplyFigures', data, { on });
    },
    correct: (supplier: string, who: string | null, quantity: string, value: string | null, event: string, on: string, reason = '更正') => {
      const data = { ...of, partyId: party(who), supplier, period: year - 1, quantity, value, unit: '', reason, event, terms };
      return world.command(stream, submission, 'CorrectFigure', data, { on });
    },
    submit: (form: string, who: string | null, answers: Readonly<Record<string, string>>, filledBy: string, on = '2024-04-02') => {
      const data = {
        ...of,
        partyId: party(who),
        form,
        answers: Object.entries(answers).map(([code, value]) => ({ field: code, value })),
        filledBy,
        mandateId: null,
        schema: schema(form),
        terms,
      };
      return world.command(stream, submission, 'SubmitForm', data, { on, sources: [{ ...source, evidenceId: idOf('evidence') }] });
    },
    giveBack: (form: string, who: string | null, on: string) =>
      world.command(
        stream,
        submission,
        'ReturnForm',
        { ...of, partyId: party(who), form, reason: '产品不明', fields: [], reviewer: 'task-force' },
        { on },
      ),
    confirm: (form: string, who: string | null, event: string, on: string) =>
      world.command(
        stream,
        submission,
        'ConfirmForm',
        { ...of, partyId: party(who), form, reviewer: 'task-force', by: 'someone else', submitted: { event, by: 'submitter' } },
        { on },
      ),
  };
};

/** Everything that a health check consists of, once in each of the two towns; needs `fillAssessments`. */
export const fillSubmissions = async (world: World): Promise<void> => {
  for (const [district, town, mark, more] of [
    [jinshan, caojing, '漕', '.125'],
    [songjiang, jiuting, '九', '.5'],
  ] as const) {
    await publishForms(world, district, mark);
    const place: Place = { jurisdiction: district, year: 2024, subject: 'parcel' };
    const company = `${mark}企业`;
    const check = checkOf(world, place, { name: `${mark}地块`, town, parties: [company] }, mark);
    await check.open();
    await check.supply('税务局', company, { tax: `888${more}` });
    await check.supply('税务局', company, { tax: `999${more}` });
    await check.supply('生态环境局', company, { emission: `66${more}` });
    await check.submit('self-assessment', company, { 'land-user': `${mark}自评` }, 'enterprise');
    await check.submit('enterprise-information', company, { products: `${mark}产品`, subleased: 'no' }, 'on-behalf');
    await check.submit('survey', null, { vacant: 'no' }, 'town');
  }
};

/** What the health check of 漕泾 shows itself by. */
export const submissionMarks: readonly string[] = ['888.125', '999.125', '66.125', '漕自评', '漕产品'];
/** What its district gives out. */
export const formMarks: readonly string[] = ['漕用地主体', '漕表单'];

const cycle = `cycle: { jurisdiction: "${jinshan}", year: 2024 }`;
const check = `{ code subjectId parcel { name } enterprises { id name } forms { answers { field value } party { id } }
  figures { value quantity party { id } eventId } contradictions { said standingValue eventId }
  completeness { forms { form party { id } } figures { quantity enterprises { id } } } }`;

/** One question per root field, asking about the other town by every name it has. */
export const submissionQuestions: Readonly<Record<string, string>> = {
  healthChecks: `{ healthChecks(${cycle}) { nodes ${check} } inTown: healthChecks(${cycle}, within: "${caojing}") { nodes { code } }
    missing: healthChecks(${cycle}, missing: {}) { nodes { code } } }`,
  healthCheck: `{ healthCheck(subjectId: "${idOf('漕地块')}", ${cycle}) ${check} }`,
  formSchema: `{ formSchema(jurisdiction: "${jinshan}", year: 2024) { titleZh fields { nameZh } } }`,
  completeness: `{ completeness(jurisdiction: "${caojing}", ${cycle}) { of: jurisdiction counts { opened } children { jurisdiction } } }`,
};
/** How an answer about its completeness begins, which a name of its code alone does not. */
export const completenessMarks: readonly string[] = [`"of":"${caojing}"`];
