import type { FastifyInstance } from 'fastify';
import mercurius, { type IResolvers, type MercuriusLoaders } from 'mercurius';
import { faultOrBug } from './failures.ts';
import { hintless } from './limits/hints.ts';
import { addLimits } from './limits/hooks.ts';
import { defaultLimits, type Limits } from './limits/limits.ts';
import { staticLimits } from './limits/static-rules.ts';
import { loaders } from './loaders.ts';
import type { Context } from './request-context.ts';
import { resolvers } from './resolvers.ts';
import { graphqlRoute } from './route.ts';
import { schema } from './schema.ts';
import type { BeginSession } from './session.ts';

/** Documents kept parsed, validated and compiled; the largest takes about a megabyte. */
const documents = 512;

/** GraphQL on an app: mercurius with its compiler, our route, and limits against documents written to hurt. */
export const graphql = async (app: FastifyInstance, given: Limits | undefined, begin: BeginSession): Promise<void> => {
  const limits = given ?? defaultLimits;
  await app.register(mercurius, {
    schema,
    resolvers: resolvers as unknown as IResolvers,
    loaders: loaders as unknown as MercuriusLoaders,
    routes: false,
    cache: documents,
    // Between requests, one document at a time, and not while there is no moment to spare.
    jit: { minCount: 3, eluThreshold: 1, maxCompilePerTick: 1 },
    errorFormatter: (result, context) => ({
      statusCode: 200,
      response: {
        data: result.data ?? null,
        errors: (result.errors ?? []).map((error) => faultOrBug(error, (context as unknown as Context).request.failed)),
      },
    }),
    graphql: { parseOptions: { maxLexicalTokens: staticLimits.tokens }, validateOptions: { maxErrors: 10, ...hintless } },
  });
  addLimits(app, limits);
  graphqlRoute(app, begin, limits);
};
