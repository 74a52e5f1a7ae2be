// The pages that services write themselves: their OpenAPI documents and the GraphQL schema.
import { globSync } from 'node:fs';
import { repository } from '../tool.ts';
import { exportOf, type Page } from './page.ts';

/** docs/reference/openapi-<service>.json of every service with an openapi.ts. */
export const openApiPages = async (): Promise<Page[]> => {
  const files = globSync('services/*/src/openapi.ts', { cwd: repository }).sort();
  return await Promise.all(
    files.map(async (file) => {
      const service = file.split('/')[1] ?? '';
      const openApiDocument = (await exportOf(file, 'openApiDocument')) as () => Promise<unknown>;
      return { path: `docs/reference/openapi-${service}.json`, text: `${JSON.stringify(await openApiDocument(), null, 2)}\n` };
    }),
  );
};

/** docs/reference/schema.graphql: the files of the projection's schema as one. */
export const graphqlPages = async (): Promise<Page[]> => {
  const schema = (await exportOf('services/projection/src/graphql/schema.ts', 'schema')) as string;
  const text = `# Generated from services/projection/src/graphql/schema/ by \`npm run reference\`.\n${schema.trimEnd()}\n`;
  return [{ path: 'docs/reference/schema.graphql', text }];
};
