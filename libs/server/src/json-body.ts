// Reads a body as JSON. Bytes that are no UTF-8 are refused: a decoder would put U+FFFD in their place, and keep a name nobody wrote.
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { malformedJson } from './error-handler.ts';
import { ProblemError } from './problem.ts';

/** Makes every route of the service read its JSON so. */
export const addJsonBody = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) void parse(request, body.toString(), done);
    else done(new ProblemError(malformedJson));
  });
};
