// The control question against plain arrays and the kernel's own calendar, at random points of both times.
import { addMonths, date } from '@yimu/domain/kernel';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEquityTransfers } from '../src/read-models/equity-transfers.ts';
import { openReader } from '../src/tenancy/reader.ts';
import { viewOf } from '../src/tenancy/view.ts';
import { caojing, jinshan, shanghai } from './support/towns.ts';
import { officerOf, type World, world } from './support/world.ts';

/** A row that holds from a day on, and is known from one moment of a day to another (null = still). */
interface Believed {
  readonly parcel: number;
  readonly from: string;
  readonly known: string;
  readonly until: string | null;
}
interface Change extends Believed {
  readonly id: string;
  readonly on: string;
  readonly control: boolean | null;
}
interface Round extends Believed {
  readonly on: string;
}
interface Decided extends Believed {
  readonly year: number;
  readonly grade: string | null;
}

const idOf = (kind: number, n: number): string => `00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`;
const parcels = 12;
/** Numbers below n, the same in every run. */
const random = (seed: number): ((n: number) => number) => {
  let state = seed;
  return (n) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * n);
  };
};
const below = random(20_261_121);
const oneOf = <T>(...all: readonly [T, ...T[]]): T => all[below(all.length)] ?? all[0];
/** A day of four years, every third the last of its month. */
const someDay = (): string => {
  const last = addMonths(date('2022-01-31'), below(48));
  return below(3) === 0 ? last : `${last.slice(0, 8)}${String(below(28) + 1).padStart(2, '0')}`;
};
const someBelief = (): Believed => {
  const [known, until] = [someDay(), someDay()];
  return { parcel: below(parcels), from: someDay(), known, until: until > known && below(4) === 0 ? until : null };
};
const times = <T>(n: number, make: (n: number) => T): readonly T[] => Array.from({ length: n }, (_, i) => make(i));
const changes: readonly Change[] = times(300, (n) => ({
  ...someBelief(),
  id: idOf(1, n),
  on: someDay(),
  control: oneOf<boolean | null>(true, true, false, null),
}));
const rounds: readonly Round[] = times(60, () => ({ ...someBelief(), on: someDay() }));
// One decision for each parcel and cycle, so that none ties with another.
const decided: readonly Decided[] = times(parcels * 4, (n) => ({
  ...someBelief(),
  parcel: n % parcels,
  year: 2020 + Math.floor(n / parcels),
  grade: oneOf<string | null>('A', 'B', 'C', 'D', null),
}));

