// Standards by version: whose, of which year, in force or not, and whole.
import { jurisdictionCode } from '@yimu/domain/kernel';
import { readStandards, type StandardRow } from '../read-models/standards.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked } from './arguments.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { lower, upper } from './naming.ts';

/** What GraphQL calls by jurisdiction, year and subject. */
export interface PlaceArguments {
  readonly jurisdiction: string;
  readonly year: number;
  /** Of parcels, unless it is said. */
  readonly subject?: string | null;
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

const statusOn = ({ status, superseded_from: superseded }: StandardRow, day: string): string =>
  superseded !== null && superseded <= day ? 'SUPERSEDED' : upper(status);

const isInForce = (row: StandardRow, day: string): boolean =>
  row.status === 'published' &&
  row.valid_from !== null &&
  row.valid_from <= day &&
  (row.valid_until === null || day <= row.valid_until) &&
  (row.superseded_from === null || day < row.superseded_from);

/** A version as the schema shows it, as of the day asked about. */
export const standard = (row: StandardRow, { asOf }: Point) => ({
  jurisdiction: row.jurisdiction,
  year: row.year,
  subject: upper(row.subject),
  version: row.version,
  status: statusOn(row, asOf),
  inForce: isInForce(row, asOf),
  titleZh: row.title_zh,
  titleEn: row.title_en,
  sample: parsed(row.sample),
  parent: parsed(row.parent),
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  supersededFrom: row.superseded_from,
  supersededBy: parsed(row.superseded_by),
  content: row.content,
  revision: row.revision,
});

export const standardQueries = {
  standards: async (
    _: unknown,
    args: { readonly jurisdiction?: string | null; readonly year?: number | null; readonly subject?: string | null } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, args);
    const jurisdiction = args.jurisdiction == null ? undefined : checked('jurisdiction', jurisdictionCode, args.jurisdiction);
    const filter = { jurisdiction, year: args.year ?? undefined, subject: lower(args.subject) };
    return (await readStandards(viewAt(operation, point), filter)).map((row) => standard(row, point));
  },

  standard: async (_: unknown, args: PlaceArguments & { readonly version: number } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const { year, version } = args;
    const filter = {
      jurisdiction: checked('jurisdiction', jurisdictionCode, args.jurisdiction),
      year,
      version,
      subject: lower(args.subject),
    };
    const [row] = await readStandards(viewAt(operation, point), filter);
    return row === undefined ? null : standard(row, point);
  },
};
