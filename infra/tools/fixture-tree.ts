// Writes a small repository into a temporary folder, for checks that must be seen failing.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Files, installed, packages } from './planted-violations.ts';

/** A temporary tree; disposing of it removes it. */
export interface FixtureTree extends Disposable {
  readonly root: string;
}

/** Writes the files, our packages as npm links them, and stand-ins for the installed ones. */
export const fixtureTree = (...layers: readonly Files[]): FixtureTree => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'yimu-fixture-')));
  for (const [path, text] of layers.flatMap((files) => Object.entries(files))) write(root, path, text);
  for (const name of installed) {
    write(root, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js', types: 'index.d.ts' }));
    write(root, `node_modules/${name}/index.js`, "exports.it = 'it';\n");
    write(root, `node_modules/${name}/index.d.ts`, 'export type It = string;\nexport declare const it: It;\n');
  }
  for (const [name, folder] of Object.entries(packages)) {
    const link = join(root, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, folder), link);
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
};

const write = (root: string, path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
