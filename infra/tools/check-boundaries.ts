// node infra/tools/check-boundaries.ts: the import rules of .dependency-cruiser.mjs over this repository.
import { resolve } from 'node:path';
import { checkBoundaries } from './boundaries.ts';

/** The cruiser stops at the first file it cannot read; its message names it. */
const unreadable = (reason: unknown): never => {
  console.error(reason instanceof Error ? reason.message : reason);
  process.exit(1);
};

const report = await checkBoundaries(resolve(import.meta.dirname, '../..')).catch(unreadable);
for (const doubt of report.doubts) console.error(`doubt: ${doubt}`);
for (const { rule, from, to } of report.violations) console.error(`${rule}: ${from} → ${to}`);
console.log(`${report.modules.length} modules, ${report.imports.length} imports, ${report.violations.length} violations`);
process.exitCode = report.doubts.length + report.violations.length === 0 ? 0 : 1;