let within: World;
let readers: pg.Pool;
beforeAll(async () => {
  within = await world();
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  const shared = (table: string, n: number, { from, known, until }: Believed): Readonly<Record<string, unknown>> => ({
    entity: `${table}-${n}`,
    row_key: 'row',
    digest: 'd',
    valid: `[${from},)`,
    recorded: `[${known}T00:00:00Z,${until === null ? '' : `${until}T00:00:00Z`})`,
    event_id: idOf(9, n),
    revision: 0,
    city_code: shanghai,
    district_code: jinshan,
    town_code: caojing,
  });
  const insert = (table: string, rows: readonly object[]) =>
    admin.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(rows)]);
  const always: Believed = { parcel: 0, from: '2000-01-01', known: '2000-01-01', until: null };
  const lists = { changes: '[]', contract_ids: '[]', consent_asked: '[]', consents: '[]', opinions: '[]', suspected: '[]' };
  const transfer = {
    ...lists,
    kind: 'transfer',
    status: 'undeclared',
    consent_pending: false,
    filed_on: '2022-01-01',
    step_on: '2022-01-01',
  };
  await insert(
    'equity_transfer',
    changes.map(({ id, control }, n) => ({
      ...shared('transfer', n, always),
      ...transfer,
      equity_id: id,
      company_id: idOf(2, n),
      control_changed: control,
    })),
  );
  await insert(
    'equity_change',
    changes.map((each, n) => ({
      ...shared('change', n, each),
      equity_id: each.id,
      company_id: idOf(2, n),
      parcel_id: idOf(3, each.parcel),
      changed_on: each.on,
      control_changed: each.control,
    })),
  );
  const round = { place: 0, round: 'first', anew: false, published_on: '2022-01-01', platform: '', price: '{}', conditions: '[]' };
  await insert(
    'auction_round',
    rounds.map((each, n) => {
      const of = { auction_id: idOf(4, n), lot_id: idOf(4, n), parcel_id: idOf(3, each.parcel), auction_on: each.on };
      return { ...shared('round', n, each), ...round, ...of };
    }),
  );
  const result = {
    subject: 'parcel',
    standard_jurisdiction: jinshan,
    standard_year: 2020,
    standard_version: 1,
    party_ids: '[]',
    code: 'c',
  };
  const run = { run: idOf(5, 0), position: '1', decided_by: 'score', by_rule: false, lacking: '[]', scored: true, parts: 1, joint: '[]' };
  const standing = { standing: true, final: true, first_in_district: true, first_in_city: true, document: '文' };
  await insert(
    'assessment',
    decided.map((each, n) => {
      const of = { cycle: `310116-${each.year}`, cycle_jurisdiction: jinshan, cycle_year: each.year, subject_id: idOf(3, each.parcel) };
      return { ...shared('result', n, each), ...result, ...run, ...standing, ...of, final_on: each.from, final_grade: each.grade };
    }),
  );
  await admin.end();
  readers = new pg.Pool({ connectionString: await within.database.urlFor(['yimu_scope_subtree'], false), max: 1, pipeline: true });
});
afterAll(async () => {
  await readers.end();
  await within.close();
});

const isKnown = ({ known, until }: Believed, at: string): boolean => known <= at && (until === null || at < until);

const gradeOn = (parcel: number, on: string, at: string): string | null =>
  decided
    .filter((each) => each.parcel === parcel && each.from <= on && isKnown(each, at))
    .toSorted((left, right) => right.year - left.year)[0]?.grade ?? null;

const answer = (asOf: string, at: string, grades: readonly string[], months: number): readonly string[] =>
  changes
    .filter((each) => each.control === true && each.from <= asOf && isKnown(each, at))
    .filter(({ parcel, on }) => grades.includes(gradeOn(parcel, on, at) ?? ''))
    .filter(({ parcel, on }) =>
      rounds.some(
        (round) =>
          round.parcel === parcel && round.from <= asOf && isKnown(round, at) && on < round.on && on >= addMonths(date(round.on), -months),
      ),
    )
    .map(({ id }) => id)
    .toSorted();

it('answers as the arrays do, whenever it is asked and about whenever', async () => {
  const actor = officerOf(jinshan);
  let found = 0;
  for (let time = 0; time < 200; time += 1) {
    const [asOf, at, months] = [someDay(), someDay(), below(40) + 1];
    const grades = [oneOf('A', 'B'), oneOf('C', 'D')];
    const reader = openReader(readers, actor);
    const view = viewOf(reader, actor, { asOf, knownAt: `${at}T00:00:00Z` });
    const rows = await readEquityTransfers(view, { changedControl: true, grades, months }, { limit: 500 });
    await reader.end();
    const wanted = answer(asOf, at, grades, months);
    found += wanted.length;
    expect({ asOf, at, months, grades, ids: rows.map(({ equity_id }) => equity_id).toSorted() }).toEqual({
      asOf,
      at,
      months,
      grades,
      ids: wanted,
    });
  }
  expect(found).toBeGreaterThan(0);
});

it('counts months as the kernel does', async () => {
  const pairs = times(2_000, () => ({ on: someDay(), months: below(600) + 1 }));
  const { rows } = await within.writers.query<{ day: string }>(
    `select (p.day - make_interval(months => p.months))::date::text as day
      from unnest($1::date[], $2::int[]) with ordinality as p (day, months, n) order by p.n`,
    [pairs.map(({ on }) => on), pairs.map(({ months }) => months)],
  );
  expect(rows.map((row) => row.day)).toEqual(pairs.map(({ on, months }) => addMonths(date(on), -months)));
});
