// Is the process alive, and may it be sent work?
import type { FastifyInstance } from 'fastify';

/** One thing the service needs. Resolves when it is there; throws, or takes longer than two seconds, when it is not. */
export type ReadinessCheck = () => Promise<unknown>;

const patience = 2_000;

const passes = async (check: ReadinessCheck): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, patience, false);
  });
  const outcome = Promise.resolve()
    .then(check)
    .then(
      () => true,
      () => false,
    );
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
};

/** Adds /health/live and /health/ready: 503 names what failed, never why. While stopping, it is not ready. */
export const addHealth = (app: FastifyInstance, checks: Readonly<Record<string, ReadinessCheck>>, stopping: () => boolean): void => {
  const schema = { hide: true };
  app.get('/health/live', { schema }, async () => ({ status: 'live' }));
  app.get('/health/ready', { schema }, async (_request, reply) => {
    const entries = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await passes(check)] as const));
    const failed = entries.filter(([, passed]) => !passed).map(([name]) => name);
    if (stopping()) failed.push('stopping');
    return reply.code(failed.length === 0 ? 200 : 503).send({ status: failed.length === 0 ? 'ready' : 'not ready', failed });
  });
};
