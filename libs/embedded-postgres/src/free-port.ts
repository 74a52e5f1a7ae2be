import { createServer } from 'node:net';

/**
 * Whether a port of 127.0.0.1 is free right now.
 * @param port the port, or 0 for any
 * @returns the free port, or none if it is taken
 */
export const freePort = (port: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
