// Listening and stopping, the same for every service.
import type { FastifyInstance } from 'fastify';
import { ConfigError } from './config.ts';

/** Something to close after the last answer, in the order given. */
export interface Closing {
  readonly name: string;
  readonly close: () => Promise<unknown>;
}

export interface StartOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Aborted when stopping begins, before the HTTP side drains: ends subscriptions and reactions. */
  readonly controller?: AbortController;
  /** Stores and pools, and promises of reactions to wait for. */
  readonly closing?: readonly Closing[];
  /** Milliseconds after which a stop that hangs is cut short, default 10,000. */
  readonly limit?: number;
}

export interface Started {
  /** For example `http://127.0.0.1:4001`. */
  readonly address: string;
  /** Stops; resolves when everything is closed. The second call waits for the first. */
  readonly stop: (reason: string) => Promise<void>;
}

/** Listens. Throws ConfigError when the address cannot be had. */
const listen = async (app: FastifyInstance, host: string, port: number): Promise<string> => {
  try {
    return await app.listen({ host, port, listenTextResolver: (address) => `listening at ${address}` });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new ConfigError([`PORT: expected a free port, but ${host}:${port} is in use.`]);
    if (code === 'EACCES') throw new ConfigError([`PORT: expected a port that this user may open, not ${port}.`]);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigError([`HOST: expected an address of this machine, not ${host}.`]);
    throw error;
  }
};

/**
 * Listens, and stops on SIGTERM, SIGINT or when the parent process goes away (the IPC channel closes): no new requests,
 * running ones are answered, then `closing` in order. A stop that takes longer than the limit ends the process with code 1.
 * Throws ConfigError when the address cannot be had.
 */
export const start = async (
  app: FastifyInstance,
  { host, port, controller, closing = [], limit = 10_000 }: StartOptions,
): Promise<Started> => {
  const closeAll = async (reason: string): Promise<void> => {
    app.log.info({ reason }, 'stopping');
    const deadline = setTimeout(() => {
      app.log.error({ reason }, 'did not stop in time');
      process.exit(1);
    }, limit);
    // Does not keep the process alive by itself: when nothing else does, it has ended well.
    deadline.unref();
    controller?.abort();
    for (const { name, close } of [{ name: 'http', close: () => app.close() }, ...closing]) {
      await close().catch((error: unknown) => app.log.error({ err: error, part: name }, 'did not close'));
    }
    stopListening();
    app.log.info({ reason }, 'stopped');
  };

  let stopped: Promise<void> | undefined;
  const stop = (reason: string): Promise<void> => {
    stopped ??= closeAll(reason);
    return stopped;
  };
  const listeners = ['SIGTERM', 'SIGINT', 'disconnect'].map((event) => ({ event, listener: () => void stop(event) }));
  // A listener on `disconnect` keeps the channel to the parent, and with it the process, open.
  const stopListening = () => {
    for (const { event, listener } of listeners) process.off(event, listener);
  };
  // Before the first request can come: whoever sees the service listen may stop it at once.
  for (const { event, listener } of listeners) process.on(event, listener);
  try {
    return { address: await listen(app, host, port), stop };
  } catch (error) {
    stopListening();
    throw error;
  }
};

/** Runs a service's main. A wrong configuration is said on stderr, a sentence a line, without a stack; then the process ends with code 1. */
export const run = async (main: () => Promise<unknown>): Promise<void> => {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
};
