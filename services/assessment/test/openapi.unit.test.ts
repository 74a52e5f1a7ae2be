import { describeExamples, type OpenApiDocument } from '@yimu/testing/command-examples';
import { expect, it } from 'vitest';
import { openApiDocument } from '../src/openapi.ts';
import { routes } from '../src/routes/index.ts';
import { cases } from './support/cases/index.ts';
import { assessmentService } from './support/service.ts';

it('the OpenAPI document describes every command route, batches, the list of commands, uploads, the what-if and nothing else, the same every time', async () => {
  type Methods = Readonly<Record<string, { readonly operationId: string }>>;
  const document = (await openApiDocument()) as { openapi: string; paths: Readonly<Record<string, Methods>> };
  expect(document.openapi).toBe('3.1.0');
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [method, path.replaceAll(/\{(\w+)\}/g, ':$1'), operationId]),
  );
  const commands = routes.map(({ path, command }) => ['post', path, command]);
  expect(described).toEqual([
    ...commands,
    ['post', '/batches', 'SendBatch'],
    ['get', '/commands', 'ListCommands'],
    ['post', '/figure-uploads', 'UploadFigures'],
    ['post', '/form-uploads', 'UploadForms'],
    ['post', '/what-ifs', 'TryStandard'],
  ]);
  expect(await openApiDocument()).toEqual(document);
});

let document: Promise<OpenApiDocument> | undefined;
describeExamples({
  document: () => (document ??= openApiDocument() as Promise<OpenApiDocument>),
  cases,
  makeService: () => assessmentService(),
  file: '../src/examples.ndjson',
});
