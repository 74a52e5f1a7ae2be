// Runs .dependency-cruiser.mjs over a tree, and doubts the answer: a cruiser that cannot read TypeScript sees nothing,
// prints a tick and exits 0. So every source file must have been seen, and a file that imports must have dependencies.
import { globSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import './using-declarations.ts';

/** The architecture page. */
export const rulesFile = resolve(import.meta.dirname, '../../.dependency-cruiser.mjs');

const roots = ['libs', 'services', 'infra', 'tests'];

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface CruisedImport {
  readonly from: string;
  readonly to: string;
}

export interface BoundaryReport {
  /** Paths of the source files seen, relative to the root of the tree. */
  readonly modules: readonly string[];
  readonly imports: readonly CruisedImport[];
  readonly violations: readonly Violation[];
  /** Why the run itself cannot be believed; none when it can. */
  readonly doubts: readonly string[];
}

/** What the cruiser saw of one source file. */
export interface Seen {
  readonly source: string;
  readonly dependencies: number;
}

/** A source file as it stands on disk, its path relative to the root of the tree. */
export interface OnDisk {
  readonly source: string;
  readonly text: string;
}

const importsSomething = /^\s*(?:import|export)\b[^;'"]*\bfrom\s*['"]|^\s*import\s*['"]/m;

/** Reasons not to believe a run that saw `seen` of the files `onDisk`. */
export const doubtsOf = (seen: readonly Seen[], onDisk: readonly OnDisk[]): string[] => {
  if (onDisk.length === 0) return ['there is no source file to look at'];
  const dependencies = new Map(seen.map((module) => [module.source, module.dependencies]));
  return onDisk.flatMap(({ source, text }) => {
    const count = dependencies.get(source);
    if (count === undefined) return [`${source} was not seen`];
    return count === 0 && importsSomething.test(text) ? [`${source} imports something, and no import of it was seen`] : [];
  });
};

/** Names the contexts of a tree that no service decides for, and those that two do. */
export const homelessContexts = (contexts: readonly string[], contextsOf: Readonly<Record<string, readonly string[]>>): string[] => {
  const homes = Object.values(contextsOf).flat();
  return contexts.flatMap((context) => {
    const count = homes.filter((home) => home === context).length;
    return count === 1 ? [] : [`context ${context} has ${count} services in .dependency-cruiser.mjs; it needs one`];
  });
};

/** The names of all rules of the architecture page. */
export const ruleNames = async (): Promise<string[]> => {
  const { ruleSet } = await extractDepcruiseOptions(rulesFile);
  return (ruleSet?.forbidden ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
};

/** Cruises the tree below `root` under the rules of the architecture page. */
export const checkBoundaries = async (root: string): Promise<BoundaryReport> => {
  const onDisk = sourcesBelow(root);
  const result = await cruised(root);
  const modules = result.modules.filter(({ source }) => !source.includes('node_modules/') && !isAbsolute(source));
  const rules: { contextsOf: Record<string, string[]> } = await import(pathToFileURL(rulesFile).href);
  const contexts = globSync('libs/domain/src/*/events.ts', { cwd: root }).map((path) => path.split('/').at(-2) ?? '');
  return {
    modules: modules.map(({ source }) => source),
    imports: modules.flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => ({ from: source, to: resolved }))),
    violations: result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    doubts: [
      ...doubtsOf(
        modules.map(({ source, dependencies }) => ({ source, dependencies: dependencies.length })),
        onDisk,
      ),
      ...homelessContexts(contexts, rules.contextsOf),
    ],
  };
};

/** Cruises what exists of the four roots. */
const cruised = async (root: string): Promise<ICruiseResult> => {
  const { enhancedResolveOptions, ...options } = await extractDepcruiseOptions(rulesFile);
  const present = roots.filter((folder) => globSync(folder, { cwd: root }).length > 0);
  const { output } = await cruise(present, { ...options, ...(enhancedResolveOptions ? { enhancedResolveOptions } : {}), baseDir: root });
  if (typeof output === 'string') throw new Error('dependency-cruiser answered a text instead of a result');
  return output;
};

const sourcesBelow = (root: string): OnDisk[] =>
  globSync(
    roots.map((folder) => `${folder}/**/*.{ts,mts,mjs,js}`),
    { cwd: root, exclude: ['**/node_modules/**'] },
  ).map((source) => ({ source, text: readFileSync(join(root, source), 'utf8') }));
