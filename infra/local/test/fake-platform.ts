import { fileURLToPath } from 'node:url';
import { type PlatformOptions, startPlatform } from '../platform.ts';
import { type Service, services } from '../services.ts';

/** The services, each replaced by a tiny one. */
export const fakeServices: readonly Service[] = services.map((service) => ({
  ...service,
  main: fileURLToPath(new URL('./fake-service.ts', import.meta.url)),
}));

/** A platform of real databases and tiny services that seeds nothing. */
export const startFakePlatform = (options: PlatformOptions) =>
  startPlatform({ services: fakeServices, seed: async () => ({ appended: 0 }), durable: false, ...options });
