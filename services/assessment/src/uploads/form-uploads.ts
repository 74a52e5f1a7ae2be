// POST /form-uploads: the forms of 一地一表 as they were filled in a spreadsheet, by the enterprise, or by the town from stamped paper (代填).
import { isRejection } from '@yimu/domain/kernel';
import {
  authenticate,
  type CommandDependencies,
  type CommandRoute,
  callerOf,
  keyOf,
  ProblemError,
  problemResponse,
  refusedBy,
} from '@yimu/server';
import { readForms, usualLimits } from '@yimu/spreadsheet';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dryStore } from './dry-store.ts';
import { giveForm } from './give-form.ts';
import { longestUpload, receiveFile } from './incoming-file.ts';
import { mayUpload, payloadOf } from './may-upload.ts';
import { type FormVerdict, formVerdict } from './verdicts.ts';

const kinds = { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx' } as const;
/** A form has some dozens of rows. */
const limits = { ...usualLimits, rows: 2_000 };

const query = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').meta({ description: 'Decide everything and write nothing' }),
  document: z.string().min(1).max(100).optional().meta({ description: 'The number of the stamped paper, where a town fills the form' }),
  evidence: z.uuid().optional().meta({ description: 'The scan of the stamped paper, stored as evidence before' }),
});

const schema = {
  operationId: 'UploadForms',
  summary: 'Submit the forms of a workbook that was downloaded here and filled',
  description: [
    'Each form is one command SubmitForm in its own right. Its sheet says itself whose it is; whether the caller may submit it is decided',
    'as if it were sent alone. A workbook that is refused as a whole leaves nothing behind.',
  ].join(' '),
  tags: ['uploads'],
  security: [{ bearer: [] }],
  querystring: query,
  headers: z.looseObject({ 'idempotency-key': z.string() }),
  consumes: Object.keys(kinds),
  body: z.any().meta({ type: 'string', format: 'binary', description: 'The workbook as it is' }),
  response: {
    200: {
      description: 'What became of each form',
      content: { 'application/json': { schema: z.object({ forms: z.array(formVerdict), dryRun: z.boolean() }) } },
    },
    400: problemResponse('validation, idempotency-key-missing; broken off: malformed-request'),
    401: problemResponse('unauthenticated'),
    403: problemResponse('forbidden'),
    413: problemResponse('body-too-large: more than 64 MiB'),
    415: problemResponse('unsupported-media-type'),
    422: problemResponse('rule-unacceptable: the workbook cannot be taken, and why'),
  },
};

/** Adds the route. The instance must hand the body over as it comes. */
export const addFormUploads = (app: FastifyInstance, deps: CommandDependencies, route: CommandRoute): void => {
  app.route({
    method: 'POST',
    url: '/form-uploads',
    schema,
    bodyLimit: longestUpload,
    onRequest: [authenticate(deps.verify), mayUpload('SubmitForm', kinds)],
    handler: async (request) => {
      const { dryRun, document = null, evidence = null } = request.query as z.output<typeof query>;
      const isDry = dryRun === 'true';
      const file = await receiveFile(payloadOf(request));
      try {
        const filled = await readForms(file.path, limits);
        if (isRejection(filled)) throw new ProblemError(refusedBy(filled));
        const common = { route, caller: callerOf(request), request, key: keyOf(request), sha256: file.sha256 };
        const upload = { ...common, document, evidenceId: evidence };
        const given = isDry ? { ...deps, store: dryStore(deps.store) } : deps;
        const forms: FormVerdict[] = [];
        for (const form of filled) forms.push(await giveForm(given, upload, form));
        return { forms, dryRun: isDry };
      } finally {
        await file.discard();
      }
    },
  });
};
