// Whatever a migration can change shows in the dump, so that a changed schema is seen in review.
import { type TestDatabase, testDatabase } from '@yimu/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dumpSchema } from './dump-schema.ts';

describe('the dump of a schema', () => {
  let database: TestDatabase;
  let client: Client;
  let before: string;

  beforeAll(async () => {
    database = await testDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`
      create table parcel (id uuid primary key, name text collate "C" not null, area bigint default 0, town text);
      create view named as select name from parcel;
      create function answer() returns integer language sql as 'select 42';
    `);
    before = await dumpSchema(client);
  });
  afterAll(async () => {
    await client.end();
    await database.close();
  });

  it('shows tables with columns and constraints', () => {
    expect(before).toContain(
      [
        'table parcel (',
        '  id uuid not null,',
        '  name text collate "C" not null,',
        '  area bigint default 0,',
        '  town text,',
        '  constraint parcel_pkey PRIMARY KEY (id)',
        ')',
      ].join('\n'),
    );
  });

  it('is the same when nothing has changed', async () => {
    expect(await dumpSchema(client)).toBe(before);
  });

  it.each([
    ['a column', 'alter table parcel add column district text'],
    ["a column's default", 'alter table parcel alter column area set default 1'],
    ['a constraint', 'alter table parcel add constraint positive check (area > 0)'],
    ['an index', 'create index by_town on parcel (town)'],
    ['row-level security', 'alter table parcel enable row level security'],
    ['forced row-level security', 'alter table parcel force row level security'],
    ['a policy', 'create policy everyone on parcel for select using (true)'],
    ['a trigger', 'create trigger same before update on parcel for each row execute function suppress_redundant_updates_trigger()'],
    ['a grant', 'grant select on parcel to public'],
    ['a grant of one column', 'grant update (town) on parcel to public'],
    ['a storage parameter', 'alter table parcel set (fillfactor = 50)'],
    ['a view', 'create or replace view named as select upper(name) as name from parcel'],
    ['a function', "create or replace function answer() returns integer language sql as 'select 43'"],
    ['a right to execute', 'revoke execute on function answer from public'],
    ['a sequence', 'create sequence counter'],
    ['a type', "create type unit as enum ('mu', 'm2')"],
  ])('differs after a change of %s', async (_, statement) => {
    await client.query('begin');
    await client.query(statement);
    const after = await dumpSchema(client);
    await client.query('rollback');
    expect(after).not.toBe(before);
  });
});
