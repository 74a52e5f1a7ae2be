// PUT /evidence/sha256/{hash}: a file on its way in. Sending it again is the same request, so it needs no Idempotency-Key.
import { Readable } from 'node:stream';
import { evidence } from '@yimu/domain/evidence';
import { type MediaType, mediaTypes } from '@yimu/domain/evidence/events';
import { sha256 } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import {
  answered,
  authenticate,
  type Caller,
  type CommandRoute,
  callerOf,
  commandRoute,
  dateInShanghai,
  entityIdFor,
  eventIdFor,
  giveCommand,
  inScope,
  invalidFields,
  notFound,
  ProblemError,
  permit,
  problemResponse,
  requestHash,
  systemClock,
} from '@yimu/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { arriving, fileTooLarge } from './arriving.ts';
import type { Incoming } from './content-store.ts';
import type { EvidenceDependencies } from './evidence-dependencies.ts';
import { fileNameFrom } from './file-name.ts';
import { inspect } from './media-signatures.ts';

const path = '/evidence/sha256/:sha256';
const params = z.strictObject({ sha256 });
const headers = z.looseObject({
  'yimu-file-name': z
    .string()
    .optional()
    .meta({ description: 'What the file is called, percent-encoded UTF-8', example: '%E8%A3%81%E5%AE%9A%E4%B9%A6.pdf' }),
});

const success = (description: string) => ({ description, content: { 'application/json': { schema: answered } } });
const schema = {
  operationId: 'StoreEvidence',
  summary: 'Store a file of evidence under its SHA-256; the answer names the id to cite it by',
  tags: ['evidence'],
  security: [{ bearer: [] }],
  params,
  headers,
  querystring: z.strictObject({}),
  consumes: [...mediaTypes],
  body: z.any().meta({ type: 'string', format: 'binary', description: 'The file as it is' }),
  response: {
    200: success('The same file is stored in this scope already'),
    201: success('Stored'),
    400: problemResponse('Not of the expected shape: validation; broken off: malformed-request'),
    401: problemResponse('unauthenticated'),
    403: problemResponse('forbidden'),
    404: problemResponse('not-found: the scope of the token is neither a place nor an enterprise or mandate that is known'),
    409: problemResponse('rule-conflict: the same file was withdrawn'),
    413: problemResponse('body-too-large'),
    415: problemResponse('unsupported-media-type'),
    422: problemResponse('rule-unacceptable: empty, another hash, a false type'),
  },
};

/** The type that the sender declares. Throws ProblemError for one that evidence may not be of. */
const mediaTypeOf = (request: FastifyRequest): MediaType => {
  const declared = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const mediaType = mediaTypes.find((accepted) => accepted === declared);
  if (mediaType !== undefined) return mediaType;
  throw new ProblemError({
    code: 'unsupported-media-type',
    detail: `The header Content-Type is not supported: expected one of ${mediaTypes.join(', ')}.`,
    detailZh: `不支持的 Content-Type：应为 ${mediaTypes.join('、')} 之一。`,
  });
};

const fileNameOf = (request: FastifyRequest): string | null => {
  const header = request.headers['yimu-file-name'];
  if (header === undefined) return null;
  const name = fileNameFrom(String(header));
  if (name !== undefined) return name;
  const message = 'Yimu-File-Name: expected a name in percent-encoded UTF-8.';
  throw new ProblemError(invalidFields([{ field: 'Yimu-File-Name', message }]));
};

/** One evidence per scope and content, whoever sends it and however often. */
const evidenceIdOf = ({ actor: { scope } }: Caller, hash: string): string =>
  entityIdFor({ issuer: 'yimu', sub: 'evidence', method: 'CONTENT', path: `${scope.kind}/${scope.value}`, key: hash });

/** Before a byte of the body is read. */
const mayStore =
  (longest: number) =>
  async (request: FastifyRequest): Promise<void> => {
    const caller = callerOf(request);
    permit(caller, { command: 'StoreEvidence' });
    mediaTypeOf(request);
    fileNameOf(request);
    if (Number(request.headers['content-length'] ?? 0) > longest) throw new ProblemError(fileTooLarge(longest));
  };

