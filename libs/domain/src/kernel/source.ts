import { z } from 'zod';
import { effectiveDate } from './effective-date.ts';
import { text } from './text.ts';

/** SHA-256 of a content, in lower-case hexadecimal. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits')
  .meta({ description: 'SHA-256', example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' });

/**
 * Where a fact comes from (LADM LA_Source): a document with its 文号, a contract, a ruling, a register entry.
 * `number` is the citation as printed, for example 漕府〔2024〕11号; `annex`, `clause` and `row` point inside it.
 */
export const source = z.strictObject({
  kind: z.enum(['document', 'contract', 'ruling', 'register', 'declaration', 'dataset']),
  number: text(100).meta({ example: '漕府〔2024〕11号' }),
  issuer: text(100).meta({ example: '漕泾镇人民政府' }),
  date: effectiveDate,
  clause: text(100).optional(),
  annex: text(100).optional(),
  row: text(100).optional(),
  fileSha256: sha256.optional(),
  evidenceId: z.uuid().toLowerCase().optional().meta({ description: 'Evidence that was stored before; the event then names its hash too' }),
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
