// How PostgreSQL reads the audit trail, histories and changes: by indexes, however much there is of others, at every size of scope.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBeliefs } from '../src/read-models/beliefs.ts';
import { readDiffering } from '../src/read-models/changes.ts';
import { type EventFilter, type EventOrder, readEvents } from '../src/read-models/events.ts';
import { readCauses } from '../src/read-models/history.ts';
import { topics } from '../src/read-models/topics/index.ts';
import { fillTowns } from './support/bulk-town.ts';
import { plannedAt, type Step } from './support/plans.ts';
import { officerOf, type World, world } from './support/world.ts';

const town = '310111101';
const [parcelId, streamId] = ['00000000-0000-4000-8000-000000010001', '00000000-0000-4000-8000-000000000017'];

let within: World;
let readers: pg.Pool;
beforeAll(async () => {
  within = await world();
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  // One event in a hundred is late, one in a thousand is of a rare type, by a rare person or of a rare document.
  await admin.query(`insert into event (position, id, stream, revision, type, version, effective_on, recorded_at, known_from, actor_sub, actor_role,
      document, parcel_id, body, days_late, after_final, self_decided)
    select lpad(n::text, 10, '0'), gen_random_uuid(), 'parcel-' || ('00000000-0000-4000-8000-' || lpad((n / 20)::text, 12, '0')), n % 20,
      case when n % 1000 = 7 then 'Rare' else 'Often' || n % 5 end, 1, '2024-06-01', '2024-06-01', '2024-06-01'::timestamptz + n * interval '1 ms',
      case when n % 1000 = 7 then 'rare' else 'officer' || n % 40 end, 'town-officer', case when n % 1000 = 7 then 'rare' else 'document' || n / 100 end,
      ('00000000-0000-4000-8000-' || lpad((n / 20)::text, 12, '0'))::uuid, '{}', case when n % 100 = 7 then 90 else 1 end, n % 1000 = 7, n % 1000 = 7
    from generate_series(1, 40000) n`);
  await admin.query(`insert into event_scope select lpad(n::text, 10, '0'), '310000', (310110 + n % 8)::text, (310110 + n % 8)::text || (100 + n % 40)::text
    from generate_series(1, 40000) n`);
  await admin.query(`insert into event_day values ('2024-06-01', '0000000001', '2024-06-01')`);
  await fillTowns(admin, { towns: 40, parcels: 60, years: 3, figures: 1 });
  await admin.end();
  const url = await within.database.urlFor(['yimu_scope_subtree'], false);
  readers = new pg.Pool({ connectionString: url, max: 1, pipeline: true });
}, 120_000);
afterAll(async () => {
  await readers.end();
  await within.close();
});

const rowsOf = (table: string, steps: readonly Step[]): number =>
  steps
    .filter((step) => step['Relation Name'] === table)
    .reduce((sum, step) => sum + ((step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0)) * (step['Actual Loops'] ?? 1), 0);
/** Those tables that hold anything here: what is empty may be read from end to end. */
const filled = [
  'event',
  'event_scope',
  'parcel',
  'title_right',
  'title_lease',
  'scope_row',
  'assessment',
  'health_check',
  'submission_figure',
];
/** Which of them were read from end to end. */
const scanned = (steps: readonly Step[]): readonly string[] =>
  steps
    .filter((step) => step['Node Type'] === 'Seq Scan' && (step['Actual Loops'] ?? 0) > 0)
    .map((step) => step['Relation Name'] ?? '')
    .filter((table) => filled.includes(table));

const scopes = [
  ['the city', officerOf('310000')],
  ['a district', officerOf('310111')],
  ['a town', officerOf(town)],
  ['a town without anything', officerOf('310111900')],
] as const;
const filters: Readonly<Record<string, EventFilter>> = {
  'nothing else': {},
  'a rare type': { types: ['Rare'] },
  'a rare person': { sub: 'rare' },
  'a rare document': { document: 'rare' },
  'what came late': { lateBy: 60 },
  'what came after the final decision': { afterFinal: true },
  'who decided what they submitted': { selfDecided: true },
  'a parcel': { parcelId: streamId },
  'a stream': { stream: `parcel-${streamId}` },
};

describe.each(scopes)('for %s the trail', (_, actor) => {
  const pages = Object.entries(filters).flatMap(([name, filter]) =>
    (['OLDEST_FIRST', 'NEWEST_FIRST'] as const).map((order): readonly [string, EventOrder, EventFilter] => [name, order, filter]),
  );
  it.each(pages)('of %s, %s, reads no more than it needs', async (__, order, filter) => {
    const steps = await plannedAt(readers, actor, (viewAt) =>
      readEvents(viewAt('2024-07-01'), filter, order, { limit: 51, ofTown: actor.scope.value.length === 9 }),
    );
    expect(scanned(steps)).toEqual([]);
    expect(steps.length).toBeGreaterThan(2);
    expect(rowsOf('event', steps)).toBeLessThan(1_200);
    expect(rowsOf('event_scope', steps)).toBeLessThan(2_400);
  });
});

describe.each(scopes)('for %s', (_, actor) => {
  it('the history of a parcel is found by what it is of', async () => {
    const question = { topics, target: { kind: 'parcel', id: parcelId }, kind: 'subtree', when: 'history' } as const;
    const steps = await plannedAt(readers, actor, (viewAt) => readBeliefs(viewAt('2024-07-01'), question, { prepared: 'beliefs' }));
    expect(scanned(steps)).toEqual([]);
    expect(rowsOf('assessment', steps)).toBeLessThanOrEqual(3);
    const causes = await plannedAt(readers, actor, (viewAt) => readCauses(viewAt('2024-07-01'), [`parcel-${streamId}`], [streamId], []));
    expect(scanned(causes)).toEqual([]);
  });

  it('changes of a town read the rows of the town', async () => {
    const question = { topics, target: { kind: 'place', code: town }, kind: 'subtree' } as const;
    const steps = await plannedAt(readers, actor, (viewAt) =>
      readDiffering({ from: viewAt('2021-12-01'), to: viewAt('2022-12-01') }, question, { prepared: 'beliefs' }),
    );
    expect(scanned(steps)).toEqual([]);
    // 60 parcels with three results each.
    expect(rowsOf('assessment', steps)).toBeLessThanOrEqual(180);
    expect(rowsOf('submission_figure', steps)).toBeLessThanOrEqual(180);
  });
});
