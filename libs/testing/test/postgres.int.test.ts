import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../src/postgres.ts';

const ask = async (url: string, question: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
};

let setups = 0;
const land = async (client: Client) => {
  setups += 1;
  await client.query(`
    do $$ begin if not exists (select from pg_roles where rolname = 'yimu_test_reader') then create role yimu_test_reader; end if; end $$;
    create table parcel (name text);
    insert into parcel values ('古岛');
    grant select on parcel to yimu_test_reader`);
};

describe('a test database', () => {
  let one: TestDatabase;
  let two: TestDatabase;
  beforeAll(async () => {
    one = await testDatabase(land);
    two = await testDatabase(land);
  });
  afterAll(async () => {
    await one.close();
    await two.close();
  });

  it('is filled by its setup, which runs once however many databases are made of it', async () => {
    expect(await ask(one.url, 'select name from parcel')).toEqual([{ name: '古岛' }]);
    expect(await ask(two.url, 'select name from parcel')).toEqual([{ name: '古岛' }]);
    expect(setups).toBe(1);
  });

  it('shares no rows with another one', async () => {
    await ask(one.url, `insert into parcel values ('普利滋')`);
    expect(await ask(two.url, 'select name from parcel')).toEqual([{ name: '古岛' }]);
  });

  it('gives a login what its group role may do and no more', async () => {
    const url = await two.urlFor('yimu_test_reader');
    expect(await ask(url, 'select name from parcel')).toEqual([{ name: '古岛' }]);
    await expect(ask(url, 'delete from parcel')).rejects.toThrow('permission denied');
  });

  it('gives a login without inheritance nothing until it sets its role', async () => {
    const url = await two.urlFor(['yimu_test_reader'], false);
    await expect(ask(url, 'select name from parcel')).rejects.toThrow('permission denied');
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('set role yimu_test_reader');
    expect((await client.query('select name from parcel')).rows).toEqual([{ name: '古岛' }]);
    await client.end();
  });

  it('is gone, with its logins, once closed', async () => {
    const three = await testDatabase(land);
    const login = await three.urlFor('yimu_test_reader');
    await three.close();
    await expect(ask(three.url, 'select 1')).rejects.toThrow('does not exist');
    expect(await ask(one.url, `select from pg_roles where rolname = '${new URL(login).username}'`)).toEqual([]);
  });
});
