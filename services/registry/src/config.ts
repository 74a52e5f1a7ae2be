import { postgresUrl, sharedEnvironment } from '@yimu/server';
import { z } from 'zod';

/** The environment of this service, read once by main.ts. */
export const environment = sharedEnvironment({ port: 4001 }).safeExtend({
  /** The database of the vault of personal data; a login of the group yimu_vault_keeper. */
  VAULT_URL: postgresUrl,
  /** Wraps the key of every person in the vault. Whoever loses it loses the personal data, and nothing else. */
  YIMU_VAULT_KEY: z
    .string('expected 32 random bytes in base64')
    .regex(/^[A-Za-z0-9+/_-]{43}=?$/, 'expected 32 random bytes in base64')
    .transform((text) => Buffer.from(text, 'base64')),
  /** The folder in which files of evidence are kept; a backup of the events needs one of this folder beside it. */
  EVIDENCE_DIRECTORY: z.string('expected a folder for evidence'),
  /** The longest file of evidence, in MiB. */
  EVIDENCE_LIMIT_MIB: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'expected a number of MiB from 1 to 9999')
    .default('50')
    .transform((text) => Number(text) * 1024 * 1024),
});
