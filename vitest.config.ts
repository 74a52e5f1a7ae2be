import { defineConfig } from 'vitest/config';

const everywhere = ['libs', 'services', 'infra'];

export default defineConfig({
  test: {
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
