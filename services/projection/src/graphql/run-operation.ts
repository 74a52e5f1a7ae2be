// Runs one operation in its transaction, and ends that transaction whatever happens: answered, refused, or the caller gone.
import type { FastifyReply } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { faultsOf, type Noted } from './answer.ts';
import type { Operation } from './context.ts';
import { problemOfFailures } from './failures.ts';
import type { Context, RequestInfo } from './request-context.ts';

/** What a request asks. */
export interface Question {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** A question whose cost is charged. */
type Charged = Question & Pick<RequestInfo, 'charge' | 'priced'>;

/** Ends the reader once: when told to, or as soon as the caller's connection closes before the answer is out. */
const endingOf = (reply: FastifyReply, { reader }: Operation): { readonly end: () => Promise<void>; readonly isGone: () => boolean } => {
  let ended: Promise<void> | undefined;
  let gone = false;
  const end = (): Promise<void> => {
    ended ??= reader.end();
    return ended;
  };
  reply.raw.once('close', () => {
    if (reply.raw.writableFinished) return;
    gone = true;
    end().catch((error: unknown) => reply.log.warn({ err: error }, 'a reader could not be ended'));
  });
  return { end, isGone: () => gone };
};

/**
 * Answers a question. Throws problems: 429 when the budget is spent, 503 when the database is away, 504 when a statement takes too long.
 */
export const runOperation = async (reply: FastifyReply, operation: Operation, question: Charged): Promise<ExecutionResult & Noted> => {
  const { end, isGone } = endingOf(reply, operation);
  const failures: unknown[] = [];
  try {
    const { text, variables, operationName, charge, priced } = question;
    const request: RequestInfo = { text, operationName, charge, priced, failed: (error) => failures.push(error) };
    const context: Omit<Context, 'app' | 'reply' | '__currentQuery' | 'pubsub'> & Noted = { ...operation, request };
    const result = await execute(reply, context, { text, variables, operationName });
    const problem = problemOfFailures(failures);
    if (problem !== undefined) throw problem;
    // Whoever has left ended the transaction under the resolvers.
    if (!isGone()) for (const failure of failures) reply.log.error({ err: failure }, 'a resolver failed');
    return { ...result, stale: context.stale, notices: context.notices };
  } finally {
    await end();
  }
};

const execute = async (reply: FastifyReply, context: object, { text, variables, operationName }: Question): Promise<ExecutionResult> => {
  try {
    // mercurius keeps what it compiled by text alone, so one text must not stand for several operations.
    const key = operationName === undefined ? text : `${text}\n# ${JSON.stringify(operationName)}`;
    // With variables, even none, mercurius reads those of the document anew each time.
    const given = Object.keys(variables).length === 0 ? undefined : variables;
    return await reply.graphql(key, context as never, given, operationName);
  } catch (error) {
    // Parse and validation errors are thrown; they carry no data entry (graphql-over-http, request errors).
    const errors = faultsOf(error);
    if (errors === undefined) throw error;
    return { errors };
  }
};
