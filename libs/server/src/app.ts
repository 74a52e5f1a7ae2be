// What every service's HTTP side is made of: ids, logs, limits, errors, health, metrics, documentation.
import { randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { addBodyDeadline, arrival } from './arrival.ts';
import { answerClientError } from './client-error.ts';
import { handleError, handleNotFound } from './error-handler.ts';
import { addHealth, type ReadinessCheck } from './health.ts';
import { addJsonBody } from './json-body.ts';
import { addMetrics, type GaugeSource } from './metrics.ts';
import { validatorCompiler } from './validator.ts';

export interface ServerOptions {
  /** The service's name, as logs, metrics and OpenAPI say it. */
  readonly name: string;
  readonly description?: string;
  /** From `createLogger`. */
  readonly logger: FastifyBaseLogger;
  readonly checks?: Readonly<Record<string, ReadinessCheck>>;
  /** Figures of the service's own for /metrics. */
  readonly gauges?: readonly GaugeSource[];
}

const bodyLimit = 1024 * 1024;

const securityHeaders = Object.entries({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
});

const addHooks = (app: FastifyInstance, stopping: () => boolean): void => {
  app.decorateRequest('caller', undefined);
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of securityHeaders) if (!reply.hasHeader(name)) reply.header(name, value);
    reply.header('x-request-id', request.id);
    // Or a kept-alive connection would hold up the stop.
    if (stopping()) reply.header('connection', 'close');
  });
  // The one line per request. Health and metrics are asked every few seconds and say nothing new.
  // It holds no secret, and to search it for some took four fifths of writing it.
  const lines = app.log.child({}, { redact: [] });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const level = route.startsWith('/health') || route === '/metrics' ? 'debug' : 'info';
    lines[level](
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        sub: request.caller?.actor.sub,
      },
      'request',
    );
  });
};

const addDocumentation = async (app: FastifyInstance, { name, description = '' }: ServerOptions): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: `Yimu ${name}`, description, version: '0.1.0' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
};

/** Builds the HTTP side of a service without its routes and without listening: register routes, then `start`. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const app: FastifyInstance = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit,
    requestTimeout: arrival.requestTimeout,
    // Node takes the longer of both for the whole request, and its own default for headers is a minute.
    http: { headersTimeout: arrival.headersTimeout, connectionsCheckingInterval: arrival.connectionsCheckingInterval },
    clientErrorHandler: answerClientError(options.logger),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
  });
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.removeContentTypeParser('text/plain');
  addJsonBody(app);
  addBodyDeadline(app);
  app.setValidatorCompiler(validatorCompiler);
  // Answers are typed where they are made; their schemas are documentation, and checking them again would cost a tenth.
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleNotFound);
  addHooks(app, () => stopping);
  await addDocumentation(app, options);
  addMetrics(app, options.name, options.gauges);
  addHealth(app, options.checks ?? {}, () => stopping);
  return app;
};
