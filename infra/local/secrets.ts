// Passwords and keys of the local platform: made once, kept in one private file.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { loginNames } from '../postgres/logins.ts';
import { shortPath } from './folders.ts';
import { readIfThere, writePrivateFile } from './private-file.ts';
import { Sentence } from './sentence.ts';

const secret = z.string().min(32);
const secrets = z.object({ cursorKey: secret, passwords: z.record(z.enum(loginNames), secret) });
export type Secrets = z.output<typeof secrets>;

const newSecret = (): string => randomBytes(32).toString('base64url');

/** The secrets of a data folder; made when it has none. */
export const ensureSecrets = async (dataDirectory: string): Promise<Secrets> => {
  const path = join(dataDirectory, 'secrets.json');
  const text = await readIfThere(path);
  if (text !== undefined) {
    try {
      return secrets.parse(JSON.parse(text));
    } catch {
      throw new Sentence(`${shortPath(path)} is damaged; delete it, and the next start makes new passwords.`);
    }
  }
  const made = secrets.parse({
    cursorKey: newSecret(),
    passwords: Object.fromEntries(loginNames.map((name) => [name, newSecret()])),
  });
  await writePrivateFile(path, `${JSON.stringify(made, null, 2)}\n`);
  return made;
};
