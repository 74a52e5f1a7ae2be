// However the feed is cut into batches, the rows come out the same: with what is corrected, told late and decided anew.
import { parcel } from '@yimu/domain/parcel';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { projections } from '../src/projections/index.ts';
import { fillAssessments, type Place } from './support/assessments.ts';
import { checkOf, fillSubmissions } from './support/submissions.ts';
import { caojing, enterParcel, jinshan, registerTree } from './support/towns.ts';
import { idOf, type World, world } from './support/world.ts';

let within: World;
beforeEach(async () => {
  within = await world();
});
afterEach(() => within.close());

const tables = ['event', 'event_scope', 'event_secret', ...new Set(projections.flatMap((projection) => projection.tables))];

const storedRows = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map<string, readonly string[]>();
  for (const table of tables) {
    const { rows } = await within.writers.query<{ row: string }>(`select t::text as row from ${table} t order by 1`);
    found.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return found;
};

const fromTheBeginning = async (): Promise<void> => {
  await within.writers.query('update checkpoint set position = null, watermark = null');
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  await admin.query(`truncate ${tables.join(', ')}`);
  await admin.end();
};

const place: Place = { jurisdiction: jinshan, year: 2024, subject: 'parcel' };

/** A health check whose figures are supplied late, given back, contradicted and corrected, on days in no order. */
const mixedHistory = async (name: string): Promise<void> => {
  const [entered = ''] = await enterParcel(within, name, caojing, '30.62');
  const company = `${name}企业`;
  const check = checkOf(within, place, { name, town: caojing, parties: [company] });
  await check.open();
  const [tax = ''] = await check.supply('税务局', company, { tax: '10' }, '2024-05-01');
  await check.supply('统计局', company, { energy: '3' }, '2024-04-01');
  await check.submit('enterprise-information', company, { products: '服装', subleased: 'no' }, 'on-behalf', '2024-04-20');
  await check.supply('税务局', company, { tax: '12' }, '2024-05-03');
  const [corrected = ''] = await check.correct('税务局', company, 'tax', '11', tax, '2024-06-01');
  await check.rename([company, `${name}二企业`], '2024-04-10');
  await check.giveBack('enterprise-information', company, '2024-05-20');
  await check.correct('税务局', company, 'tax', null, corrected, '2024-06-02');
  const data = { parcelId: idOf(name), observation: entered, area: { value: '31.5', unit: 'mu' }, reason: '误读' } as const;
  await within.command(`parcel-${idOf(name)}`, parcel, 'CorrectParcelArea', data, { on: '2024-06-03' });
};

it('batches of one, of seven and of a thousand events give the same rows', async () => {
  await registerTree(within);
  await fillAssessments(within);
  await fillSubmissions(within);
  for (const name of ['丑地块', '寅地块', '卯地块']) await mixedHistory(name);
  await within.project(1);
  const one = await storedRows();
  for (const size of [7, 1_000]) {
    await fromTheBeginning();
    await within.project(size);
    const rows = await storedRows();
    for (const table of tables) expect([table, rows.get(table)]).toEqual([table, one.get(table)]);
  }
  for (const table of ['submission_figure', 'submission_contradiction', 'submission_form', 'assessment', 'parcel_area'])
    expect(one.get(table)?.length).toBeGreaterThan(0);
});
