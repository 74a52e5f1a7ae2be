// A district scored by the job on PostgreSQL, and once more in SQL from the raw events: numeric and window functions, nothing of the engine.
import { date } from '@yimu/domain/kernel';
import type { Method, Standard } from '@yimu/domain/scoring';
import { samples } from '@yimu/domain/standard';
import { migrateEventStore, postgresEventStore } from '@yimu/event-store/postgres';
import { testId } from '@yimu/testing';
import { testDatabase } from '@yimu/testing/postgres';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { whenScoringStarted } from '../src/reactions/when-scoring-started.ts';
import { scoringProgress } from '../src/scoring/progress.ts';
import { type CitySubject, openCycle, parcels, startRun, submissionOf } from './support/scored-city.ts';
import { silent } from './support/scoring-scene.ts';
import { resultsInSql } from './support/scoring-sql.ts';

const count = 5_000;

/** Chance that is the same in every run. */
const chance = (n: number, salt: number): number => {
  let seed = Math.imul(n + 1, 0x9e37_79b1) ^ Math.imul(salt + 1, 0x85eb_ca6b);
  seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b_3c6d);
  return ((seed ^ (seed >>> 13)) >>> 0) / 2 ** 32;
};
const figure = (n: number, salt: number, most: number): string => (Math.floor(chance(n, salt) * most * 100) / 100).toString();

/** The n-th parcel: few values, so that equals come up; some figures are missing, some nothing, some below nothing. */
const parcel = (n: number, standard: Standard): CitySubject => {
  const figures = standard.quantities.flatMap(({ code, kind }, salt) => {
    if (chance(n, salt + 50) < 0.04) return [];
    if (kind === 'option') return [[code, chance(n, salt) < 0.3 ? 'yes' : 'no'] as const];
    if (code === 'land' || code === 'energy') return [[code, String(Math.floor(chance(n, salt) * 12))] as const];
    const value = chance(n, 99) < 0.3 ? String(Math.floor(chance(n, salt) * 5) * 10) : figure(n, salt, 400);
    return [[code, chance(n, salt + 80) < 0.02 ? `-${value}`.replace(/^-0$/, '0') : value] as const];
  });
  const supplies = figures.map(([code, value]) => ({ figures: { [code]: value } }));
  return { id: testId('parcel', n), code: `P${String(n).padStart(5, '0')}`, supplies };
};

const banded: Method = {
  kind: 'bands',
  bands: [
    { from: null, below: '5', points: '0' },
    { from: '5', below: '20', points: '25.5' },
    { from: '20', below: '60', points: '70' },
    { from: '60', below: null, points: '100' },
  ],
};
const { schemes, indicators } = samples['yueqing-2016'];
/** Fixed bands for the first indicator, cut by shares that leave halves over; equals go to the worse side. */
const bandedStandard: Standard = {
  ...samples['yueqing-2016'],
  title: { zh: '分段', en: 'Bands' },
  schemes: schemes.map((scheme) => ({
    ...scheme,
    decimals: 2,
    items: scheme.items.map((item, n) => (n === 0 ? { ...item, method: banded } : { ...item, missing: 'cohort-mean' })),
    ties: { by: [indicators[1]?.code ?? ''], equals: 'worse' },
    cutOffs: {
      kind: 'share',
      classes: [
        { grade: 'A', upTo: '12.5%' },
        { grade: 'B', upTo: '1/3' },
        { grade: 'C', upTo: '87.77%' },
        { grade: 'D', upTo: '100%' },
      ],
      rounding: 'up',
    },
  })),
};

/** A district in a database of its own, scored by the job. */
const scored = async (standard: Standard): Promise<pg.Client> => {
  const database = await testDatabase(async (client) => {
    await migrateEventStore(client);
  });
  onTestFinished(() => database.close());
  const store = await postgresEventStore({ connectionString: await database.urlFor('yimu_event_writer') });
  onTestFinished(() => store.close());
  await openCycle(store, parcels, standard);
  const streams = Array.from({ length: count }, (_, n) => submissionOf(parcels, standard, parcel(n, standard)));
  await Promise.all(streams.map(({ stream, events }) => store.append(stream, events, 'none')));
  const started = await startRun(store, parcels);
  await whenScoringStarted(scoringProgress(silent)).react({ store, today: date('2024-03-11') }, started);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
};

describe('a district of 5,000 parcels', { timeout: 180_000 }, () => {
  it.each([
    ['ratios between floor and cap', samples['yueqing-2016']],
    ['places between least and most', samples['jingde-2022']],
    ['bands, means for what is missing, shares that leave halves', bandedStandard],
  ])('comes to the same scores, ranks and classes in SQL: %s', async (_, standard) => {
    const client = await scored(standard);
    const recorded = await client.query(
      `select data::jsonb ->> 'parcelId' as id, (data::jsonb ->> 'score')::numeric::text as score, data::jsonb ->> 'rank' as rank, data::jsonb ->> 'grade' as grade
       from event where type = 'ParcelGraded' order by 1`,
    );
    const expected = await resultsInSql(client, standard);
    expect(recorded.rows).toHaveLength(count);
    const differing = recorded.rows.filter((row, n) => JSON.stringify(row) !== JSON.stringify(expected[n]));
    expect(differing.slice(0, 3).map((row) => [row, expected.find(({ id }) => id === row.id)])).toEqual([]);
    const grades = new Set(recorded.rows.map(({ grade }) => grade));
    expect([...grades].filter((grade) => 'ABCD'.includes(grade ?? '?'))).toHaveLength(4);
  });
});
