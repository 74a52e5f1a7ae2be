// A line of NDJSON → what it asks for: {"parcel": …, "enterprise": …, "period": 2023, "figures": {"<code>": {"value": "12.5", "unit": "万元"}}}.
import { parcelCode, type Rejection } from '@yimu/domain/kernel';
import type { SubjectKind } from '@yimu/domain/scoring';
import type { ObjectLine } from '@yimu/spreadsheet';
import { z } from 'zod';
import type { Asked, AskedRow, Code } from './asked-row.ts';
import { refusal } from './refusals.ts';

const code = z.string().trim().min(1).max(120);
const period = z.int().min(2000).max(2100);
const figures = z.record(z.string().max(60), z.strictObject({ value: z.string().max(400), unit: z.string().max(40) }));
const lines = {
  parcel: z.strictObject({ parcel: code, enterprise: code.nullable().default(null), period, figures }),
  enterprise: z.strictObject({ enterprise: code, period, figures }),
};
type Line = { readonly parcel?: string; readonly enterprise: string | null } & Pick<z.output<typeof lines.parcel>, 'period' | 'figures'>;

const uuid = z.uuid();

const enterpriseCode = (text: string): Code => ({ kind: uuid.safeParse(text).success ? 'id' : 'uscc', text });
const parcelNamed = (text: string): Code => {
  if (uuid.safeParse(text).success) return { kind: 'id', text };
  return { kind: parcelCode.safeParse(text).success ? 'parcel-code' : 'unified-code', text };
};

const firstIssue = ({ issues: [issue] }: z.ZodError, row: number): Rejection => {
  const field = issue?.path.join('.') ?? '';
  return refusal('upload-line-not-of-shape', { row: String(row), field, expected: issue?.message ?? '' });
};

const asked = (line: Line): Asked | Rejection => {
  const { parcel, enterprise, period: year } = line;
  const given = Object.entries(line.figures).map(([quantity, { value, unit }]) => ({ quantity, value, unit }));
  if (given.length === 0) return refusal('upload-row-without-figures');
  const party = enterprise === null ? null : enterpriseCode(enterprise);
  if (parcel !== undefined) return { subject: parcelNamed(parcel), enterprise: party, period: year, figures: given };
  return party === null
    ? refusal('upload-row-without-subject', { column: 'enterprise' })
    : { subject: party, enterprise: null, period: year, figures: given };
};

/** Makes the reader of lines about parcels, or about enterprises. */
export const lineReader =
  (subject: SubjectKind): ((line: ObjectLine) => AskedRow) =>
  ({ number: row, value, faults: [fault] }) => {
    if (fault !== undefined) return { row, asked: fault };
    const read = lines[subject].safeParse(value);
    return { row, asked: read.success ? asked(read.data) : firstIssue(read.error, row) };
  };
