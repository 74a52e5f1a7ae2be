// The sheets of one 一地一表: which forms a caller fills, for whom, with what is known.
import type { FormSheet } from '@yimu/spreadsheet';
import { listOf } from '../graphql/naming.ts';
import type { FormSchemaRow } from '../read-models/form-schemas.ts';
import type { HealthCheckRow } from '../read-models/submissions.ts';
import { type Field, knownIn, type OfForm, type Supplied } from './prefill.ts';
import type { Facts, PartyFacts } from './registry-facts.ts';

export interface FormContent {
  readonly check: HealthCheckRow;
  readonly schema: FormSchemaRow;
  /** Those that the caller may see. */
  readonly enterprises: readonly string[];
  /** Undefined for an office of the government. */
  readonly only: string | undefined;
  /** Of this cycle, then of earlier ones. */
  readonly supplied: readonly [Supplied, ...Supplied[]];
  readonly facts: Facts | undefined;
  readonly parties: PartyFacts;
}

const titles = { 'self-assessment': '用地主体自评表', 'enterprise-information': '企业信息采集表', survey: '实地调查表' } as const;

/** The self-assessment of whoever gave it, else of the only one who can. */
const selfAssessment = ({ check, enterprises, only, supplied: [current] }: FormContent): readonly OfForm[] => {
  const form = 'self-assessment';
  const given = current.forms.find((each) => each.form === form);
  if (given !== undefined) return [{ form, partyId: given.party_id }];
  // Another enterprise gave it, of whom this one is not told: there is only one.
  if (only !== undefined) return check.self_assessed ? [] : [{ form, partyId: only }];
  const [sole] = enterprises;
  return [{ form, partyId: enterprises.length === 1 && sole !== undefined ? sole : null }];
};

const formsOf = (content: FormContent): readonly OfForm[] => [
  ...selfAssessment(content),
  ...content.enterprises.map((partyId) => ({ form: 'enterprise-information', partyId })),
  ...(content.only === undefined ? [{ form: 'survey', partyId: null }] : []),
];

/** The name of a sheet: at most 31 characters, without those that a spreadsheet forbids, each once. */
const sheetTitle = (kind: string, name: string, taken: ReadonlySet<string>): string => {
  const plain = name.replaceAll(/[[\]:*?/\\']/g, ' ').trim();
  const wanted = (plain === '' ? kind : `${kind}-${plain}`).slice(0, 28);
  const free = [wanted, ...Array.from({ length: taken.size }, (_, n) => `${wanted}${n + 2}`)];
  return free.find((each) => !taken.has(each)) ?? wanted;
};

const sheetFields = (fields: readonly Field[]): FormSheet['fields'] =>
  fields.map(({ code, name, kind, unit, options, isRequired }) => ({
    code,
    name: name.zh,
    kind,
    unit,
    options: options.map((option) => ({ code: option.code, name: option.name.zh })),
    isRequired,
  }));

/** The sheets that a caller may fill; none where the schema has no fields for them. */
export const formSheets = (content: FormContent): readonly FormSheet[] => {
  const { check, schema, supplied, facts, parties } = content;
  const all = listOf<Field>(schema.fields);
  const taken = new Set<string>();
  return formsOf(content).flatMap((of) => {
    const fields = all.filter(({ form }) => form === of.form);
    if (fields.length === 0) return [];
    const party = of.partyId === null ? undefined : parties.get(of.partyId);
    const ofParty = { 'enterprise-name': party?.name, uscc: party?.uscc };
    const own = Object.entries(ofParty).flatMap(([code, value]) => (value ? [[code, value] as const] : []));
    const isOfOne = of.form === 'enterprise-information' && content.enterprises.length > 1;
    const title = sheetTitle(titles[of.form as keyof typeof titles], isOfOne ? (party?.name ?? '') : '', taken);
    taken.add(title);
    const about = {
      ...of,
      subject: check.subject,
      subjectId: check.subject_id,
      jurisdiction: check.cycle_jurisdiction,
      year: check.cycle_year,
      version: schema.version,
    };
    const known = knownIn(fields, of, supplied, new Map([...(facts?.byField ?? []), ...own]));
    return [{ title, about, fields: sheetFields(fields), known }];
  });
};

/** What the last sheet says: what is known of the subject, and how to fill the others. */
export const formNotes = ({ check, schema, facts }: FormContent): readonly string[] => [
  `${schema.title_zh}（${check.cycle_jurisdiction}，${check.cycle_year}年度，第${schema.version}版）`,
  ...(schema.sample === null ? [] : [schema.sample]),
  ...(facts?.lines ?? []),
  `编号：${check.code}`,
  '请在“填报内容”一列填写，预填内容如有变化请直接修改；请勿改动隐藏的首列。',
  '缺少的数据请留空，空缺不等于零。填报后请原样上传本文件。',
];
