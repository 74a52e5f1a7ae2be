// The vault on PostgreSQL, by the login that the registry has.
import { testId } from '@yimu/testing';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openVault } from '../src/vault/person-vault.ts';
import { postgresVaultStorage } from '../src/vault/postgres-vault-storage.ts';
import { randomKey } from '../src/vault/seal.ts';
import { vaultDatabase } from './support/database.ts';

const [zhang, li] = [testId('张'), testId('李')];
const [first, second] = [testId('record 1'), testId('record 2')];
const person = { name: '欧阳建国', idKind: 'resident-id', idNumber: '11010519491231002X' } as const;
const other = { name: '李四', idKind: 'passport', idNumber: null } as const;
const twenty = Array.from({ length: 20 }, (_, n) => n);

const poolOf = (connectionString: string): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max: 10 });
  onTestFinished(() => pool.end());
  return pool;
};
const storageOf = (pool: pg.Pool) => postgresVaultStorage({ query: (sql, values) => pool.query(sql, [...values]) });
const real = async () => {
  const { owner, keeper } = await vaultDatabase();
  const [owners, keepers] = [poolOf(owner), poolOf(keeper)];
  const masterKey = randomKey();
  return { owners, keepers, masterKey, storage: storageOf(keepers), vault: await openVault(storageOf(keepers), masterKey) };
};

describe('on PostgreSQL', () => {
  it('the vault keeps, reads and erases', async () => {
    const { vault, storage, masterKey } = await real();
    expect(await vault.read(zhang, first)).toBeUndefined();
    expect(await vault.keep(zhang, first, person)).toBe('kept');
    expect(await vault.keep(zhang, first, other)).toBe('other');
    expect(await vault.keep(li, second, other)).toBe('kept');
    expect(await vault.read(zhang, second)).toBeUndefined();
    expect(await (await openVault(storage, masterKey)).read(zhang, first)).toEqual(person);
    await vault.erase(zhang);
    await vault.erase(zhang);
    expect([await vault.read(zhang, first), await vault.keep(zhang, second, other)]).toEqual(['erased', 'erased']);
    expect(await vault.read(li, second)).toEqual(other);
  });

  it('nothing in the database is in clear, and of a destroyed key nothing is left in its row', async () => {
    const { vault, owners } = await real();
    await vault.keep(zhang, first, person);
    await vault.keep(li, first, other);
    await vault.erase(zhang);
    const { rows } = await owners.query('select wrapped_key from vault_subject where subject_id = $1', [zhang]);
    expect(rows).toEqual([{ wrapped_key: null }]);
    const { rows: all } = await owners.query<{ bytes: Buffer }>(
      'select sealed as bytes from vault_record union all select mark from vault_mark',
    );
    const everything = Buffer.concat(all.map(({ bytes }) => bytes));
    for (const secret of ['欧阳建国', '李四', person.idNumber]) expect(everything.includes(Buffer.from(secret))).toBe(false);
  });

  it('of two services that begin a vault with different keys, one does not start', async () => {
    const { keeper } = await vaultDatabase();
    const opened = await Promise.allSettled(twenty.map(() => openVault(storageOf(poolOf(keeper)), randomKey())));
    expect(opened.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  });
});

describe('at the same time', () => {
  it('twenty records of one person lie under one key, and all are read', async () => {
    const { vault, owners } = await real();
    const kept = await Promise.all(twenty.map((n) => vault.keep(zhang, testId('record', n), { ...person, name: `张${n}` })));
    expect(new Set(kept)).toEqual(new Set(['kept']));
    for (const n of twenty) expect(await vault.read(zhang, testId('record', n))).toMatchObject({ name: `张${n}` });
    expect((await owners.query('select from vault_subject')).rowCount).toBe(1);
  });

  it('of twenty who say different things under one record, one is kept', async () => {
    const { vault } = await real();
    const kept = await Promise.all(twenty.map((n) => vault.keep(zhang, first, { ...person, name: `张${n}` })));
    expect(kept.toSorted()).toEqual(['kept', ...twenty.slice(1).map(() => 'other')]);
  });

  it('what is kept while the person is erased is erased', async () => {
    const { vault } = await real();
    await Promise.all([...twenty.map((n) => vault.keep(zhang, testId('record', n), person)), vault.erase(zhang)]);
    for (const n of twenty) expect(await vault.read(zhang, testId('record', n))).toBe('erased');
  });
});

describe('the login of the registry', () => {
  it('deletes nothing, changes no record, and makes nothing', async () => {
    const { vault, keepers } = await real();
    await vault.keep(zhang, first, person);
    const forbidden = [
      'delete from vault_mark',
      'delete from vault_subject',
      'delete from vault_record',
      'truncate vault_record',
      `update vault_mark set mark = '\\x00'`,
      `update vault_record set sealed = '\\x00'`,
      `update vault_subject set subject_id = '${li}'`,
      'drop table vault_record',
      'alter table vault_subject disable trigger all',
      'create table mine (n int)',
      'create or replace function only_destroy_keys() returns trigger language plpgsql as $$ begin return new; end $$',
      'select * from migration',
      'delete from migration',
      `set session_replication_role = 'replica'`,
    ];
    for (const sql of forbidden) await expect(keepers.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    expect(await vault.read(zhang, first)).toEqual(person);
  });

  it('destroys a key and never brings one back, nor puts another in its place', async () => {
    const { vault, keepers } = await real();
    await vault.keep(zhang, first, person);
    const refused = { code: '55000', message: 'a key of the vault is destroyed or stays as it is' };
    const put = `update vault_subject set wrapped_key = '\\x00'`;
    await expect(keepers.query(put)).rejects.toMatchObject(refused);
    await vault.erase(zhang);
    await expect(keepers.query(put)).rejects.toMatchObject(refused);
    await expect(
      keepers.query(
        `insert into vault_subject values ($1, '\\x00') on conflict (subject_id) do update set wrapped_key = excluded.wrapped_key`,
        [zhang],
      ),
    ).rejects.toMatchObject(refused);
    expect(await vault.read(zhang, first)).toBe('erased');
  });
});
