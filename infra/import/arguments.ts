// What the words behind `npm run import --` ask for.
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Sentence } from '../local/sentence.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { notAFile } from './sentences.ts';

export const usage = `npm run import -- infra/seed/caojing-2024
npm run import -- --dry-run infra/seed/caojing-2024/targets.csv

  FOLDER | FILE.csv …   a folder with manifest.json, or some of its files
  --manifest PATH       the manifest, when it does not lie beside the files
  --token TOKEN         a token; 'development' (the default) makes one of the local start; or set YIMU_TOKEN
  --dry-run             read, check and compare, and send nothing

Addresses: YIMU_REGISTRY_URL, YIMU_ASSESSMENT_URL, YIMU_GRAPHQL_URL; by default those of npm start.`;

export interface Asked {
  readonly manifest: Manifest;
  readonly pathOf: (file: string) => string | undefined;
  readonly token: string | undefined;
  readonly dryRun: boolean;
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: true,
      options: {
        manifest: { type: 'string' },
        token: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Sentence(error instanceof Error ? error.message : String(error));
  }
};

const isFolder = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(notAFile(path));
  return found.isDirectory();
};

/** Which files to read: all of a manifest's folder, or those named. */
const selection = (manifest: Manifest, folder: string, files: readonly string[]): Asked['pathOf'] => {
  if (files.length === 0) return (file) => join(folder, file);
  const known = new Set(manifest.lists.map(({ file }) => file));
  const paths = new Map(files.map((path) => [basename(path), path]));
  const [unknown] = [...paths.keys()].filter((file) => !known.has(file));
  if (unknown !== undefined) throw new Sentence(`${unknown}: the manifest has no such file; it has ${[...known].join(', ')}.`);
  return (file) => paths.get(file);
};

/** Reads the arguments and the manifest they name; undefined when help was asked for. Throws a Sentence. */
export const readArguments = async (args: readonly string[]): Promise<Asked | undefined> => {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const paths = positionals.map((path) => resolve(path));
  const [first] = paths;
  if (first === undefined && values.manifest === undefined) throw new Sentence(usage);
  const folders = await Promise.all(paths.map(isFolder));
  if (folders.includes(true) && paths.length > 1) throw new Sentence('Expected one folder, or files of one folder.');
  const folder = folders[0] === true ? first : undefined;
  const manifestPath = values.manifest === undefined ? join(folder ?? dirname(first ?? ''), 'manifest.json') : resolve(values.manifest);
  const manifest = await readManifest(manifestPath);
  const pathOf = selection(manifest, folder ?? dirname(manifestPath), folder === undefined ? paths : []);
  return { manifest, pathOf, token: values.token, dryRun: values['dry-run'] };
};
