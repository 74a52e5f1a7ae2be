// What resolvers fail with: a refusal keeps its text, an outage or a timeout is the whole request's, anything else is a bug.
import { overloaded, ProblemError, problemOf } from '@yimu/server';
import { GraphQLError } from 'graphql';

const queryTimeout = new ProblemError({
  code: 'query-timeout',
  detail:
    'The question takes longer than the database may work on it: expected fewer rows (`first`), a narrower filter or a smaller jurisdiction.',
  detailZh: '查询耗时超过数据库允许的时限，请减小 first、收窄筛选条件或缩小辖区范围后重试。',
});

/** PostgreSQL's query_canceled: here, the statement timeout of the readers. */
const isTimeout = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';

/** The problem that answers instead of a result whose resolvers failed so; undefined when the result may be sent. */
export const problemOfFailures = (failures: readonly unknown[]): ProblemError | undefined => {
  // Statements after it in the transaction fail for its sake.
  if (failures.some(isTimeout)) return queryTimeout;
  return failures.some((failure) => problemOf(failure).code === 'overloaded') ? new ProblemError(overloaded) : undefined;
};

/** An error as callers may read it. What is no refusal is told to `failed` and loses its text. */
export const faultOrBug = (error: GraphQLError, failed: (error: unknown) => void): GraphQLError => {
  const original = error.originalError;
  // Compiled documents fail with errors whose extensions are undefined, whatever the types say.
  const refused = (error.extensions as object | undefined) !== undefined && 'code' in error.extensions;
  if (original === undefined || original instanceof GraphQLError || refused) return error;
  failed(original);
  return new GraphQLError('Something went wrong on our side.', {
    path: error.path,
    extensions: { code: 'internal', messageZh: '系统内部错误。' },
  });
};
