// A registry that takes evidence, and files to send it.
import { createHash } from 'node:crypto';
import type { Actor } from '@yimu/domain/kernel';
import type { ContentStore } from '../../src/evidence/content-store.ts';
import { memoryContentStore } from '../../src/evidence/memory-content-store.ts';
import { townOfficer } from './officers.ts';
import { registryService, tokenOf } from './service.ts';

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const ruling = Buffer.from('%PDF-1.7\n裁定书 1 0 obj');

export interface Sending {
  readonly as?: Actor | undefined;
  readonly type?: string;
  readonly name?: string;
  /** Default: its own. */
  readonly promised?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The headers of an upload. */
export const headersOf = ({ as = townOfficer, type = 'application/pdf', name, headers = {} }: Sending = {}): Record<string, string> => ({
  authorization: tokenOf(as),
  'content-type': type,
  ...(name === undefined ? {} : { 'yimu-file-name': name }),
  ...headers,
});

export const evidenceService = async (content: ContentStore = memoryContentStore(), longest = 1_000) => {
  const service = await registryService({ evidence: { content, longest } });
  return {
    ...service,
    send: (bytes: Buffer, sending: Sending = {}) =>
      service.app.inject({
        method: 'PUT',
        url: `/evidence/sha256/${sending.promised ?? hashOf(bytes)}`,
        headers: headersOf(sending),
        payload: bytes,
      }),
  };
};
export type EvidenceService = Awaited<ReturnType<typeof evidenceService>>;
