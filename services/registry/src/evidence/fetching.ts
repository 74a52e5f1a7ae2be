// GET /evidence/{id}: a file on its way out, to be saved and never to be shown or run by a browser.
import { evidence } from '@yimu/domain/evidence';
import { foldRecorded } from '@yimu/domain/kernel';
import { authenticate, callerOf, notFound, ProblemError, problemResponse, readWithin } from '@yimu/server';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EvidenceDependencies } from './evidence-dependencies.ts';
import { attachment } from './file-name.ts';
import { extensions } from './media-signatures.ts';

const params = z.strictObject({ evidenceId: z.uuid('expected an id (UUID)').toLowerCase() });
const schema = {
  operationId: 'FetchEvidence',
  summary: 'Fetch a file of evidence by its id',
  description: 'Yimu-Media-Type names the type it was stored under; Repr-Digest its SHA-256.',
  tags: ['evidence'],
  security: [{ bearer: [] }],
  params,
  querystring: z.strictObject({}),
  response: {
    200: {
      description: 'The file, as an attachment',
      content: { 'application/octet-stream': { schema: z.any().meta({ type: 'string', format: 'binary' }) } },
    },
    400: problemResponse('validation'),
    401: problemResponse('unauthenticated'),
    404: problemResponse('not-found: does not exist, lies outside the scope, or was withdrawn'),
  },
};

/** Adds the route. */
export const addEvidenceFetching = (app: FastifyInstance, { store, verify, content }: EvidenceDependencies): void => {
  app.route({
    method: 'GET',
    url: '/evidence/:evidenceId',
    schema,
    exposeHeadRoute: false,
    onRequest: authenticate(verify),
    handler: async (request, reply) => {
      const { evidenceId } = request.params as z.output<typeof params>;
      const history = await readWithin(store, `evidence-${evidenceId}`, callerOf(request).actor.scope);
      const state = foldRecorded(evidence, history);
      if (state.kind !== 'stored') throw new ProblemError(notFound);
      const { sha256, size, mediaType, fileName } = state;
      const kept = await content.open(sha256);
      if (kept === undefined) throw new Error(`the content of evidence ${evidenceId} is missing: ${sha256}`);
      if (kept.size !== size) {
        kept.bytes.destroy();
        throw new Error(`the content of evidence ${evidenceId} has ${kept.size} bytes, not ${size}: ${sha256}`);
      }
      return reply
        .headers({
          'content-type': 'application/octet-stream',
          'content-length': size,
          'content-disposition': attachment(fileName, `${evidenceId}.${extensions[mediaType]}`),
          'yimu-media-type': mediaType,
          'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
        })
        .send(kept.bytes);
    },
  });
};
