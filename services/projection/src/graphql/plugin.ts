import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import mercurius, { type IResolvers, type MercuriusLoaders } from 'mercurius';
import { loaders } from './loaders.ts';
import { resolvers } from './resolvers.ts';
import { graphqlRoute, type OpenOperation } from './route.ts';
import { schema } from './schema.ts';

/** GraphQL on an app: mercurius with its compiler, our route, and limits against documents written to hurt. */
export const graphql = async (app: FastifyInstance, openOperation: OpenOperation): Promise<void> => {
  await app.register(mercurius, {
    schema,
    resolvers: resolvers as unknown as IResolvers,
    loaders: loaders as unknown as MercuriusLoaders,
    routes: false,
    jit: 2,
    queryDepth: 10,
    errorFormatter: (result, context) => ({
      statusCode: 200,
      response: {
        data: result.data ?? null,
        errors: (result.errors ?? []).map((error) =>
          faultOrBug(error, (fault) => context.app.log.error({ err: fault }, 'a resolver failed')),
        ),
      },
    }),
    graphql: { parseOptions: { maxLexicalTokens: 2_000 }, validateOptions: { maxErrors: 10, ...withoutHints } },
  });
  graphqlRoute(app, openOperation);
};

/** No "did you mean": a schema must not be guessed word by word. Missing in mercurius' types, passed on to graphql-js. */
const withoutHints = { hideSuggestions: true };

/** A refusal keeps its text; anything else is a bug, logged and answered without its text. */
const faultOrBug = (error: GraphQLError, log: (error: unknown) => void): GraphQLError => {
  const original = error.originalError;
  // Compiled documents fail with errors whose extensions are undefined, whatever the types say.
  const refused = (error.extensions as object | undefined) !== undefined && 'code' in error.extensions;
  if (original === undefined || original instanceof GraphQLError || refused) return error;
  log(original);
  return new GraphQLError('Something went wrong on our side.', {
    path: error.path,
    extensions: { code: 'internal', messageZh: '系统内部错误。' },
  });
};
