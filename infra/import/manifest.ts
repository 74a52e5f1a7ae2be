// What a folder of lists is: the document they belong to, and how each file is read. Written once per document, by hand.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { areaUnits, effectiveDate, jurisdictionCode, levelOf } from '@yimu/domain/kernel';
import { z } from 'zod';
import { Sentence } from '../local/sentence.ts';

const column = z.string().min(1).max(100);
const category = z.enum(['revitalise', 'vacate', 'upgrade']);

const place = {
  file: z.string().regex(/^[^/\\]+\.csv$/, 'expected the name of a CSV file in the same folder'),
  /** As the document cites it, for example 附件3. */
  annex: z.string().min(1).max(40),
  title: z.string().min(1).max(40),
  /** The list is the part of the file whose rows say so. */
  where: z.strictObject({ column, equals: z.string().min(1) }).optional(),
};

/** 盘活, 腾退 or 提升: enterprises and their land, one plan entry each. */
const planList = z.strictObject({
  ...place,
  kind: z.literal('plan'),
  category,
  areaUnit: z.enum(areaUnits),
  columns: z.strictObject({ row: column, name: column, address: column.optional(), area: column, year: column, mode: column }),
});

/** Indicators, one a row, with three tiers a year. */
const targetList = z.strictObject({
  ...place,
  kind: z.literal('targets'),
  columns: z.strictObject({ row: column, dimension: column, name: column, unit: column }),
  years: z.array(z.strictObject({ year: z.int().min(2000).max(2100), floor: column, assured: column, stretch: column })).min(1),
  /** Indicators that plan entries add up to, by name. */
  planCategories: z.record(z.string(), category),
});

/** A list that no context keeps yet: read and checked, and reported as not entered. */
const checkedList = z.strictObject({
  ...place,
  kind: z.literal('checked'),
  columns: z.record(column, z.enum(['row', 'name', 'text', 'decimal', 'year'])),
});

const manifestShape = z
  .strictObject({
    document: z.string().min(1).max(100),
    issuer: z.string().min(1).max(100),
    date: effectiveDate,
    jurisdiction: jurisdictionCode,
    effectiveOn: effectiveDate,
    lists: z.array(z.discriminatedUnion('kind', [planList, targetList, checkedList])).min(1),
  })
  .superRefine(({ jurisdiction, lists }, context) => {
    if (levelOf(jurisdiction) !== 'town' && lists.some(({ kind }) => kind === 'plan'))
      context.addIssue({ code: 'custom', path: ['jurisdiction'], message: 'expected the code of a town, because a list names parcels' });
    const cited = lists.map(({ annex, title }) => `${annex} ${title}`);
    if (new Set(cited).size < cited.length)
      context.addIssue({ code: 'custom', path: ['lists'], message: 'expected every list under its own annex and title' });
  });

export type Manifest = z.output<typeof manifestShape>;
export type List = Manifest['lists'][number];
export type PlanList = Extract<List, { kind: 'plan' }>;
export type TargetList = Extract<List, { kind: 'targets' }>;
export type CheckedList = Extract<List, { kind: 'checked' }>;

/** The list as sources and import rows cite it: 附件3 盘活. */
export const citationOf = ({ annex, title }: List): string => `${annex} ${title}`;

/** Columns without which the list cannot be read. */
export const columnsOf = (list: List): readonly string[] => {
  const filter = list.where === undefined ? [] : [list.where.column];
  if (list.kind === 'checked') return [...filter, ...Object.keys(list.columns)];
  const years = list.kind === 'targets' ? list.years.flatMap(({ floor, assured, stretch }) => [floor, assured, stretch]) : [];
  return [...filter, ...Object.values(list.columns).filter((each) => each !== undefined), ...years];
};

/** Reads a manifest. `name` is what sentences call it. Throws a Sentence that names the field. */
export const parseManifest = (name: string, text: string): Manifest => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Sentence(`${name}: expected JSON.`);
  }
  const parsed = manifestShape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Sentence(parsed.error.issues.map(({ path, message }) => `${name}, ${path.join('.')}: ${message}.`).join('\n'));
};

/** The manifest at a path. Throws a Sentence when there is none or it cannot be used. */
export const readManifest = async (path: string): Promise<Manifest> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    throw new Sentence(`${path}: there is no manifest here; --manifest names one (infra/import/README.md says what it holds).`);
  });
  return parseManifest(basename(path), text);
};
