import { expect, it } from 'vitest';
import { openApiDocument } from '../src/openapi.ts';
import { routes } from '../src/routes/index.ts';

it('the OpenAPI document describes every command route and nothing else, the same every time', async () => {
  const document = (await openApiDocument()) as { openapi: string; paths: Record<string, { post: { operationId: string } }> };
  expect(document.openapi).toBe('3.1.0');
  const described = Object.entries(document.paths).map(([path, { post }]) => [path.replaceAll(/\{(\w+)\}/g, ':$1'), post.operationId]);
  expect(described).toEqual(routes.map(({ path, command }) => [path, command]));
  expect(await openApiDocument()).toEqual(document);
});
