// Towns full of parcels, written by SQL as the projector would have left them: for plans, which depend on how much there is.
import type pg from 'pg';

const levels = `'310000', (310110 + town % 8)::text, (310110 + town % 8)::text || (100 + town)::text`;
const believed = `daterange('2020-01-01', null), tstzrange('2020-02-01', null), gen_random_uuid(), 0`;

/**
 * Towns of 8 districts, each with so many parcels, all of them graded in each of the years from 2020 on, with so many figures a year.
 * Each grade and each figure is believed from 1 June of its year.
 */
export const fillTowns = async (
  client: pg.Client,
  {
    towns,
    parcels,
    years,
    figures,
  }: { readonly towns: number; readonly parcels: number; readonly years: number; readonly figures: number },
): Promise<void> => {
  await client.query(`create temporary table bulk as
    select town, n, ('00000000-0000-4000-8000-' || lpad((town * 10000 + n)::text, 12, '0'))::uuid as id
    from generate_series(0, ${towns - 1}) town, generate_series(1, ${parcels}) n`);
  await client.query(`insert into jurisdiction (entity, row_key, digest, valid, recorded, event_id, revision, city_code, district_code, town_code,
      code, name, level, parent)
    select 'jurisdiction-' || code, 'j', code, ${believed}, '310000', left(code, 6), code, code, code, 'town', left(code, 6)
    from (select (310110 + town % 8)::text || (100 + town)::text as code from generate_series(0, ${towns - 1}) town) t`);
  await client.query(`insert into parcel (entity, row_key, digest, valid, recorded, event_id, revision, city_code, district_code, town_code,
      parcel_id, name, name_key, area_conflict)
    select 'parcel-' || id, 'parcel', id, ${believed}, ${levels}, id, n, n, 'none' from bulk`);
  for (const table of ['title_right', 'title_lease'])
    await client.query(`insert into ${table} (entity, row_key, digest, valid, recorded, event_id, revision, parcel_id, right_id,
        ${table === 'title_right' ? 'kind, since, holders, basis' : 'lease_id, kind, status, lessees, term_from, term_until, basis'})
      select 'title-' || id, '${table}', '${table}' || id, ${believed}, id, id,
        ${table === 'title_right' ? `'land', '2020-01-01'::date, '[]', 'decided'` : `id, 'lease', 'running', '[]', '2020-01-01'::date, '2020-01-01'::date, 'decided'`} from bulk`);
  await client.query(`insert into scope_row (entity, row_key, digest, valid, recorded, event_id, revision, kind, value, city_code, district_code,
      town_code, subject)
    select 'title-' || id, 'subtree', 'scope' || id, ${believed}, 'subtree', (310110 + town % 8)::text || (100 + town)::text, ${levels}, 'title-' || id
    from bulk`);
  const ofYear = `daterange(make_date(2020 + year, 6, 1), null), tstzrange(make_date(2020 + year, 6, 1), null), gen_random_uuid(), 0`;
  const yearly = `from bulk, generate_series(0, ${years - 1}) year`;
  await client.query(`insert into assessment (entity, row_key, digest, valid, recorded, event_id, revision, city_code, district_code, town_code,
      cycle, cycle_jurisdiction, cycle_year, subject, standard_jurisdiction, standard_year, standard_version, subject_id, party_ids, code,
      standing, final, first_in_district, first_in_city, run, position, grade, decided_by, by_rule, lacking, scored, parts, joint)
    select 'assessment-' || id || '-310000-' || 2020 + year, 'standing', id || '-' || year, ${ofYear}, ${levels}, '310000-' || 2020 + year, '310000',
      2020 + year, 'parcel', '310000', 2020 + year, 1, id, '[]', n, true, false, true, true, id, '1', 'A', 'score', false, '[]', true, 1, '[]' ${yearly}`);
  await client.query(`insert into health_check (entity, row_key, digest, valid, recorded, event_id, revision, city_code, district_code, town_code,
      cycle, cycle_jurisdiction, cycle_year, subject, subject_id, code, jurisdiction, self_assessed)
    select 'submission-' || id || '-310000-' || 2020 + year, 'check', id || '-' || year, ${ofYear}, ${levels}, '310000-' || 2020 + year, '310000',
      2020 + year, 'parcel', id, n, '310000', true ${yearly}`);
  await client.query(`insert into submission_figure (entity, row_key, digest, valid, recorded, event_id, revision, city_code, district_code,
      town_code, declared, quantity, supplier, period, unit, known, supply)
    select 'submission-' || id || '-310000-' || 2020 + year, 'figure ' || figure, id || '-' || year || figure, ${ofYear}, ${levels}, false,
      'figure ' || figure, '规划资源局', 2020 + year, '', true, id ${yearly}, generate_series(1, ${figures}) figure`);
  await client.query('analyze');
};
