// Prometheus metrics, one registry per app so that two apps in one process do not meet.
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A figure that is looked up when the metrics are asked for. */
export interface GaugeSource {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  /** The figure by the value of the label. When it throws, the figure is absent. */
  readonly values: () => Promise<ReadonlyMap<string, number>>;
}

const addGauge = (registry: Registry, { name, help, label, values }: GaugeSource): Gauge =>
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [registry],
    async collect() {
      const found = await values().catch(() => new Map<string, number>());
      this.reset();
      for (const [value, figure] of found) this.set({ [label]: value }, figure);
    },
  });

/** Adds /metrics and measures every request by route pattern: addresses and tenants are never labels. */
export const addMetrics = (app: FastifyInstance, service: string, gauges: readonly GaugeSource[] = []): Registry => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  for (const gauge of gauges) addGauge(registry, gauge);
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) };
    duration.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return registry;
};
