// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { type EventCatalogue, type FactOf, type Identified, jurisdictionCode, sha256 } from '../kernel/index.ts';

/** What a row may become; the id is the rest of that entity's stream name. */
export const targetKinds = ['parcel', 'target', 'party'] as const;

const row = {
  rowId: sha256,
  document: z.string(),
  list: z.string(),
  row: z.string(),
  name: z.string(),
  contentHash: sha256,
  cells: z.record(z.string(), z.string()),
  target: z.strictObject({ kind: z.enum(targetKinds), id: z.string() }),
  jurisdiction: jurisdictionCode,
};

export const importRowEvents = {
  ImportRowRecorded: { version: 1, data: z.strictObject(row) },
  ImportRowChanged: { version: 1, data: z.strictObject({ ...row, previousHash: sha256 }) },
} as const satisfies EventCatalogue;

export type ImportRowFact = FactOf<typeof importRowEvents>;
export type ImportRowEvent = Identified<ImportRowFact>;
