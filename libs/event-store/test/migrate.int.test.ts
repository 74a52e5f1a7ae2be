import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '@yimu/event-store/migrate';
import { type TestDatabase, testDatabase } from '@yimu/testing/postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connected } from './event-database.ts';

describe('migrate', () => {
  let database: TestDatabase;
  let directory: string;
  beforeEach(async () => {
    database = await testDatabase();
    directory = await mkdtemp(join(tmpdir(), 'yimu-migrations-'));
    await file('000001_parcels.sql', `create table parcel (name text); insert into parcel values ('古岛')`);
    await file('000002_areas.sql', 'alter table parcel add area text');
  });
  afterEach(async () => {
    await database.close();
    await rm(directory, { recursive: true });
  });
  const file = (name: string, text: string) => writeFile(join(directory, name), text);
  const run = () => connected(database.url, (client) => migrate(client, directory));
  const rows = (statement: string) => connected(database.url, async (client) => (await client.query(statement)).rows);

  it('applies the files in order, each once, and says which', async () => {
    expect(await run()).toEqual(['000001_parcels.sql', '000002_areas.sql']);
    expect(await run()).toEqual([]);
    await file('000003_owners.sql', 'alter table parcel add owner text');
    await writeFile(join(directory, 'README.md'), 'not a migration');
    expect(await run()).toEqual(['000003_owners.sql']);
    expect(await rows('select * from parcel')).toEqual([{ name: '古岛', area: null, owner: null }]);
    expect(await rows('select number from migration order by number')).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
  });

  it('applies each file once when two come at the same time', async () => {
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.flat()).toEqual(['000001_parcels.sql', '000002_areas.sql']);
  });

  it('takes its directory as a path or a URL, with or without a slash at the end', async () => {
    const url = pathToFileURL(directory);
    expect(await connected(database.url, (client) => migrate(client, url))).toHaveLength(2);
    expect(await connected(database.url, (client) => migrate(client, new URL(`${url.href}/`)))).toEqual([]);
  });

  it('leaves nothing of a file that fails, and names it', async () => {
    await file('000003_half.sql', 'create table half (); select * from nowhere');
    await expect(run()).rejects.toThrow('migration 000003_half.sql failed: relation "nowhere" does not exist');
    expect(await rows('select max(number) as last from migration')).toEqual([{ last: 2 }]);
    await expect(rows('select * from half')).rejects.toThrow('does not exist');
  });

  it('refuses a directory that tells another story than the database', async () => {
    await run();
    await rm(join(directory, '000002_areas.sql'));
    await expect(run()).rejects.toThrow('the database has migration 000002_areas.sql, the directory no such file');
    await file('000002_renamed.sql', 'select 1');
    await expect(run()).rejects.toThrow('the directory 000002_renamed.sql');
  });

  it('refuses gaps, numbers used twice and other names', async () => {
    await file('000004_gap.sql', 'select 1');
    await expect(run()).rejects.toThrow('without gaps; 000004_gap.sql');
    await file('000002_again.sql', 'select 1');
    await expect(run()).rejects.toThrow('without gaps');
    await file('1_short.sql', 'select 1');
    await expect(run()).rejects.toThrow('1_short.sql');
  });
});
