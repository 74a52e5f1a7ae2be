// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { type EventCatalogue, type FactOf, type Identified, sha256 } from '../kernel/index.ts';

/** What a file of evidence may be: scans, photos, office documents, packed folders, shapes, tables, notes. */
export const mediaTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/tiff',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/zip',
  'application/geo+json',
  'application/json',
  'text/csv',
  'text/plain',
] as const;
export type MediaType = (typeof mediaTypes)[number];

export const evidenceEvents = {
  /** The bytes with this hash are kept, outside the ledger. */
  EvidenceStored: {
    version: 1,
    data: z.strictObject({
      evidenceId: z.uuid(),
      sha256,
      /** Bytes. */
      size: z.int().positive(),
      mediaType: z.enum(mediaTypes),
      /** As the sender called it, null when it did not. */
      fileName: z.string().nullable(),
    }),
  },
  /** It may not be cited or fetched any more; the bytes stay, because others may have stored the same. */
  EvidenceWithdrawn: { version: 1, data: z.strictObject({ evidenceId: z.uuid(), reason: z.string() }) },
} as const satisfies EventCatalogue;

export type EvidenceFact = FactOf<typeof evidenceEvents>;
export type EvidenceEvent = Identified<EvidenceFact>;
