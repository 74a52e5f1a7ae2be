// Turns whatever went wrong into a problem. What nobody foresaw is logged in full and answered with nothing but its id.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { fieldErrors } from './field-errors.ts';
import { invalidFields, notFound, type Problem, ProblemError, problemDocument } from './problem.ts';
import { problems } from './problem-catalogue.ts';
import { InvalidShape } from './validator.ts';

/** A body that is no JSON, or no UTF-8. */
export const malformedJson: Problem = {
  code: 'malformed-json',
  detail: 'The body cannot be read: expected one JSON object in UTF-8.',
  detailZh: '请求正文无法解析：应为 UTF-8 编码的一个 JSON 对象。',
};
/** An address or a header that cannot be read. */
export const malformedRequest: Problem = {
  code: 'malformed-request',
  detail: 'The request cannot be read: expected a well-formed address and headers.',
  detailZh: '请求无法解析：地址或请求头格式有误。',
};
/** More than a body or an event may be. */
export const bodyTooLarge: Problem = {
  code: 'body-too-large',
  detail: 'The body is too large: expected at most 1 MiB for a command, 8 MiB for a batch, and 60 KiB for one event.',
  detailZh: '请求正文过大：单个命令不得超过 1 MiB，批量不得超过 8 MiB，单个事件不得超过 60 KiB。',
};
const unsupportedMediaType: Problem = {
  code: 'unsupported-media-type',
  detail: 'The header Content-Type is not supported: expected application/json.',
  detailZh: '不支持的 Content-Type：应为 application/json。',
};
/** What the service needs is away or too busy for the moment. */
export const overloaded: Problem = {
  code: 'overloaded',
  detail: 'The service cannot reach what it needs at present; send the same request again later.',
  detailZh: '服务暂时无法访问所需资源，请稍后重发同一请求。',
  headers: { 'retry-after': '1' },
};
const internal: Problem = {
  code: 'internal',
  detail: 'The service failed; nothing was half-written. Its log knows this request by its instance.',
  detailZh: '服务内部错误，未写入任何不完整的内容；日志中可按 instance 查找此请求。',
};

const byFastifyCode: Readonly<Record<string, Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: bodyTooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: unsupportedMediaType,
  FST_ERR_CTP_EMPTY_JSON_BODY: malformedJson,
  FST_ERR_CTP_INVALID_JSON_BODY: malformedJson,
};

/** Codes of Node and PostgreSQL (08 connection, 53 resources, 57 cancelled or shut down) that mean: not now. */
const isOutage = (code: string): boolean =>
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57014|57P0[1-3])$/.test(code);

/** What the PostgreSQL driver says, without a code, of a connection that was lost or could not be had in time. */
const isLostConnection = (message: string): boolean =>
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect)/.test(message);

const roots: Readonly<Record<string, string>> = { body: 'body', params: 'path', querystring: 'query', headers: 'headers' };

/** The problem that an error answers as. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem;
  if (!(error instanceof Error)) return internal;
  if (error.name === 'AppendTooLarge') return bodyTooLarge;
  if (error instanceof InvalidShape) return invalidFields(fieldErrors(error.issues, roots[error.validationContext ?? 'body']));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = byFastifyCode[code];
  if (known !== undefined) return known;
  if (isOutage(code) || isLostConnection(error.message)) return overloaded;
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (error instanceof SyntaxError && status === 400) return malformedJson;
  if (status === 404) return notFound;
  return typeof status === 'number' && status >= 400 && status < 500 ? malformedRequest : internal;
};

/** Sends a problem as the answer of a request. */
export const sendProblem = (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply =>
  reply
    .code(problems[problem.code].status)
    .headers(problem.headers ?? {})
    .type('application/problem+json')
    .send(problemDocument(problem, request.id));

/** The problem that an error answers as; what is our fault or an outage is logged. */
export const loggedProblemOf = (error: unknown, request: FastifyRequest): Problem => {
  const problem = problemOf(error);
  if (problems[problem.code].status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
  return problem;
};

/** The error handler of every service. */
export const handleError = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(request, reply, loggedProblemOf(error, request));

/** The answer where no route is. */
export const handleNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply => sendProblem(request, reply, notFound);
