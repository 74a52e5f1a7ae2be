// npm run reference [-- --check]: writes what can be told from the code, or fails naming every file that differs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkBoundaries } from './boundaries.ts';
import { boundariesMap } from './reference/boundaries-map.ts';
import { graphqlPages, openApiPages } from './reference/copies.ts';
import { errorsPage } from './reference/errors-page.ts';
import { eventsPage } from './reference/events-page.ts';
import { type Page, textOf } from './reference/page.ts';
import { permissionsPage } from './reference/permissions-page.ts';
import { schemaPages } from './reference/schema-pages.ts';
import { repository } from './tool.ts';

const map = async (): Promise<Page> => {
  const { imports, modules } = await checkBoundaries(repository);
  return boundariesMap(imports, modules);
};

const generators: Readonly<Record<string, () => Promise<readonly Page[]>>> = {
  events: async () => [await eventsPage()],
  permissions: async () => [await permissionsPage()],
  errors: async () => [await errorsPage()],
  boundaries: async () => [await map()],
  openapi: openApiPages,
  graphql: graphqlPages,
  schemas: schemaPages,
};

const check = process.argv.includes('--check');
let failures = 0;
const complain = (text: string): void => {
  failures += 1;
  console.error(text);
};

for (const [name, generate] of Object.entries(generators)) {
  try {
    for (const { path, text } of await generate()) {
      if (textOf(path) === text) continue;
      if (check) complain(`${path} is out of date; run npm run reference`);
      else {
        mkdirSync(dirname(join(repository, path)), { recursive: true });
        writeFileSync(join(repository, path), text);
        console.log(`wrote ${path}`);
      }
    }
  } catch (error) {
    complain(`${name} cannot be generated: ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;
