// The lint rules that the design leans on, and the two tools beside them, are seen failing once on planted faults.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixtureTree } from './fixture-tree.ts';
import { biomeFaults, oxlintFaults, type PlantedFault, permitted } from './planted-faults.ts';
import type { Files } from './planted-violations.ts';
import { repository, runTool } from './tool.ts';

interface Finding {
  readonly rule: string;
  readonly path: string;
}

const own = (...paths: readonly string[]): Files =>
  Object.fromEntries(paths.map((path) => [path, readFileSync(join(repository, path), 'utf8')]));

const filesOf = (faults: readonly PlantedFault[]): Files => Object.fromEntries(faults.map(({ path, text }) => [path, text]));

describe('Biome', () => {
  let findings: readonly Finding[];
  beforeAll(async () => {
    using tree = fixtureTree(own('biome.json', '.gitignore'), filesOf([...Object.values(biomeFaults), ...permitted]));
    const { stdout } = await runTool('biome', ['ci', '--colors=off', '--reporter=json', '--max-diagnostics=none', '.'], tree.root);
    const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout);
    findings = report.diagnostics.map(({ category, location }) => ({ rule: category, path: location.path }));
  });

  it.each(Object.entries(biomeFaults))('reports %s where it is planted', (rule, { path }) => {
    expect(findings).toContainEqual({ rule, path });
  });

  it('lets the composition root read the environment, tools print and the edge use a clock', () => {
    expect(findings.filter((finding) => permitted.some(({ path }) => path === finding.path))).toEqual([]);
  });
});

describe('oxlint', () => {
  let findings: readonly Finding[];
  beforeAll(async () => {
    const tsconfig = { extends: './tsconfig.base.json', include: ['libs'], compilerOptions: { types: [] } };
    using tree = fixtureTree(
      own('.oxlintrc.json', 'tsconfig.base.json'),
      { 'tsconfig.json': JSON.stringify(tsconfig) },
      filesOf(Object.values(oxlintFaults)),
    );
    const { stdout } = await runTool('oxlint', ['-f', 'json', '.'], tree.root);
    const report: { diagnostics: { code: string; filename: string }[] } = JSON.parse(stdout);
    findings = report.diagnostics.map(({ code, filename }) => ({ rule: code, path: filename }));
  });

  it.each(Object.entries(oxlintFaults))('reports %s where it is planted, alone', (rule, { path }) => {
    expect(findings.filter((finding) => finding.path === path).map((finding) => finding.rule)).toEqual([rule]);
  });
});

/** Two packages, of which `a` offers what `b` takes. */
const workspace = (b: string, dependenciesOfB: Readonly<Record<string, string>>): Files => {
  const manifest = (name: string, dependencies: Readonly<Record<string, string>> = {}): string =>
    JSON.stringify({ name, version: '1.0.0', type: 'module', exports: { '.': './src/index.ts' }, dependencies });
  return {
    'package.json': JSON.stringify({
      name: 'fixture',
      private: true,
      workspaces: ['libs/*'],
      devEngines: { packageManager: { name: 'npm', version: '11' } },
    }),
    'package-lock.json': JSON.stringify({ name: 'fixture', lockfileVersion: 3, packages: {} }),
    'libs/domain/package.json': manifest('@yimu/domain'),
    'libs/domain/turbo.json': readFileSync(join(repository, 'libs/domain/turbo.json'), 'utf8'),
    'libs/domain/src/index.ts': 'export const taken = 1;\nexport const left = 2;\n',
    'libs/server/package.json': manifest('@yimu/server', dependenciesOfB),
    'libs/server/turbo.json': readFileSync(join(repository, 'libs/server/turbo.json'), 'utf8'),
    'libs/server/src/index.ts': b,
  };
};

describe('turbo boundaries', () => {
  const check = async (b: string, dependenciesOfB: Readonly<Record<string, string>>): Promise<{ exitCode: number; output: string }> => {
    using tree = fixtureTree(own('turbo.json'), workspace(b, dependenciesOfB));
    return await runTool('turbo', ['boundaries'], tree.root);
  };

  it('passes a declared import by package name', async () => {
    expect(await check("export { taken } from '@yimu/domain';\n", { '@yimu/domain': '*' })).toMatchObject({ exitCode: 0 });
  });

  it('reports an import that is not declared', async () => {
    const { exitCode, output } = await check("export { taken } from '@yimu/domain';\n", {});
    expect(exitCode).toBe(1);
    expect(output).toContain('cannot import package `@yimu/domain` because it is not a dependency');
  });

  it('reports a relative path out of a package', async () => {
    const { exitCode, output } = await check("export { taken } from '../../domain/src/index.ts';\n", {});
    expect(exitCode).toBe(1);
    expect(output).toContain('leaves the package');
  });
});

describe('knip', () => {
  it('reports an export nobody imports, in an entry file too, and not the one that is imported', async () => {
    const { includeEntryExports } = JSON.parse(readFileSync(join(repository, 'knip.json'), 'utf8'));
    const configuration = { includeEntryExports, workspaces: { 'libs/*': { project: ['src/**/*.ts'] } } };
    using tree = fixtureTree(
      { 'knip.json': JSON.stringify(configuration) },
      workspace("import { taken } from '@yimu/domain';\n\nconsole.log(taken);\n", { '@yimu/domain': '*' }),
    );
    const { exitCode, output } = await runTool('knip', ['--no-progress', '--reporter', 'compact'], tree.root);
    expect(exitCode).toBe(1);
    expect(output).toContain('libs/domain/src/index.ts: left');
    expect(output).not.toContain('taken');
  });
});
