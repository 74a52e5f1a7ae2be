// Every answer that is not a yes, in one place; docs/errors.md is compared with it. Refusals of the domain bring their own texts.

export interface ProblemKind {
  readonly status: number;
  readonly en: string;
  readonly zh: string;
}

export const problems = {
  validation: { status: 400, en: 'The request is not of the expected shape', zh: '请求内容不符合要求' },
  'malformed-json': { status: 400, en: 'The body is not JSON', zh: '请求正文不是有效的 JSON' },
  'malformed-request': { status: 400, en: 'The request cannot be read', zh: '请求无法解析' },
  'idempotency-key-missing': { status: 400, en: 'The Idempotency-Key is missing', zh: '缺少 Idempotency-Key' },
  unauthenticated: { status: 401, en: 'The caller is not known', zh: '身份未经验证' },
  forbidden: { status: 403, en: 'The caller may not give this command', zh: '无权执行此操作' },
  'not-found': { status: 404, en: 'There is no such thing', zh: '未找到' },
  'request-timeout': { status: 408, en: 'The request did not arrive in time', zh: '请求未能及时送达' },
  'rule-conflict': { status: 409, en: 'A rule forbids this at present', zh: '当前状态下规则不允许' },
  'revision-mismatch': { status: 412, en: 'The record has changed', zh: '记录已被更改' },
  'body-too-large': { status: 413, en: 'The body is too large', zh: '请求正文过大' },
  'unsupported-media-type': { status: 415, en: 'The body is not of a supported media type', zh: '不支持的内容类型' },
  'idempotency-key-reused': { status: 422, en: 'The Idempotency-Key was used for another request', zh: 'Idempotency-Key 已用于其他请求' },
  'rule-unacceptable': { status: 422, en: 'A rule forbids this', zh: '规则不允许' },
  'budget-spent': { status: 429, en: 'The budget of the scope is spent', zh: '本辖区查询额度已用完' },
  'headers-too-large': { status: 431, en: 'The headers are too large', zh: '请求头过大' },
  internal: { status: 500, en: 'The service failed', zh: '服务内部错误' },
  overloaded: { status: 503, en: 'The service cannot answer at present', zh: '服务暂时不可用' },
  'keys-unavailable': { status: 503, en: 'The keys of the token issuer cannot be had at present', zh: '暂时无法取得令牌签发方的公钥' },
  'query-timeout': { status: 504, en: 'The question takes too long', zh: '查询超时' },
  'projection-behind': { status: 504, en: 'The answer would not yet contain what was asked for', zh: '查询数据尚未更新至所要求的位置' },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof problems;
