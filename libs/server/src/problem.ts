// Problems as RFC 9457 has them, in English and Chinese.
import type { Rejection } from '@yimu/domain/kernel';
import { z } from 'zod';
import type { AuthProblem } from './auth.ts';
import { type ProblemCode, problems } from './problem-catalogue.ts';

/** One wrong field and what was expected of it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A problem on its way out. `headers` go beside the body. */
export interface Problem {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly detailZh: string;
  readonly errors?: readonly FieldError[];
  /** The name of the domain's rule that refused. */
  readonly rule?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of every problem, as OpenAPI documents it. */
export const problemBody = z
  .object({
    type: z.string().meta({ example: 'urn:yimu:problem:validation' }),
    title: z.string(),
    titleZh: z.string(),
    status: z.int(),
    detail: z.string(),
    detailZh: z.string(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    instance: z
      .string()
      .meta({ description: 'The request, as the log names it', example: 'urn:uuid:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed' }),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    rule: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

/** Writes a problem of the request `requestId` (a UUID). */
export const problemDocument = (problem: Problem, requestId: string): z.output<typeof problemBody> => {
  const { status, en, zh } = problems[problem.code];
  return {
    type: `urn:yimu:problem:${problem.code}`,
    title: en,
    titleZh: zh,
    status,
    detail: problem.detail,
    detailZh: problem.detailZh,
    code: problem.code,
    instance: `urn:uuid:${requestId}`,
    ...(problem.errors === undefined ? {} : { errors: [...problem.errors] }),
    ...(problem.rule === undefined ? {} : { rule: problem.rule }),
  };
};

/** The problem that answers instead of a result. Thrown inside a request, turned into its document by the error handler. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

/** What does not exist and what lies outside the scope, without a difference. */
export const notFound: Problem = {
  code: 'not-found',
  detail: 'Nothing is found at this address within the scope of the token.',
  detailZh: '在令牌的管辖范围内未找到此对象。',
};

/** Fields that are not of the expected shape, each with one sentence. */
export const invalidFields = (errors: readonly FieldError[]): Problem => {
  const named = errors.slice(0, 5).map(({ field }) => field);
  return {
    code: 'validation',
    detail: errors
      .map(({ message }) => message)
      .slice(0, 3)
      .join(' '),
    detailZh: `下列字段不符合要求：${named.join('、')}。`,
    errors,
  };
};

/** The refusal of a rule of the domain, in its own words. */
export const refusedBy = ({ kind, rule, en, zh }: Rejection): Problem => ({
  code: kind === 'conflict' ? 'rule-conflict' : 'rule-unacceptable',
  detail: en,
  detailZh: zh,
  rule,
});

const authTexts: Readonly<Record<AuthProblem['problem'], readonly [string, string]>> = {
  missing: ['The header Authorization is missing: expected Bearer and a token.', '缺少 Authorization 请求头：应为 Bearer 加令牌。'],
  'not-bearer': ['The header Authorization is not of the form Bearer and a signed token.', 'Authorization 请求头应为 Bearer 加签名令牌。'],
  'too-large': ['The token is too long: expected at most 8 KiB.', '令牌过长：不得超过 8 KiB。'],
  expired: ['The token has expired: expected one that is still valid.', '令牌已过期。'],
  'not-yet-valid': ['The token is not valid yet.', '令牌尚未生效。'],
  invalid: [
    'The token could not be verified: expected one signed by the issuer of this service.',
    '令牌验证失败：应由本服务认可的签发方签名。',
  ],
  'wrong-claim': ['A claim of the token is missing or not what this service expects', '令牌声明缺失或不符合要求'],
  'keys-unavailable': ['The token cannot be verified at present; try again later.', '暂时无法验证令牌，请稍后重试。'],
};

/** Why a caller is not known. Never repeats what was sent. */
export const notAuthenticated = ({ problem, claim }: AuthProblem): Problem => {
  const [en, zh] = authTexts[problem];
  const texts = claim === undefined ? { detail: en, detailZh: zh } : { detail: `${en}: ${claim}.`, detailZh: `${zh}：${claim}。` };
  if (problem === 'keys-unavailable') return { code: 'keys-unavailable', ...texts, headers: { 'retry-after': '5' } };
  const challenge = problem === 'missing' ? 'Bearer realm="yimu"' : 'Bearer realm="yimu", error="invalid_token"';
  return { code: 'unauthenticated', ...texts, headers: { 'www-authenticate': challenge } };
};
