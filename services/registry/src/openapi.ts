// For the generated reference: what the registry says of itself on /docs, without a server or a database.
import { memoryEventStore } from '@yimu/event-store/memory';
import { createLogger } from '@yimu/server';
import { buildApp } from './app.ts';
import { memoryContentStore } from './evidence/memory-content-store.ts';
import { memoryVault } from './vault/memory-vault.ts';

/** The OpenAPI 3.1 document of the registry. */
export const openApiDocument = async (): Promise<object> => {
  const app = await buildApp({
    logger: createLogger({ name: 'registry', level: 'silent' }),
    store: memoryEventStore(),
    vault: await memoryVault(),
    evidence: { content: memoryContentStore(), longest: 0 },
    verify: async () => ({ problem: 'missing' }),
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return document;
};
