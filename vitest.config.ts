import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const everywhere = ['libs', 'services', 'infra'];
// As Node resolves it: Vite would take its ES modules, and a schema of one copy is none to the other.
const resolve = { alias: [{ find: /^graphql$/, replacement: fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url)) }] };

export default defineConfig({
  test: {
    // npm run coverage: the domain is pure, so that every branch of it can be a case; the run fails when one is missing.
    coverage: {
      provider: 'v8',
      include: ['libs/domain/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/test/**', 'libs/domain/src/testing/**'],
      reporter: ['text'],
      thresholds: { branches: 100 },
    },
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: everywhere.map((folder) => `${folder}/**/*.unit.test.ts`),
        },
      },
      {
        resolve,
        test: {
          name: 'int',
          include: everywhere.map((folder) => `${folder}/**/*.int.test.ts`),
          globalSetup: ['libs/testing/src/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        resolve,
        test: {
          name: 'e2e',
          include: ['tests/journeys/**/*.e2e.test.ts'],
          fileParallelism: false,
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
