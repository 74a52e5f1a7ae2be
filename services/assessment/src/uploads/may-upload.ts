// What is asked of an upload before a byte of its body is read.
import { Readable } from 'node:stream';
import { type CommandType, callerOf, keyOf, ProblemError, permit } from '@yimu/server';
import type { FastifyRequest } from 'fastify';
import { checkLength } from './incoming-file.ts';

/** The kind of file that the sender declares. Throws ProblemError for one that the route does not take. */
export const kindOf = <Kind>({ headers }: FastifyRequest, kinds: Readonly<Record<string, Kind>>): Kind => {
  const declared = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const kind = Object.entries(kinds).find(([type]) => type === declared);
  if (kind !== undefined) return kind[1];
  const types = Object.keys(kinds);
  throw new ProblemError({
    code: 'unsupported-media-type',
    detail: `The header Content-Type is not supported: expected one of ${types.join(', ')}.`,
    detailZh: `不支持的 Content-Type：应为 ${types.join('、')} 之一。`,
  });
};

/** An onRequest hook: who may give the command, with a key, may upload such a file if it is not too long. */
export const mayUpload =
  (command: CommandType, kinds: Readonly<Record<string, unknown>>) =>
  async (request: FastifyRequest): Promise<void> => {
    permit(callerOf(request), { command });
    keyOf(request);
    kindOf(request, kinds);
    checkLength(request.headers['content-length']);
  };

/** The body as it comes. */
export const payloadOf = ({ body }: FastifyRequest): Readable => (body instanceof Readable ? body : Readable.from([]));
