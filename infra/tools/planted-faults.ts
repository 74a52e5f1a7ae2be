// For each lint rule that the design leans on, a file with one fault. Paths decide which overrides of biome.json and
// .oxlintrc.json hold, so a fault is planted where it matters, and an exemption where it is meant.

export interface PlantedFault {
  readonly path: string;
  readonly text: string;
}

/** By Biome's rule name. */
export const biomeFaults: Readonly<Record<string, PlantedFault>> = {
  'lint/correctness/noNodejsModules': {
    path: 'libs/domain/src/parcel/builtin.ts',
    text: "import { readFileSync } from 'node:fs';\n\nexport const read = readFileSync;\n",
  },
  'lint/style/noRestrictedGlobals': { path: 'libs/domain/src/parcel/clock.ts', text: 'export const now = (): Date => new Date();\n' },
  'lint/style/noProcessEnv': { path: 'services/registry/src/app.ts', text: 'export const port = process.env.PORT;\n' },
  'lint/suspicious/noConsole': { path: 'services/registry/src/loud.ts', text: "console.log('a line that is not JSON');\n" },
  'lint/suspicious/noExplicitAny': { path: 'libs/server/src/loose.ts', text: 'export const loose = (x: any): string => String(x);\n' },
  'lint/style/noNonNullAssertion': {
    path: 'libs/server/src/sure.ts',
    text: 'export const sure = (x: string | undefined): string => x!;\n',
  },
  'lint/suspicious/noTsIgnore': {
    path: 'libs/server/src/silenced.ts',
    text: "// @ts-ignore\nexport const silenced: number = 'one';\n",
  },
  'lint/suspicious/noSkippedTests': {
    path: 'libs/server/src/skipped.unit.test.ts',
    text: "import { it } from 'vitest';\n\nit.skip('proves nothing', () => {});\n",
  },
  'lint/suspicious/noFocusedTests': {
    path: 'libs/server/src/focused.unit.test.ts',
    text: "import { it } from 'vitest';\n\nit.only('hides the others', () => {});\n",
  },
  'lint/style/useNodejsImportProtocol': {
    path: 'libs/server/src/protocol.ts',
    text: "import { readFileSync } from 'fs';\n\nexport const read = readFileSync;\n",
  },
  'lint/style/useFilenamingConvention': { path: 'libs/server/src/CamelCase.ts', text: 'export const camel = 1;\n' },
  'lint/style/noExcessiveLinesPerFile': {
    path: 'libs/server/src/long.ts',
    text: Array.from({ length: 301 }, (_, n) => `export const line${n} = ${n};\n`).join(''),
  },
  'assist/source/organizeImports': {
    path: 'libs/server/src/order.ts',
    text: "import { b } from 'pg';\nimport { a } from 'left-over';\n\nexport const order = [a, b];\n",
  },
  format: { path: 'libs/server/src/unformatted.ts', text: 'export const unformatted = "double quotes"\n' },
};

/** By oxlint's rule name; the first four need types. */
export const oxlintFaults: Readonly<Record<string, PlantedFault>> = {
  'typescript(no-floating-promises)': {
    path: 'libs/server/src/floating.ts',
    text: 'const work = async (): Promise<number> => 1;\nexport const start = (): void => {\n  work();\n};\n',
  },
  'typescript(no-misused-promises)': {
    path: 'libs/server/src/misused.ts',
    text: "const work = async (): Promise<boolean> => true;\nexport const answer = (): string => {\n  if (work()) return 'always';\n  return 'never';\n};\n",
  },
  'typescript(switch-exhaustiveness-check)': {
    path: 'libs/server/src/inexhaustive.ts',
    text: "export const decimals = (unit: 'mu' | 'm2'): number => {\n  switch (unit) {\n    case 'mu':\n      return 7;\n  }\n  return 0;\n};\n",
  },
  'typescript(await-thenable)': {
    path: 'libs/server/src/awaited.ts',
    text: 'export const awaited = async (): Promise<number> => {\n  const one = 1;\n  const two = await one;\n  return two;\n};\n',
  },
  'typescript(consistent-type-imports)': {
    path: 'libs/server/src/import-type.ts',
    text: "export type Hidden = import('./awaited.ts').awaited;\n",
  },
  'eslint(no-restricted-properties)': {
    path: 'libs/domain/src/parcel/random.ts',
    text: 'export const random = (): number => Math.random();\n',
  },
};

/** What the same rules let pass, because it is the place for it. */
export const permitted: readonly PlantedFault[] = [
  { path: 'services/registry/src/config.ts', text: 'export const port = process.env.PORT;\n' },
  { path: 'services/registry/src/main.ts', text: 'export const port = process.env.PORT;\n' },
  { path: 'infra/tools/print.ts', text: "console.log('tools may print');\n" },
  { path: 'libs/server/src/clock.ts', text: 'export const now = (): Date => new Date();\n' },
];
