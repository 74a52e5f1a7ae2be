import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest, type TrustMode, trustedDocuments } from '../src/graphql/limits/trusted-documents.ts';

const known = '{ viewer { sub } }';
const own = '{ parcels(filter: { name: "漕地块" }) { nodes { id } } }';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const idOf = (text: string): string => `sha256:${hashOf(text)}`;

const asking = (mode: TrustMode) => {
  const logged: unknown[] = [];
  const textOf = trustedDocuments(
    mode === 'off' ? { mode } : { mode, manifest: new Map([[idOf(known), known]]), exempt: ['admin', 'auditor'] },
  );
  const log = { info: (...line: unknown[]) => void logged.push(line) };
  return {
    logged,
    ask: (given: { query?: string; documentId?: string }, role: 'town-officer' | 'auditor' = 'town-officer') => textOf(given, [role], log),
  };
};

describe('trusted documents', () => {
  it('off: any text, and no ids', () => {
    const { ask } = asking('off');
    expect(ask({ query: own })).toBe(own);
    expect(() => ask({ documentId: idOf(known) })).toThrow('documentId: expected the document itself as `query`');
  });
  it('log: any text and known ids; a text that is not known is noted by its hash alone', () => {
    const { ask, logged } = asking('log');
    expect([ask({ documentId: idOf(known) }), ask({ query: known }), ask({ query: own })]).toEqual([known, known, own]);
    expect(logged).toEqual([[{ documentId: idOf(own) }, 'a document that is not trusted']]);
    expect(() => ask({ documentId: idOf(own) })).toThrow('this one is not known');
  });
  it('only: known documents, by id or in full; roles that are exempt may use their own words', () => {
    const { ask, logged } = asking('only');
    expect([ask({ documentId: idOf(known) }), ask({ query: known })]).toEqual([known, known]);
    expect(() => ask({ query: own })).toThrow('query: expected a trusted document');
    expect(() => ask({ query: own, documentId: idOf(own) })).toThrow('this one is not known');
    expect(() => ask({ documentId: idOf(own) }, 'auditor')).toThrow('this one is not known');
    expect([ask({ query: own }, 'auditor'), ask({ query: own, documentId: idOf(own) }, 'auditor')]).toEqual([own, own]);
    expect(logged).toEqual([]);
  });
  it.each(['log', 'only'] as const)('%s: an id and a text that are not of each other are refused', (mode) => {
    expect(() => asking(mode).ask({ query: own, documentId: idOf(known) }, 'auditor')).toThrow('expected the SHA-256 of `query`');
  });
});

describe('a manifest', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yimu-manifest-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const written = async (content: string): Promise<string> => {
    const path = join(folder, 'documents.json');
    await writeFile(path, content);
    return path;
  };

  it('holds texts by their SHA-256, with or without the prefix', async () => {
    const manifest = await readManifest(await written(JSON.stringify({ [hashOf(known)]: known, [idOf(own)]: own })));
    expect([...manifest]).toEqual([
      [idOf(known), known],
      [idOf(own), own],
    ]);
  });
  it.each([
    ['{', 'expected JSON'],
    ['[1]', 'expected an object of texts by their SHA-256'],
    [JSON.stringify({ [hashOf(known)]: own }), 'expected the SHA-256 of each text'],
  ])('that is none ends the start: %s', async (content, sentence) => {
    await expect(readManifest(await written(content))).rejects.toThrow(`TRUSTED_DOCUMENTS_FILE: ${sentence}`);
    await expect(readManifest(join(folder, 'nowhere'))).rejects.toThrow('TRUSTED_DOCUMENTS_FILE: expected a file that can be read.');
  });
});
