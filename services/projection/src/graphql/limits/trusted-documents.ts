// Documents known beforehand, by the SHA-256 of their text (GraphQL over HTTP, appendix on persisted documents).
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Role } from '@yimu/domain/kernel';
import { ConfigError, type Log } from '@yimu/server';
import { z } from 'zod';
import { refusal } from './refusals.ts';

/** `off`: any text, no ids. `log`: ids too, and texts that are not known are noted. `only`: known texts alone. */
export type TrustMode = 'off' | 'log' | 'only';

/** The text of a document by its id, `sha256:` and 64 hexadecimal digits. */
export type Manifest = ReadonlyMap<string, string>;

/** What a request says about its document. */
export interface GivenDocument {
  readonly query?: string | null | undefined;
  readonly documentId?: string | null | undefined;
}

/** The text that a request means. Throws a refusal with code `trusted-document`. */
export type TextOf = (given: GivenDocument, roles: readonly Role[], log: Pick<Log, 'info'>) => string;

const idOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const refused = (en: string, zh: string) => refusal('trusted-document', en, zh);

/** @param options.exempt roles that may ask in their own words when only trusted documents are answered */
export const trustedDocuments = (
  options: { readonly mode: 'off' } | { readonly mode: 'log' | 'only'; readonly manifest: Manifest; readonly exempt: readonly Role[] },
): TextOf => {
  if (options.mode === 'off')
    return ({ query }) => {
      if (query == null)
        throw refused(
          'documentId: expected the document itself as `query`; ids are not known here.',
          '本服务未启用文档编号，请在 query 中给出查询文档。',
        );
      return query;
    };
  const { mode, manifest, exempt } = options;
  return ({ query, documentId }, roles, log) => {
    if (documentId != null) {
      if (query != null && idOf(query) !== documentId)
        throw refused('documentId: expected the SHA-256 of `query`, or no `query`.', 'documentId 与 query 的 SHA-256 不一致。');
      const text = manifest.get(documentId) ?? (mode === 'log' ? query : undefined);
      if (text != null) return text;
      if (query == null || !roles.some((role) => exempt.includes(role)))
        throw refused(
          'documentId: expected a document of this service; this one is not known.',
          '未知的 documentId：不在本服务的受信文档清单中。',
        );
      return query;
    }
    const text = query ?? '';
    const id = idOf(text);
    if (manifest.has(id)) return text;
    // Its id alone: the text may hold a name.
    if (mode === 'log') log.info({ documentId: id }, 'a document that is not trusted');
    else if (!roles.some((role) => exempt.includes(role)))
      throw refused('query: expected a trusted document; texts of one’s own are not answered.', '本服务只受理受信文档，不接受自拟查询。');
    return text;
  };
};

const manifestFile = z.record(z.string(), z.string());

/**
 * Reads a manifest as clients' tools write it: a JSON object of texts by their SHA-256, with or without `sha256:` before it.
 * Throws ConfigError when it is none, or a hash is not that of its text.
 */
export const readManifest = async (path: string): Promise<Manifest> => {
  const wrong = (what: string) => new ConfigError([`TRUSTED_DOCUMENTS_FILE: ${what}.`]);
  const content = await readFile(path, 'utf8').catch(() => {
    throw wrong('expected a file that can be read');
  });
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw wrong('expected JSON');
  }
  const parsed = manifestFile.safeParse(json);
  if (!parsed.success) throw wrong('expected an object of texts by their SHA-256');
  const manifest = new Map<string, string>();
  for (const [hash, text] of Object.entries(parsed.data)) {
    const id = idOf(text);
    if (id !== hash && id !== `sha256:${hash}`) throw wrong(`expected the SHA-256 of each text, but ${hash} is another's`);
    manifest.set(id, text);
  }
  return manifest;
};
