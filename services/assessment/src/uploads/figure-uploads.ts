// POST /figure-uploads: the figures of one supplier for many parcels, or enterprises, in one file.
import { Readable } from 'node:stream';
import { isRejection, isWithin, jurisdictionCode } from '@yimu/domain/kernel';
import { subjects } from '@yimu/domain/scoring';
import {
  authenticate,
  type CommandDependencies,
  type CommandRoute,
  callerOf,
  inScope,
  keyOf,
  notFound,
  ProblemError,
  problemResponse,
  refusedBy,
} from '@yimu/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { cycleStream } from '../routes/cycle-place.ts';
import { cycleTerms } from '../terms/cycle-terms.ts';
import { askedRows, fileKinds } from './asked-rows.ts';
import { withEndAtHand } from './cycle-at-hand.ts';
import { dryStore } from './dry-store.ts';
import { giveRows } from './give-rows.ts';
import { type IncomingFile, longestUpload, receiveFile } from './incoming-file.ts';
import { kindOf, mayUpload, payloadOf } from './may-upload.ts';
import { summary, verdict } from './verdicts.ts';

const query = z.strictObject({
  jurisdiction: jurisdictionCode.meta({ description: 'Of the cycle' }),
  year: z.coerce.number().int().min(2000).max(2100).meta({ description: 'Of the cycle' }),
  subject: z.enum(subjects).default('parcel'),
  dryRun: z.enum(['true', 'false']).default('false').meta({ description: 'Decide everything and write nothing' }),
  document: z.string().min(1).max(100).optional().meta({ description: 'The number (文号) of the document the figures came with' }),
});

const description = [
  'Each row is one command SupplyFigures in its own right, under the Idempotency-Key of the upload and its own number: it is done as a whole or',
  'not at all, rows of one subject in their order. A file that is refused as a whole leaves nothing behind. After a lost answer send the file',
  'again with the same key. Columns: 统一编码, 宗地代码 or parcelId (of enterprises 统一社会信用代码 or partyId), 数据年度, and one for each',
  'quantity under its name or code with the unit in brackets; of an enterprise on a parcel 统一社会信用代码 too. An empty cell is not supplied.',
  'A line of NDJSON: {"parcel", "enterprise", "period", "figures": {"<code>": {"value", "unit"}}}.',
].join(' ');

const schema = {
  operationId: 'UploadFigures',
  summary: 'Supply the figures of a department for a whole list, with a report on each row',
  description,
  tags: ['uploads'],
  security: [{ bearer: [] }],
  querystring: query,
  headers: z.looseObject({ 'idempotency-key': z.string() }),
  consumes: Object.keys(fileKinds),
  body: z.any().meta({ type: 'string', format: 'binary', description: 'The file as it is, up to 64 MiB and 200,000 rows' }),
  response: {
    200: {
      description:
        'A line for each row in the order of the file, then one for all; if the last is missing, so are rows: send the file again',
      content: { 'application/x-ndjson': { schema: z.union([verdict, summary]) } },
    },
    400: problemResponse('validation, idempotency-key-missing; broken off: malformed-request'),
    401: problemResponse('unauthenticated'),
    403: problemResponse('forbidden'),
    404: problemResponse('not-found: there is no such cycle within the scope'),
    413: problemResponse('body-too-large: more than 64 MiB'),
    415: problemResponse('unsupported-media-type'),
    422: problemResponse('rule-unacceptable: the file cannot be taken, and why'),
  },
};

/** The terms of a cycle that binds the caller: of its own place, or of one above or below it. */
const termsWithin = async (deps: CommandDependencies, request: FastifyRequest) => {
  const caller = callerOf(request);
  const { jurisdiction, year, subject } = request.query as z.output<typeof query>;
  const { scope } = caller.actor;
  const concerns = scope.kind === 'subtree' && (inScope(caller, jurisdiction) || isWithin(scope.value, jurisdiction));
  const place = { jurisdiction, year, subject };
  const terms = concerns ? await cycleTerms(deps.store, place) : undefined;
  if (terms === undefined) throw new ProblemError(notFound);
  return { place, quantities: terms.standard.quantities };
};

/** Characters that are sent at once: a write for every line would cost as much as the row itself. */
const piece = 8_192;

const lines = async function* (values: AsyncIterable<object>): AsyncGenerator<string> {
  let text = '';
  for await (const value of values) {
    text += `${JSON.stringify(value)}\n`;
    if (text.length < piece) continue;
    yield text;
    text = '';
  }
  yield text;
};

/** Adds the route. The instance must hand the body over as it comes. */
export const addFigureUploads = (app: FastifyInstance, deps: CommandDependencies, route: CommandRoute): void => {
  const answer = async (request: FastifyRequest, file: IncomingFile): Promise<Readable> => {
    const { dryRun, document = null } = request.query as z.output<typeof query>;
    const isDry = dryRun === 'true';
    const { place, quantities } = await termsWithin(deps, request);
    const rows = await askedRows(file.path, kindOf(request, fileKinds), { subject: place.subject, quantities });
    if (isRejection(rows)) throw new ProblemError(refusedBy(rows));
    const upload = { route, caller: callerOf(request), request, place, key: keyOf(request), isDry, document, sha256: file.sha256 };
    const store = withEndAtHand(isDry ? dryStore(deps.store) : deps.store, cycleStream(place));
    return Readable.from(lines(giveRows({ ...deps, store }, upload, rows)));
  };

  app.route({
    method: 'POST',
    url: '/figure-uploads',
    schema,
    bodyLimit: longestUpload,
    onRequest: [authenticate(deps.verify), mayUpload('SupplyFigures', fileKinds)],
    handler: async (request, reply) => {
      const file = await receiveFile(payloadOf(request));
      try {
        const report = await answer(request, file);
        report.once('close', () => void file.discard());
        return await reply.type('application/x-ndjson').send(report);
      } catch (error) {
        await file.discard();
        throw error;
      }
    },
  });
};
