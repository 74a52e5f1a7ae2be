// For each rule of .dependency-cruiser.mjs an import that breaks it and nothing else. A check nobody has seen fail is no check.

/** Files by path relative to the root of a tree. */
export type Files = Readonly<Record<string, string>>;

const uses = (specifier: string): string => `import { it } from '${specifier}';\n\nexport const used = it;\n`;
const usesType = (specifier: string): string => `import type { It } from '${specifier}';\n\nexport type Used = It;\n`;
const offers = "export type It = string;\n\nexport const it: It = 'it';\n";

const manifest = (name: string, exports: Readonly<Record<string, string>> = { '.': './src/index.ts' }): string =>
  JSON.stringify({ name, version: '1.0.0', type: 'module', exports }, null, 2);

/** Our own packages with the exports that imports go through; folders by package name. */
export const packages: Readonly<Record<string, string>> = {
  '@yimu/domain': 'libs/domain',
  '@yimu/event-store': 'libs/event-store',
  '@yimu/server': 'libs/server',
  '@yimu/testing': 'libs/testing',
  '@yimu/embedded-postgres': 'libs/embedded-postgres',
};

/** Stand-ins for what npm installs. */
export const installed: readonly string[] = ['zod', 'pg', 'vitest', 'fast-check', '@eventstore/db-client', 'left-over'];

/** A tree in which every kind of import that is allowed occurs, and no other. */
export const cleanTree: Files = {
  'libs/domain/package.json': manifest('@yimu/domain', {
    './kernel': './src/kernel/index.ts',
    './testing': './src/testing/given.ts',
    './*/events': './src/*/events.ts',
    './*': './src/*/index.ts',
  }),
  'libs/domain/src/kernel/index.ts': uses('zod'),
  'libs/domain/src/testing/given.ts': uses('vitest') + usesType('../kernel/index.ts'),
  'libs/domain/src/parcel/events.ts': uses('zod'),
  'libs/domain/src/parcel/commands.ts': uses('zod'),
  'libs/domain/src/parcel/index.ts': uses('./events.ts') + usesType('../kernel/index.ts'),
  'libs/domain/src/parcel/parcel.unit.test.ts': uses('./index.ts') + usesType('../testing/given.ts'),
  'libs/domain/src/target/events.ts': uses('zod'),
  'libs/domain/src/target/index.ts': uses('./events.ts'),
  'libs/event-store/package.json': manifest('@yimu/event-store', {
    '.': './src/index.ts',
    './memory': './src/memory/index.ts',
    './postgres': './src/postgres/index.ts',
  }),
  'libs/event-store/src/index.ts': uses('@yimu/domain/kernel'),
  'libs/event-store/src/memory/index.ts': uses('../index.ts'),
  'libs/event-store/src/postgres/index.ts': uses('pg'),
  'libs/event-store/src/eventstoredb/index.ts': uses('@eventstore/db-client'),
  'libs/event-store/src/contract/suite.contract.ts': uses('vitest'),
  'libs/event-store/test/postgres.int.test.ts': uses('@yimu/testing'),
  'libs/server/package.json': manifest('@yimu/server'),
  'libs/server/src/index.ts': uses('@yimu/domain/kernel') + usesType('@yimu/event-store'),
  'libs/testing/package.json': manifest('@yimu/testing'),
  'libs/testing/src/index.ts': uses('@yimu/embedded-postgres'),
  'libs/embedded-postgres/package.json': manifest('@yimu/embedded-postgres'),
  'libs/embedded-postgres/src/index.ts': uses('pg'),
  'services/registry/src/main.ts': uses('pg') + usesType('@yimu/event-store/postgres'),
  'services/registry/src/app.ts': uses('@yimu/domain/parcel') + usesType('@yimu/server'),
  'services/registry/src/reactions/when-target-set.ts': uses('@yimu/domain/target/events') + usesType('@yimu/domain/parcel'),
  'services/registry/test/app.int.test.ts': uses('@yimu/testing') + usesType('@yimu/event-store/memory'),
  'services/assessment/src/app.ts': uses('@yimu/domain/target'),
  'services/assessment/src/reactions/when-parcel-entered.ts': uses('@yimu/domain/parcel/events'),
  'services/projection/src/read-models/parcel.ts': uses('pg') + usesType('@yimu/domain/parcel/events'),
  'infra/local/platform.ts': uses('@yimu/embedded-postgres'),
  'infra/seed/import.ts': uses('@yimu/domain/parcel'),
  'infra/tools/write-reference.ts': usesType('../../services/registry/src/app.ts'),
  'tests/journeys/parcel.e2e.test.ts': uses('../../infra/local/platform.ts') + usesType('../../infra/seed/import.ts'),
};

