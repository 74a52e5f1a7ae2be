// npm run parked as a process: what is parked is seen, and its replay asked for.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { migrateEventStore, postgresCheckpointStore } from '@yimu/event-store/postgres';
import { type TestDatabase, testDatabase } from '@yimu/testing/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../parked.ts');

describe('npm run parked', () => {
  let database: TestDatabase;
  let checkpoints: ReturnType<typeof postgresCheckpointStore>;
  const parked = (...args: readonly string[]) => promisify(execFile)(process.execPath, [program, '--store', database.url, ...args]);
  beforeAll(async () => {
    database = await testDatabase(async (client) => void (await migrateEventStore(client)));
    checkpoints = postgresCheckpointStore({ connectionString: database.url });
    const lease = await checkpoints.acquire('echo', 'registry-1', 60_000);
    if (lease === undefined) throw new Error('no lease');
    for (const [n, attempts] of [5, 0].entries()) {
      const error = attempts > 0 ? 'TypeError at decide.ts:7' : undefined;
      await checkpoints.park(lease, 'registry-1', {
        stream: 'plan-1',
        revision: n,
        position: `p${n}`,
        eventId: randomUUID(),
        attempts,
        error,
      });
    }
  });
  afterAll(async () => {
    await checkpoints.close();
    await database.close();
  });

  it('shows every consumer: who leads it, how far it is, how much it has parked', async () => {
    expect((await parked()).stdout).toMatch(/^echo +registry-1 +p1 +1 +2$/m);
  });

  it('shows the streams that a consumer holds back, and why', async () => {
    expect((await parked('--consumer', 'echo')).stdout).toMatch(/^plan-1 +2 +0 +5 +TypeError at decide\.ts:7$/m);
    expect((await parked('--consumer', 'other')).stdout).toBe('other has nothing parked.\n');
  });

  it('asks for the replay of one stream or of all, and says when there is none', async () => {
    expect((await parked('--consumer', 'echo', '--replay', 'plan-1')).stdout).toBe('The leader of echo will try 1 stream again.\n');
    expect((await parked('--consumer', 'echo')).stdout).toMatch(/requested$/m);
    expect((await parked('--consumer', 'echo', '--replay', 'all')).stdout).toContain('1 stream again');
    const none = parked('--consumer', 'echo', '--replay', 'plan-2');
    await expect(none).rejects.toMatchObject({ code: 1, stderr: 'echo has nothing parked of plan-2.\n' });
  });
});
