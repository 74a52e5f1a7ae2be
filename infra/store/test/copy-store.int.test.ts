// npm run copy-store as a process: from one PostgreSQL database into another, killed in the middle.
import { execFile, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { date } from '@yimu/domain/kernel';
import type { NewEvent } from '@yimu/event-store';
import { migrateEventStore, postgresEventStore } from '@yimu/event-store/postgres';
import { type TestDatabase, testDatabase } from '@yimu/testing/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const program = join(import.meta.dirname, '../copy-store.ts');
const run = promisify(execFile);

const newEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'ThingHappened',
  version: 1,
  data: { name: '古岛', area: '30.62' },
  effectiveOn: date('2024-03-11'),
  jurisdictions: ['310116112'],
  sources: [{ kind: 'document', number: '文〔2024〕1号', issuer: 'office', date: date('2024-03-11') }],
  actor: { sub: 'officer', scope: { kind: 'subtree', value: '310116112' }, roles: ['town-officer'] },
  correlationId: randomUUID(),
  causationId: randomUUID(),
  requestHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
});

describe('npm run copy-store', () => {
  let source: TestDatabase;
  const targets: TestDatabase[] = [];
  let folder: string;
  const events = 1_200;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yimu-copy-'));
    source = await testDatabase(async (client) => void (await migrateEventStore(client)));
    const store = await postgresEventStore({ connectionString: source.url });
    const streams = Array.from({ length: 40 }, (_, n) => `${n % 2 === 0 ? 'parcel' : 'party'}-${randomUUID()}`);
    for (let n = 0; n < events; n += 1) await store.append(streams[n % streams.length] ?? '', [newEvent()], 'any');
    await store.close();
  });
  afterAll(async () => {
    for (const database of [source, ...targets]) await database.close();
    await rm(folder, { recursive: true });
  });

  const newTarget = async (): Promise<TestDatabase> => {
    const target = await testDatabase();
    targets.push(target);
    return target;
  };
  const query = async <Row extends object>(database: TestDatabase, text: string): Promise<readonly Row[]> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  };
  const rowsOf = (database: TestDatabase) =>
    query<{ stream: string }>(database, 'select stream, revision, id, type, version, data, metadata from event order by position');
  const copy = (target: TestDatabase, ...more: readonly string[]) =>
    run(process.execPath, [program, '--from', source.url, '--to', target.url, ...more]);

  const othersConnectedTo = async (database: TestDatabase): Promise<number> => {
    const others = 'datname = current_database() and pid <> pg_backend_pid()';
    const [row] = await query<{ count: number }>(database, `select count(*)::int as count from pg_stat_activity where ${others}`);
    return row?.count ?? 0;
  };

  it('prepares the target, copies everything, shows counts and hashes and writes the map of positions', async () => {
    const target = await newTarget();
    const mapFile = join(folder, 'map.tsv');
    const { stdout } = await copy(target, '--map', mapFile);
    expect(stdout).toContain(`${events} of ${events} events copied`);
    expect(stdout).toMatch(/^parcel +600 +600 +([0-9a-f]{16}) +\1$/m);
    expect(stdout).toMatch(/holds what .+ holds, in the same order\.\n$/);
    expect(stdout).not.toContain(new URL(target.url).password);
    expect(await rowsOf(target)).toEqual(await rowsOf(source));
    const lines = (await readFile(mapFile, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(events);
    expect(lines[0]).toMatch(/^[0-9a-f]{8}-0001-0{18}1\t[0-9a-f]{8}-0001-0{18}1$/);
  });

  it('goes on after kill -9 where it was', async () => {
    const target = await newTarget();
    for (const goal of [100, 300]) {
      const child = fork(program, ['--from', source.url, '--to', target.url, '--resume'], { execArgv: [], stdio: 'ignore' });
      const ended = once(child, 'exit');
      await vi.waitFor(
        async () => {
          const [count] = await query<{ count: number }>(
            target,
            `select coalesce(pg_sequence_last_value('event_position_seq'), 0)::int as count`,
          );
          if ((count?.count ?? 0) < goal) throw new Error('not that far yet');
        },
        { timeout: 20_000, interval: 5 },
      );
      child.kill('SIGKILL');
      await ended;
      // Its server process still ends the append it was given.
      await vi.waitFor(async () => expect(await othersConnectedTo(target)).toBe(0), { timeout: 20_000, interval: 5 });
    }
    const left = events - (await rowsOf(target)).length;
    expect(left).toBeGreaterThan(0);
    const { stdout } = await copy(target, '--resume');
    expect(stdout).toContain(`${left} of ${events} events copied`);
    expect(await rowsOf(target)).toEqual(await rowsOf(source));
  });

  it('says in one sentence that the target holds other events, and leaves it alone', async () => {
    const target = await newTarget();
    const client = new Client({ connectionString: target.url });
    await client.connect();
    await migrateEventStore(client);
    await client.end();
    const store = await postgresEventStore({ connectionString: target.url });
    await store.append(`parcel-${randomUUID()}`, [newEvent()], 'none');
    await store.close();
    await expect(copy(target)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The target holds events already; .+\.\n$/),
    });
    await expect(copy(target, '--resume')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The target holds other events than the source, first parcel-.+ at revision 0 as its event 1\.\n$/),
    });
    expect(await rowsOf(target)).toHaveLength(1);
  });

  it('says in one sentence what is wrong with an address', async () => {
    const attempt = (from: string) => run(process.execPath, [program, '--from', from, '--to', source.url]);
    await expect(attempt('mysql://u:secret@host/x')).rejects.toMatchObject({
      stderr: 'mysql://u@host/x: expected an address postgres://…, esdb://… or kurrentdb://….\n',
    });
    await expect(attempt('postgres://u:secret@127.0.0.1:1/x')).rejects.toMatchObject({
      stderr: expect.stringMatching(/^postgres:\/\/u@127\.0\.0\.1:1\/x cannot be opened: .+\.\n$/),
    });
  });
});