/** The places that the evidence concerns: the scope's own, or those in which the ledger knows its enterprise or mandate. Throws ProblemError. */
const placesOf = async (store: EventStore, { actor: { scope } }: Caller): Promise<string[]> => {
  if (scope.kind === 'subtree') return [scope.value];
  if (scope.kind !== 'party' && scope.kind !== 'mandate') throw new ProblemError(notFound);
  // The envelope is common to all contexts: nothing of the enterprise or the mandate itself is needed here.
  const [last] = await Array.fromAsync(store.readStream(`${scope.kind}-${scope.value}`, { direction: 'backwards', limit: 1 }));
  if (last === undefined) throw new ProblemError(notFound);
  return [...last.jurisdictions];
};

const done = { outcome: 'done', revision: 0, position: '', state: undefined, appended: 0 } as const;

/** The command for a file that has arrived: its bytes are kept once nothing speaks against it, and before an event names them. */
const storing = (request: FastifyRequest, incoming: Incoming, fitsType: boolean, jurisdictions: string[]): CommandRoute =>
  commandRoute({
    path,
    command: 'StoreEvidence',
    summary: schema.summary,
    schema: z.strictObject({}),
    params: { sha256 },
    toData: ({ params: { sha256: promised }, entityId }) => ({
      evidenceId: entityId,
      sha256: promised,
      mediaType: mediaTypeOf(request),
      fileName: fileNameOf(request),
      received: { sha256: incoming.sha256, size: incoming.size, fitsType },
      jurisdictions,
    }),
    decider: evidence,
    stream: ({ evidenceId }) => `evidence-${evidenceId}`,
    admitNew: (data, caller) => inScope(caller, ...data.jurisdictions),
    // The id is made of the scope: nobody else's evidence can be meant.
    admitNamed: async () => true,
    id: ({ evidenceId }) => evidenceId,
    reservations: () => [
      {
        take: async () => {
          await incoming.keep();
          return done;
        },
      },
    ],
  });

/** Adds the route. The instance must hand the body over as it comes. */
export const addEvidenceStoring = (app: FastifyInstance, dependencies: EvidenceDependencies): void => {
  const { verify, content, longest, clock = systemClock } = dependencies;

  const give = async (request: FastifyRequest, incoming: Incoming, fitsType: boolean) => {
    const caller = callerOf(request);
    const places = await placesOf(dependencies.store, caller);
    const asked = request.params as z.output<typeof params>;
    const evidenceId = evidenceIdOf(caller, asked.sha256);
    const address = `/evidence/sha256/${asked.sha256}`;
    // Every sending has ids of its own: whether it is the same file, the stream tells.
    const eventId = eventIdFor({ issuer: caller.issuer, sub: caller.actor.sub, method: 'PUT', path: address, key: request.id });
    const effectiveOn = dateInShanghai(clock());
    const issuer = (caller.actor.department ?? caller.actor.sub).slice(0, 100);
    const sources = [{ kind: 'declaration', number: asked.sha256, issuer, date: effectiveOn, fileSha256: asked.sha256 }];
    const route = storing(request, incoming, fitsType, places);
    const body = { effectiveOn, sources };
    const intent = {
      eventId,
      requestHash: requestHash({ method: 'PUT', path: address, body }),
      actor: caller.actor,
      correlationId: request.id,
      causationId: eventId('request'),
      ifRevision: undefined,
    };
    return giveCommand(dependencies, {
      route,
      stream: `evidence-${evidenceId}`,
      request: { caller, intent, body, params: asked, entityId: evidenceId },
    });
  };

  app.route({
    method: 'PUT',
    url: path,
    schema,
    onRequest: [authenticate(verify), mayStore(longest)],
    handler: async (request, reply) => {
      const inspection = inspect(mediaTypeOf(request));
      const payload = request.body instanceof Readable ? request.body : Readable.from([]);
      const incoming = await content.receive(arriving(payload, longest, inspection.see));
      try {
        const { status, answer } = await give(request, incoming, inspection.fits());
        return await reply
          .code(status)
          .headers({ etag: `"${answer.revision}"`, 'yimu-position': answer.position, location: `/evidence/${answer.id}` })
          .send(answer);
      } finally {
        await incoming.discard();
      }
    },
  });
};
