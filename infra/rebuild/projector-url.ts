// Where the read models of this machine are: beside a running `npm start`, or where the environment says.
import { join } from 'node:path';
import { z } from 'zod';
import { readLocalConfig } from '../local/config.ts';
import { otherUrl } from '../local/databases.ts';
import { shortPath } from '../local/folders.ts';
import { readIfThere } from '../local/private-file.ts';
import { Sentence } from '../local/sentence.ts';

const login = 'yimu_projection_writer';
const secrets = z.object({ passwords: z.looseObject({ [login]: z.string() }) });

/** The port of the embedded server, from the file that it writes for as long as it runs: the fourth line. */
const portOf = (postmaster: string | undefined): string | undefined => postmaster?.split('\n')[3]?.trim();

/** The address of the read database for the login that writes it. Throws a Sentence when nothing runs that could be asked. */
export const projectorUrl = async (env: Readonly<Record<string, string | undefined>>): Promise<string> => {
  const { YIMU_DATA: data, DATABASE_URL: given } = readLocalConfig(env);
  if (given !== undefined) return given;
  const text = await readIfThere(join(data, 'secrets.json'));
  const port = portOf(await readIfThere(join(data, 'postgres/cluster/postmaster.pid')));
  const known = secrets.safeParse(text === undefined ? undefined : JSON.parse(text));
  if (port === undefined || !known.success)
    throw new Sentence(`Nothing runs on ${shortPath(data)}; start it with npm start, or set DATABASE_URL to the read database.`);
  return otherUrl(`postgres://127.0.0.1:${port}/yimu_read`, { login, password: known.data.passwords[login] });
};
