import { describeExamples, type OpenApiDocument } from '@yimu/testing/command-examples';
import { expect, it } from 'vitest';
import { openApiDocument } from '../src/openapi.ts';
import { routesWith } from '../src/routes/index.ts';
import { memoryVault } from '../src/vault/memory-vault.ts';
import { cases } from './support/cases/index.ts';
import { registryService } from './support/service.ts';

it('the OpenAPI document describes every command route, batches, the list of commands, the reading of personal data, evidence and nothing else, the same every time', async () => {
  type Methods = Readonly<Record<string, { readonly operationId: string }>>;
  const document = (await openApiDocument()) as { openapi: string; paths: Readonly<Record<string, Methods>> };
  expect(document.openapi).toBe('3.1.0');
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [method, path.replaceAll(/\{(\w+)\}/g, ':$1'), operationId]),
  );
  const commands = routesWith(await memoryVault()).map(({ path, command }) => ['post', path, command]);
  expect(described).toEqual([
    ...commands,
    ['post', '/batches', 'SendBatch'],
    ['get', '/commands', 'ListCommands'],
    ['get', '/parties/:partyId/person', 'ReadPerson'],
    ['put', '/evidence/sha256/:sha256', 'StoreEvidence'],
    ['get', '/evidence/:evidenceId', 'FetchEvidence'],
  ]);
  expect(await openApiDocument()).toEqual(document);
});

let document: Promise<OpenApiDocument> | undefined;
describeExamples({
  document: () => (document ??= openApiDocument() as Promise<OpenApiDocument>),
  cases,
  makeService: () => registryService(),
  file: '../src/examples.ndjson',
});
