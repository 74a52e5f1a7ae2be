import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, jurisdictionCode, sha256, text } from '../kernel/index.ts';
import { mediaTypes } from './events.ts';

const isName = (name: string): boolean => !/[/\\]/.test(name) && name !== '.' && name !== '..';

export const evidenceCommands = {
  StoreEvidence: z.strictObject({
    evidenceId: z.uuid(),
    sha256: sha256.meta({ description: 'SHA-256 that the sender promised' }),
    mediaType: z.enum(mediaTypes).meta({ description: 'Type that the sender declared' }),
    fileName: text(200).refine(isName, 'expected a name without a path').nullable(),
    received: z
      .strictObject({ sha256, size: z.int().nonnegative(), fitsType: z.boolean() })
      .meta({ description: 'What arrived: its hash, its bytes, and whether it begins as a file of the declared type does' }),
    jurisdictions: z.array(jurisdictionCode).min(1, 'expected at least one code').max(50),
  }),
  WithdrawEvidence: z.strictObject({ evidenceId: z.uuid(), reason: text(500) }),
} as const satisfies CommandCatalogue;

export type EvidenceCommand = CommandOf<typeof evidenceCommands>;
