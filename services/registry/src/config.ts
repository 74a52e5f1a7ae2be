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
});
