// What a piece of work costs the processor, process by process: on a machine that others use too, this says more than its speed.
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { descendants } from '../memory.ts';

/** Processor seconds so far, and transactions of the database. */
interface Spent {
  readonly service: number;
  readonly postgres: number;
  readonly generator: number;
  readonly transactions: number;
}

/** Of Linux: ticks of user and system time, a hundred a second. */
const secondsOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / 100;
};

/** Notes what is spent between the beginning and the end of stretches of work. */
export const effortMeter = (pid: number, database: pg.Pool) => {
  const sum = { service: 0, postgres: 0, generator: 0, transactions: 0 };
  const now = async (): Promise<Spent> => {
    const servers = (await descendants(process.pid)).filter(({ name }) => name === 'postgres');
    const postgres = (await Promise.all(servers.map((server) => secondsOf(server.pid)))).reduce((all, each) => all + each, 0);
    const sql = 'select xact_commit as count from pg_stat_database where datname = current_database()';
    const { rows } = await database.query<{ count: string }>(sql);
    return { service: await secondsOf(pid), postgres, generator: await secondsOf(process.pid), transactions: Number(rows[0]?.count) };
  };
  return {
    during: async <T>(work: () => Promise<T>): Promise<T> => {
      const before = await now();
      const done = await work();
      const after = await now();
      for (const key of ['service', 'postgres', 'generator', 'transactions'] as const) sum[key] += after[key] - before[key];
      return done;
    },
    /** In milliseconds for each of so many. */
    perEach: (count: number): string => {
      const ms = (seconds: number) => ((seconds * 1_000) / count).toFixed(2);
      return `${ms(sum.service)} + ${ms(sum.postgres)} + ${ms(sum.generator)} ms of service, PostgreSQL and generator, ${(sum.transactions / count).toFixed(1)} transactions`;
    },
  };
};
