// Passwords and keys of the local platform: made once, kept in private files.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { loginNames } from '../postgres/logins.ts';
import { shortPath } from './folders.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';
import { Sentence } from './sentence.ts';

const secret = z.string().min(32);
const secrets = z.object({ cursorKey: secret, passwords: z.record(z.enum(loginNames), secret) });
/** What an earlier version kept may lack logins that there are since. */
const kept = secrets.extend({ passwords: z.partialRecord(z.enum(loginNames), secret) });
export type Secrets = z.output<typeof secrets>;

const newSecret = (): string => randomBytes(32).toString('base64url');

const read = async (path: string): Promise<z.output<typeof kept> | undefined> => {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return kept.parse(JSON.parse(text));
  } catch {
    throw new Sentence(`${shortPath(path)} is damaged; delete it, and the next start makes new passwords.`);
  }
};

/** The secrets of a data folder; what is missing is made. */
export const ensureSecrets = async (dataDirectory: string): Promise<Secrets> => {
  const path = join(dataDirectory, 'secrets.json');
  const known = await read(path);
  const complete = secrets.parse({
    cursorKey: known?.cursorKey ?? newSecret(),
    passwords: Object.fromEntries(loginNames.map((name) => [name, known?.passwords[name] ?? newSecret()])),
  });
  if (loginNames.some((name) => known?.passwords[name] === undefined))
    await writePrivateFile(path, `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
};

/**
 * The master key of the vault of personal data. A file of its own, because it is no password: whoever deletes it makes the personal data of
 * the data folder unreadable for ever.
 */
export const ensureVaultKey = async (dataDirectory: string): Promise<string> => {
  const path = join(dataDirectory, 'vault.key');
  const known = (await readIfThere(path))?.trim();
  if (known !== undefined && !/^[A-Za-z0-9_-]{43}$/.test(known))
    throw new Sentence(`${shortPath(path)} is damaged; bring back a copy of it, or the personal data in the vault are lost.`);
  const key = known ?? newSecret();
  if (known === undefined) await writePrivateFile(path, `${key}\n`);
  return key;
};
