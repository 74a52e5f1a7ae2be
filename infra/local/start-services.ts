import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import type { Service, ServiceName, Wiring } from './services.ts';

export interface ServicesOptions {
  readonly services: readonly Service[];
  readonly ports: ReadonlyMap<ServiceName, number>;
  readonly wiring: Wiring;
  readonly dataDirectory: string;
  /** Is told how each child is stopped, as soon as it has been started. */
  readonly started: AsyncDisposableStack;
}

/** Starts the services together and waits until all are ready. Throws a Sentence when one ends before. */
export const startServices = async (options: ServicesOptions): Promise<ReadonlyMap<ServiceName, Child>> => {
  const { services, ports, wiring, dataDirectory, started } = options;
  const children = new Map<ServiceName, Child>();
  for (const { name, main, environment, readyWithinMinutes } of services) {
    const child = await startChild({
      name,
      main,
      port: ports.get(name) ?? 0,
      env: environment(wiring),
      logFile: join(dataDirectory, 'logs', `${name}.log`),
      cacheDirectory: join(dataDirectory, 'cache'),
      readyWithinMinutes,
    });
    started.defer(() => child.stop());
    children.set(name, child);
  }
  await Promise.all([...children.values()].map((child) => child.ready()));
  return children;
};
