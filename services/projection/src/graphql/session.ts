// What is known of a request before it is answered: who asks, on which day, and up to where the rows go.
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyRequest } from 'fastify';
import type { Progress } from '../read-models/progress.ts';
import type { Answer, Answers, Origin } from './answers.ts';
import type { Operation } from './context.ts';
import type { Question } from './run-operation.ts';

export interface Session {
  /** Opens the operation; a connection is taken when it is first needed. Throws problems (403, 503). */
  readonly open: () => Promise<Operation>;
  /** Answers with what is remembered, or computes it. Throws what `compute` throws. */
  readonly answer: (question: Question, compute: () => Promise<Answer>) => Promise<{ readonly answer: Answer; readonly origin: Origin }>;
}

/** Begins the session of a request with the text of its document. Throws problems (400, 503, 504). */
export type BeginSession = (request: FastifyRequest, document: string) => Promise<Session>;

/** All that an answer follows from, but for the rows. */
interface Asker {
  readonly actor: Actor;
  readonly today: string;
}

const keyOf = ({ actor, today }: Asker, { text, variables, operationName }: Question): string =>
  `${JSON.stringify([today, actor, operationName ?? null, variables])} ${text}`;

/**
 * How the questions of a session are answered.
 * @param answers absent: nothing is remembered
 */
export const answering =
  (answers: Answers | undefined, asker: Asker, { position = '', generation = 0 }: Progress): Session['answer'] =>
  async (question, compute) => {
    // Whether a mandate still holds is asked each time.
    if (answers === undefined || asker.actor.scope.kind === 'mandate') return { answer: await compute(), origin: 'computed' };
    return answers.answer({ position, generation }, keyOf(asker, question), compute);
  };
