// The tree of jurisdictions, sent to the registry like any other fact. The platform does this at every start.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentOf } from '@yimu/domain/kernel';
import { type PlatformClient, platformClient, Refused } from '../import/http.ts';
import { Sentence } from '../local/sentence.ts';

export interface SeedOptions {
  /** Address of the registry, for example http://127.0.0.1:4001. */
  readonly registryUrl: string;
  /** Of an admin whose scope is the city. */
  readonly token: string;
  readonly onProgress?: (phrase: string) => void;
}

export interface JurisdictionEntry {
  readonly code: string;
  readonly name: string;
}

/** 统计用区划代码 as of 2023-06-30, published 2023-09-11 (README.md beside this file). */
const edition = { kind: 'dataset', number: '统计用区划代码 2023', issuer: '国家统计局', date: '2023-09-11' };
const effectiveOn = '2023-06-30';

/** Enough to keep the registry and its database busy; more only queues. */
const lanes = 16;

/** The city, its districts and its towns, parents first. Throws a Sentence that names a line it cannot read. */
export const readJurisdictions = async (path = join(import.meta.dirname, 'jurisdictions-shanghai.csv')): Promise<JurisdictionEntry[]> => {
  const [header, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  if (header !== 'code,name') throw new Sentence(`${path}, line 1: expected code,name.`);
  return lines.map((line, i) => {
    const [, code, name] = /^(\d{6}|\d{9}),(\S+)$/.exec(line) ?? [];
    if (code === undefined || name === undefined)
      throw new Sentence(`${path}, line ${i + 2}: expected a code of 6 or 9 digits, a comma and a name.`);
    return { code, name };
  });
};

const register = (client: PlatformClient, { code, name }: JurisdictionEntry, ifMatch?: string) =>
  client.post({
    service: 'registry',
    path: '/jurisdictions',
    key: `seed ${edition.number} ${code}`,
    body: { effectiveOn, sources: [edition], code, name, parent: parentOf(code) ?? null },
    ifMatch,
  });

/** Whether the registry has the entry: asks with a revision that only an existing stream has, so that nothing is written. */
const isRegistered = async (client: PlatformClient, entry: JurisdictionEntry): Promise<boolean> => {
  try {
    await register(client, entry, '"0"');
    return true;
  } catch (error) {
    if (error instanceof Refused && error.code === 'revision-mismatch') return false;
    throw error;
  }
};

/** Several at a time. When one fails, no further one is begun, and those under way are waited for. */
const registerAll = async (client: PlatformClient, entries: readonly JurisdictionEntry[], onDone: (appended: boolean) => void) => {
  const waiting = [...entries];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { appended } = await register(client, next).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
      onDone(appended);
    }
  };
  const lanesDone = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = lanesDone.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
};

/**
 * Makes the jurisdictions of Shanghai known to the registry: city, districts, towns. Repeating it changes nothing.
 * The last one is sent alone, when all others are known: if it is there already, the work was done before.
 * @returns how many were new
 * Throws a Sentence when the registry refuses or cannot be reached.
 */
export const seedJurisdictions = async ({
  registryUrl,
  token,
  onProgress = () => undefined,
}: SeedOptions): Promise<{ appended: number }> => {
  const client = platformClient({ urls: { registry: registryUrl }, token });
  const entries = await readJurisdictions();
  const last = entries.at(-1);
  if (last === undefined) return { appended: 0 };
  if (await isRegistered(client, last)) return { appended: 0 };

  let appended = 0;
  const count = (isNew: boolean) => {
    if (isNew) appended += 1;
  };
  for (const digits of [/^\d\d0000$/, /^\d{4}(?!00)\d\d$/, /^\d{9}$/]) {
    await registerAll(
      client,
      entries.filter(({ code }) => digits.test(code) && code !== last.code),
      count,
    );
  }
  count((await register(client, last)).appended);
  onProgress(`registered ${appended} jurisdictions`);
  return { appended };
};
