import { GraphQLError } from 'graphql';

/** Codes of refusals that answer 400 whatever the caller accepts: the document itself may be quite in order. */
const always400 = new Set(['too-costly', 'trusted-document']);

/**
 * A request that is refused for a limit, before anything is read.
 * @param code goes into `extensions.code`
 * @param more further extensions, such as the figure that was exceeded
 */
export const refusal = (code: string, en: string, zh: string, more: Readonly<Record<string, unknown>> = {}): GraphQLError =>
  new GraphQLError(en, { extensions: { code, messageZh: zh, ...more } });

/** True for errors that answer 400 even to callers of `application/json`, who get 200 for an invalid document. */
export const isAlways400 = (errors: readonly GraphQLError[]): boolean =>
  errors.some(({ extensions }) => typeof extensions?.code === 'string' && always400.has(extensions.code));
