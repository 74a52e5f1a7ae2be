// node infra/tools/complete-lock.ts [--check]: every optional package that package-lock.json names has an entry in it.
// npm leaves out what the registry at hand does not hold, such as builds for other platforms, and `npm ci` then refuses the
// lock. The entries added here carry no checksum; npm skips them wherever platform and processor differ.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { completed, type Lock } from './lock-file.ts';

const path = resolve(import.meta.dirname, '../../package-lock.json');
const lock: Lock = JSON.parse(readFileSync(path, 'utf8'));
const { packages, added } = completed(lock.packages);

if (process.argv.includes('--check')) {
  if (added.length > 0) console.error(`run node infra/tools/complete-lock.ts: package-lock.json has no entry for ${added.join(', ')}`);
  console.log(`${Object.keys(packages).length - added.length} packages, ${added.length} missing`);
  process.exitCode = added.length === 0 ? 0 : 1;
} else {
  writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`${added.length} entries added`);
}
