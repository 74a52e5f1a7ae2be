// Where the limits bite: a document new to the cache before its validation, every operation before it runs.
import type { FastifyInstance } from 'fastify';
import type { Context } from '../request-context.ts';
import { costMeter } from './cost.ts';
import type { Limits } from './limits.ts';
import { refusal } from './refusals.ts';
import { shapeErrors } from './static-rules.ts';
import { withDefaults } from './variable-defaults.ts';

const tooCostly = (cost: number | undefined, limit: number) =>
  refusal(
    'too-costly',
    `The operation costs ${cost ?? 'more than can be counted'}: expected at most ${limit} points. Ask for fewer rows (\`first\`), fewer nested lists, or in several operations.`,
    `本次查询成本${cost === undefined ? '无法计量' : `为${cost}点`}，上限为${limit}点。请减小 first、减少嵌套列表，或拆分为多次查询。`,
    { limit, ...(cost === undefined ? {} : { cost }) },
  );

/** Characters of a new document that are read for one point. */
const charactersPerPoint = 10;

/** Hangs the limits into mercurius, which must be registered. */
export const addLimits = (app: FastifyInstance, limits: Limits): void => {
  app.graphql.addHook<Context>('preValidation', async (schema, document, { request }) => {
    await request.charge(Math.ceil(request.text.length / charactersPerPoint));
    const errors = shapeErrors(schema, document, limits.introspection);
    if (errors.length > 0) throw Object.assign(new Error('refused'), { errors });
  });
  const costOf = costMeter();
  app.graphql.addHook<Context>('preExecution', async (schema, document, { request }, given) => {
    const { operationName } = request;
    const variables = withDefaults(document, operationName, given ?? {});
    const cost = costOf(schema, { document, variables, operationName });
    if (cost === undefined || cost > limits.largestCost) throw tooCostly(cost, limits.largestCost);
    request.priced(cost);
    await request.charge(cost);
    return variables === given ? undefined : { variables };
  });
};