/** By rule, the files that break it; every one of them is to be reported under that rule and no other. */
export const plantedViolations: Readonly<Record<string, Files>> = {
  'kernel-imports-only-itself-and-zod': { 'libs/domain/src/kernel/planted.ts': uses('../parcel/index.ts') },
  'scoring-imports-only-itself-and-the-kernel': { 'libs/domain/src/scoring/planted.ts': uses('../parcel/index.ts') },
  'contexts-import-only-kernel-and-themselves': {
    'libs/domain/src/parcel/planted-value.ts': uses('../target/events.ts'),
    'libs/domain/src/parcel/planted-type.ts': usesType('../target/index.ts'),
    'libs/domain/src/parcel/planted-export.ts': "export type { It } from '../target/index.ts';\n",
    'libs/domain/src/parcel/planted-package.ts': usesType('@yimu/event-store'),
    'libs/domain/src/parcel/planted-dynamic.ts': "export const later = async () => await import('../target/index.ts');\n",
    'libs/domain/src/parcel/planted-using.ts':
      "export const held = async (): Promise<void> => {\n  using held = (await import('../target/index.ts')).it;\n  await using kept = held;\n};\n",
  },
  'context-tests-import-only-kernel-and-themselves': { 'libs/domain/src/parcel/planted.unit.test.ts': uses('../target/index.ts') },
  'domain-packages-are-zod-alone': { 'libs/domain/src/parcel/planted-dependency.ts': uses('left-over') },
  'zod-in-events-and-commands-only': { 'libs/domain/src/parcel/rules.ts': uses('zod') },
  'domain-imports-no-node-builtin': {
    'libs/domain/src/parcel/planted-builtin.ts': "import { readFileSync } from 'node:fs';\n\nexport const read = readFileSync;\n",
  },
  'event-store-knows-no-land': { 'libs/event-store/src/planted-land.ts': usesType('@yimu/domain/parcel/events') },
  'event-store-imports-no-other-lib': { 'libs/event-store/src/planted-lib.ts': uses('@yimu/server') },
  'event-store-uses-pg-under-postgres-only': { 'libs/event-store/src/memory/planted-pg.ts': usesType('pg') },
  'eventstoredb-client-in-its-adapter-only': {
    'libs/event-store/src/planted-client.ts': uses('@eventstore/db-client'),
    'services/registry/src/planted-client.ts': usesType('@eventstore/db-client'),
  },
  'server-knows-no-context': { 'libs/server/src/planted-context.ts': uses('@yimu/domain/parcel') },
  'server-touches-no-database': {
    'libs/server/src/planted-pg.ts': uses('pg'),
    'libs/server/src/planted-adapter.ts': uses('@yimu/event-store/memory'),
  },
  'libs-import-no-service': { 'libs/server/src/planted-service.ts': uses('../../../services/registry/src/app.ts') },
  'services-import-no-service': { 'services/registry/src/planted-service.ts': uses('../../assessment/src/app.ts') },
  'registry-meets-other-contexts-in-reactions-only': { 'services/registry/src/planted-events.ts': uses('@yimu/domain/target/events') },
  'registry-reactions-import-events-of-other-contexts-only': { 'services/registry/src/reactions/planted.ts': uses('@yimu/domain/target') },
  'assessment-meets-other-contexts-in-reactions-only': { 'services/assessment/src/planted-events.ts': uses('@yimu/domain/parcel/events') },
  'assessment-reactions-import-events-of-other-contexts-only': {
    'services/assessment/src/reactions/planted.ts': uses('@yimu/domain/parcel'),
  },
  'projection-imports-events-and-state-only': { 'services/projection/src/projections/planted.ts': usesType('@yimu/domain/parcel') },
  'write-services-open-databases-in-main-only': {
    'services/registry/src/routes/planted-pg.ts': usesType('pg'),
    'services/assessment/src/planted-adapter.ts': uses('@yimu/event-store/postgres'),
  },
  'shipped-code-never-imports-testing': { 'services/projection/src/planted-testing.ts': uses('@yimu/testing') },
  'test-tools-in-tests-only': { 'services/registry/src/planted-vitest.ts': uses('vitest') },
  'embedded-postgres-never-ships': { 'services/registry/src/planted-embedded.ts': uses('@yimu/embedded-postgres') },
  'nothing-imports-infra': { 'libs/server/src/planted-infra.ts': uses('../../../infra/local/platform.ts') },
  'nothing-imports-journeys': { 'infra/local/planted-journey.ts': uses('../../tests/journeys/parcel.e2e.test.ts') },
  'journeys-speak-http-only': {
    'tests/journeys/planted-lib.e2e.test.ts': usesType('@yimu/domain/parcel'),
    'tests/journeys/planted-pg.e2e.test.ts': uses('pg'),
  },
  'journeys-start-the-platform-and-no-more': { 'tests/journeys/planted-tool.e2e.test.ts': uses('../../infra/tools/write-reference.ts') },
  'seed-import-and-demo-speak-http-only': {
    'infra/seed/planted-store.ts': uses('@yimu/event-store'),
    'infra/import/planted-pg.ts': uses('pg'),
    'infra/demo/planted-store.ts': uses('@yimu/event-store/memory'),
  },
  'infra-runs-services-as-processes': { 'infra/local/planted-service.ts': uses('../../services/registry/src/app.ts') },
  'no-cycles': {
    'libs/server/src/planted-left.ts': uses('./planted-right.ts') + offers,
    'libs/server/src/planted-right.ts': usesType('./planted-left.ts') + offers,
  },
  'every-import-resolves': { 'services/registry/src/planted-absent.ts': uses('./absent.ts') },
};
