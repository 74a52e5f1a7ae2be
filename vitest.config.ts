import { defineConfig } from 'vitest/config';

const everywhere = ['libs', 'services', 'infra'];

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
        test: {
          name: 'unit',
          include: everywhere.map((folder) => `${folder}/**/*.unit.test.ts`),
        },
      },
      {
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
