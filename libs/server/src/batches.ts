// POST /batches: up to 1,000 commands in one request, each decided as if it had been sent alone, each with its own verdict.
import type { FastifyInstance } from 'fastify';
import type { Caller } from './auth.ts';
import { authenticate, callerOf } from './authenticate.ts';
import { batchedCommand, batchOf, batchSchema, type Verdict } from './batch-schema.ts';
import type { CommandRoute } from './command-route.ts';
import { bodyTooLarge, loggedProblemOf, overloaded } from './error-handler.ts';
import { commandFinder } from './find-command.ts';
import { type CommandDependencies, giveCommand, permit, type ReadCommand, readCommand } from './give-command.ts';
import { invalidFields, notFound, ProblemError, problemDocument } from './problem.ts';
import { unstorable } from './storable.ts';
import { shaped } from './validator.ts';

const batchLimit = 8 * 1024 * 1024;
/** Of a command, as alone. */
const commandLimit = 1024 * 1024;
/** Streams worked on at once: enough for the event store to combine their appends, few enough to leave room for other callers. */
const streamsAtOnce = 32;
/** Commands read in one go; reading is work of the processor, and others wait meanwhile. */
const readAtOnce = 20;

const otherCallersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Does the work of each lane in its order, and of `atOnce` lanes at once. Rejects with what the work throws. */
const inLanes = async <T>(lanes: Iterable<readonly T[]>, atOnce: number, work: (each: T) => Promise<void>): Promise<void> => {
  const waiting = [...lanes].values();
  const worker = async (): Promise<void> => {
    for (const lane of waiting) for (const each of lane) await work(each);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

/** Reads one command of a batch. Throws what answers it otherwise. */
const readOne = (find: ReturnType<typeof commandFinder>, caller: Caller, requestId: string, given: unknown): ReadCommand => {
  const { path, key, body, ifMatch } = shaped(batchedCommand, given, 'body');
  const fault = unstorable([path, key]);
  if (fault !== undefined) throw new ProblemError(invalidFields([fault]));
  const found = find(path);
  if (found === undefined) throw new ProblemError(notFound);
  permit(caller, found.route);
  const read = readCommand({ ...found, caller, requestId, key, ifRevision: ifMatch, body });
  if (Buffer.byteLength(JSON.stringify(body)) > commandLimit) throw new ProblemError(bodyTooLarge);
  return read;
};

/** Adds the batch route of a service with these command routes. */
export const addBatches = (app: FastifyInstance, dependencies: CommandDependencies, routes: readonly CommandRoute[]): void => {
  const find = commandFinder(routes);
  app.route({
    method: 'POST',
    url: '/batches',
    schema: batchSchema,
    bodyLimit: batchLimit,
    onRequest: authenticate(dependencies.verify),
    handler: async (request, reply) => {
      const caller = callerOf(request);
      // Each command is judged by itself below: a wrong one never hurts the others.
      const { commands } = shaped(batchOf, request.body, 'body');
      const verdicts: Verdict[] = [];
      // After an outage nothing more is begun: trying would wait once for each command, and a later one of a stream must not go ahead of
      // one that is sent again.
      let isOut = false;
      const refuse = (n: number, error: unknown): void => {
        const problem = problemDocument(loggedProblemOf(error, request), request.id);
        isOut ||= problem.code === overloaded.code;
        verdicts[n] = { status: problem.status, problem };
      };
      const read: { readonly n: number; readonly command: ReadCommand }[] = [];
      for (const [n, given] of commands.entries()) {
        if (n % readAtOnce === readAtOnce - 1) await otherCallersTurn();
        try {
          read.push({ n, command: readOne(find, caller, request.id, given) });
        } catch (error) {
          refuse(n, error);
        }
      }
      let position = '';
      const lanes = Map.groupBy(read, ({ command }) => command.stream).values();
      await inLanes(lanes, streamsAtOnce, async ({ n, command }) => {
        if (isOut) {
          const problem = problemDocument(overloaded, request.id);
          verdicts[n] = { status: problem.status, problem };
          return;
        }
        try {
          const { status, answer } = await giveCommand(dependencies, command);
          if (answer.position > position) position = answer.position;
          verdicts[n] = { status, ...answer };
        } catch (error) {
          refuse(n, error);
        }
      });
      return reply.headers(position === '' ? {} : { 'yimu-position': position }).send({ verdicts });
    },
  });
};
