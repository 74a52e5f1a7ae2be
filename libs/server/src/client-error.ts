// What is wrong before there is a request to answer: bytes that are no HTTP, headers too large, a caller too slow.
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { tooSlow } from './arrival.ts';
import { malformedRequest } from './error-handler.ts';
import type { Log } from './logger.ts';
import { type Problem, problemDocument } from './problem.ts';
import { problems } from './problem-catalogue.ts';

const headersTooLarge: Problem = {
  code: 'headers-too-large',
  detail: 'The headers are too large: expected at most 16 KiB.',
  detailZh: '请求头过大：不得超过 16 KiB。',
};
const byNodeCode: Readonly<Record<string, Problem>> = { ERR_HTTP_REQUEST_TIMEOUT: tooSlow, HPE_HEADER_OVERFLOW: headersTooLarge };

/** Answers with a problem document as every refusal does, and lets go of the caller. */
export const answerClientError =
  (logger: Pick<Log, 'info'>) =>
  (error: Error & { readonly code?: string }, socket: Pick<Socket, 'destroyed' | 'writable' | 'end' | 'destroy'>): void => {
    const { code = '' } = error;
    if (code === 'ECONNRESET' || socket.destroyed) return;
    const problem = byNodeCode[code] ?? malformedRequest;
    const requestId = randomUUID();
    const { status } = problems[problem.code];
    logger.info({ requestId, status, fault: code }, 'request that did not arrive');
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const body = JSON.stringify(problemDocument(problem, requestId));
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      `x-request-id: ${requestId}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };
