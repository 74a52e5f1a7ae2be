// A database that was filled before sums were kept has them after the migration.
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@yimu/event-store/migrate';
import { testDatabase } from '@yimu/testing/postgres';
import pg from 'pg';
import { expect, it } from 'vitest';

const migrations = new URL('../migrations/', import.meta.url);

/** The migrations before the one that keeps sums, in a folder of their own. */
const earlier = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  const names = (await readdir(migrations)).filter((name) => name.endsWith('.sql') && name < '000013');
  for (const name of names) await copyFile(new URL(name, migrations), join(folder, name));
  return folder;
};

const timeline = (entity: string, key: string, valid: string, recorded: string): string =>
  `'${entity}', '${key}', '${entity}${key}${valid}${recorded}', '${valid}', '${recorded}', gen_random_uuid(), 1, '310000', '310116', '310116112'`;
const levels = 'entity, row_key, digest, valid, recorded, event_id, revision, city_code, district_code, town_code';
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

it('the migration adds up the rows that are there: each thing once, then and now', async () => {
  const folder = await earlier();
  const database = await testDatabase(async (client) => {
    await migrate(client, folder);
  });
  const admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
  const parcel = `insert into parcel (${levels}, parcel_id, name, name_key, area_units, area_low, area_high, area_conflict) values`;
  await admin.query(
    `${parcel} (${timeline('parcel-1', 'parcel', '[2024-01-01,)', '[2024-01-02,2024-02-01)')}, '${id(1)}', '甲', '甲', 30, 20, 40, 'open')`,
  );
  await admin.query(
    `${parcel} (${timeline('parcel-1', 'parcel', '[2024-01-01,)', '[2024-02-01,)')}, '${id(1)}', '甲', '甲', 35, 35, 35, 'none')`,
  );
  for (const [key, document] of [
    ['a', '乙文'],
    ['b', '甲文'],
  ] as const)
    await admin.query(`insert into plan_entry (${levels}, entry_id, parcel_id, enterprise, document, list, source_row, category, mode, year, area_units, matched_by)
      values (${timeline('plan-1', key, '[2024-01-01,)', '[2024-01-02,)')}, gen_random_uuid(), '${id(1)}', '某企业', '${document}', '附件', '1', 'vacate', '腾退', 2025, ${document === '甲文' ? 7 : 9}, 'name')`);
  const rest = 'entity, row_key, digest, valid, recorded, event_id, revision';
  const open = `'finding-1', 'finding', 'f', '[2024-01-01,)', '[2024-01-02,)', gen_random_uuid(), 1`;
  await admin.query(`insert into finding (${rest}, finding_id, rule, subject_kind, subject_id, status, title_zh, title_en, detail, opened_on)
    values (${open}, '${id(2)}', 'r', 'parcel', '${id(1)}', 'open', '待核实', 'look', '[]', '2024-01-01')`);
  for (const town of ['310116112', '310116113'])
    await admin.query(`insert into scope_row (entity, row_key, digest, valid, recorded, event_id, revision, kind, value, subject, city_code, district_code, town_code)
      values ('finding-1', '${town}', '${town}', '[2024-01-01,)', '[2024-01-02,)', gen_random_uuid(), 1, 'subtree', '${town}', 'finding-1', '310000', '310116', '${town}')`);

  await migrate(admin, migrations);
  const { rows } = await admin.query<{ kind: string; town_code: string; things: string; units: string }>(
    `select kind, town_code, things, units from roll_up_now where grain = 'A' order by kind, town_code`,
  );
  expect(rows.map(({ kind, town_code, things, units }) => [kind, town_code, things, units])).toEqual([
    ['finding', '310000000', '1', '0'],
    ['finding', '310116000', '1', '0'],
    ['finding', '310116112', '1', '0'],
    ['finding', '310116113', '1', '0'],
    ...['310000000', '310116000', '310116112'].map((place) => ['parcel', place, '1', '35']),
    ...['310000000', '310116000', '310116112'].map((place) => ['plan', place, '1', expect.stringMatching(/^[79]$/)]),
  ]);
  const { rows: then } = await admin.query(
    `select sum(marked) as marked, sum(units) as units from roll_up_step where kind = 'parcel' and known <= '2024-01-15'`,
  );
  expect(then).toEqual([{ marked: '1', units: '30' }]);
  await admin.end();
  await database.close();
  await rm(folder, { recursive: true });
}, 60_000);
