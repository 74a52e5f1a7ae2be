// What an upload answers: one line for each row, in the order of the file, and one for all of them.
import { type Problem, problems } from '@yimu/server';
import { z } from 'zod';

const problem = z.object({
  code: z.string().meta({ description: 'As of the command alone', example: 'rule-unacceptable' }),
  rule: z.string().optional().meta({ example: 'submission-wrong-supplier' }),
  detail: z.string(),
  detailZh: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

export const verdict = z.object({
  row: z.int().meta({ description: 'As the spreadsheet numbers it, the heading being 1; of text the number of the record' }),
  status: z.int().meta({ description: '201 entered, 200 known already, else what the command alone would be answered with' }),
  stream: z.string().optional(),
  revision: z.int().optional(),
  repeats: z.int().optional().meta({ description: 'The earlier row of the same file about the same subject, enterprise and year' }),
  problem: problem.optional(),
});
export type Verdict = z.output<typeof verdict>;

export const summary = z.object({
  rows: z.int(),
  accepted: z.int(),
  unchanged: z.int().meta({ description: 'Known already, by an earlier try or otherwise' }),
  refused: z.int(),
  failed: z.int().meta({ description: 'For an outage or a fault; send the file again under the same key' }),
  dryRun: z.boolean(),
  sha256: z.string().meta({ description: 'Of the file; the source that every row cites' }),
  position: z.string().optional().meta({ description: 'In the ledger; Yimu-Min-Position of a query takes it' }),
});
export type Summary = z.output<typeof summary>;

export const formVerdict = z.object({
  form: z.string().meta({ example: 'self-assessment' }),
  subjectId: z.string(),
  partyId: z.string().nullable(),
  status: z.int().meta({ description: '201 submitted, 200 submitted already, else what the command alone would be answered with' }),
  stream: z.string().optional(),
  revision: z.int().optional(),
  position: z.string().optional(),
  problem: problem.optional().meta({ description: 'errors: each wrong cell with its address' }),
});
export type FormVerdict = z.output<typeof formVerdict>;

/** What is said of a problem in a verdict. */
export const shownProblem = ({ code, rule, detail, detailZh, errors }: Problem): z.output<typeof problem> => ({
  code,
  ...(rule === undefined ? {} : { rule }),
  detail,
  detailZh,
  ...(errors === undefined ? {} : { errors: [...errors] }),
});

/** Where a verdict is counted. */
export const countedAs = (status: number): 'accepted' | 'unchanged' | 'refused' | 'failed' => {
  if (status === 201) return 'accepted';
  if (status === 200) return 'unchanged';
  return status < 500 ? 'refused' : 'failed';
};

/** The status that a problem is answered with. */
export const statusOf = ({ code }: { readonly code: keyof typeof problems }): number => problems[code].status;
