// The pages that services write themselves: their OpenAPI documents and the GraphQL schema.
import { globSync } from 'node:fs';
import { repository } from '../tool.ts';
import { exportOf, type Page, textOf } from './page.ts';

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

/** docs/reference/schema.graphql, once the projection has one. */
export const graphqlPages = (): Page[] => {
  const source = 'services/projection/src/graphql/schema.graphql';
  const text = textOf(source);
  return text === undefined
    ? []
    : [{ path: 'docs/reference/schema.graphql', text: `# Generated from ${source} by \`npm run reference\`.\n${text.trimEnd()}\n` }];
};
