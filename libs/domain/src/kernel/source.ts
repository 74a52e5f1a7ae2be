import { z } from 'zod';
import { effectiveDate } from './effective-date.ts';
import { text } from './text.ts';

/**
 * Where a fact comes from (LADM LA_Source): a document with its 文号, a contract, a ruling, a register entry.
 * `number` is the citation as printed, for example 漕府〔2024〕11号; `annex`, `clause` and `row` point inside it.
 */
export const source = z.strictObject({
  kind: z.enum(['document', 'contract', 'ruling', 'register', 'declaration', 'dataset']),
  number: text(100),
  issuer: text(100),
  date: effectiveDate,
  clause: text(100).optional(),
  annex: text(100).optional(),
  row: text(100).optional(),
  fileSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits')
    .optional(),
});
export type Source = z.infer<typeof source>;

/** Every event cites at least one source. */
export const sources = z.array(source).min(1, 'expected at least one source').max(20);

/** True when two citations point at the same place (the file's hash aside). */
export const sameCitation = (left: Source | undefined, right: Source | undefined): boolean =>
  left !== undefined &&
  right !== undefined &&
  left.number === right.number &&
  left.issuer === right.issuer &&
  left.annex === right.annex &&
  left.clause === right.clause &&
  left.row === right.row;
