-- Standards, cycles, results and rankings: two time axes as in 000001, two locks as in 000002, and a third thing to lock: figures of
-- the tax and statistics bureaus and all that is derived from them. They lie in tables of their own, whose column `secret` names the
-- bureaus ('' for none): a row is read by the task force, by the one bureau that it names, and, once final, by the enterprise itself.

create table timeline (
  entity text collate "C" not null,
  row_key text collate "C" not null,
  digest text collate "C" not null,
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  event_id uuid not null,
  revision integer not null,
  exclude using gist (entity with =, row_key with =, valid with &&, recorded with &&)
);
create table levels (
  city_code text collate "C" not null,
  district_code text collate "C" not null,
  town_code text collate "C" not null
);
-- A cycle by the jurisdiction that opened it; `cycle` is its key, 310116-2024 or 310116-2024-enterprise.
create table of_cycle (
  cycle text collate "C" not null,
  cycle_jurisdiction text collate "C" not null,
  cycle_year integer not null,
  subject text collate "C" not null check (subject in ('parcel', 'enterprise'))
);
create table by_standard (
  standard_jurisdiction text collate "C" not null,
  standard_year integer not null,
  standard_version integer not null
);

create table standard_version (
  like timeline including all,
  like levels including all,
  jurisdiction text collate "C" not null,
  year integer not null,
  subject text collate "C" not null check (subject in ('parcel', 'enterprise')),
  version integer not null,
  status text collate "C" not null check (status in ('drafted', 'validated', 'published')),
  title_zh text not null,
  title_en text not null,
  sample text,
  parent text,
  valid_from date,
  valid_until date,
  superseded_from date,
  superseded_by text,
  content text not null
);
create index on standard_version (entity, version);
create index on standard_version (jurisdiction, year);

create table cycle (
  like timeline including all,
  like levels including all,
  like of_cycle including all,
  like by_standard including all,
  status text collate "C" not null check (status in ('open', 'frozen', 'reopened')),
  opened_on date not null,
  phase text collate "C" not null,
  schedule text not null,
  figure_year integer not null
);
create index on cycle (cycle);
create index on cycle (cycle_jurisdiction, cycle_year);

create table cycle_run (
  like timeline including all,
  like levels including all,
  like by_standard including all,
  cycle text collate "C" not null,
  cycle_jurisdiction text collate "C" not null,
  run uuid not null,
  place integer not null,
  status text collate "C" not null check (status in ('running', 'completed', 'abandoned')),
  position text collate "C" not null,
  started_on date not null,
  ended_on date,
  frozen boolean not null,
  figure_year integer not null,
  reason text
);
create index on cycle_run (cycle);
create index on cycle_run (run);

-- How many stand in each class after a run, of the whole jurisdiction: for itself and those above it.
create table cycle_total (
  like timeline including all,
  like levels including all,
  cycle text collate "C" not null,
  run uuid not null,
  grade text collate "C" not null,
  subjects integer not null
);
create index on cycle_total (cycle);

create table cycle_cohort (
  like timeline including all,
  like levels including all,
  cycle text collate "C" not null,
  run uuid not null,
  cohort text collate "C" not null,
  place integer not null,
  members integer not null,
  indicator text collate "C",
  known integer
);
create index on cycle_cohort (cycle);

-- The least and the most are a figure of one enterprise each; of fewer than three the mean tells as much.
create table cycle_cohort_detail (
  like timeline including all,
  like levels including all,
  cycle text collate "C" not null,
  run uuid not null,
  cohort text collate "C" not null,
  indicator text collate "C" not null,
  secret text collate "C" not null,
  known integer not null,
  least text,
  most text,
  mean text
);
create index on cycle_cohort_detail (cycle);

-- One row per result and place that it concerns. `standing`: of the last run; `final`: the one that the city decided.
create table assessment (
  like timeline including all,
  like levels including all,
  like of_cycle including all,
  like by_standard including all,
  -- Of the rows of one result in several towns the first of each district, and the first of each city: lists take each result once.
  first_in_district boolean not null,
  first_in_city boolean not null,
  subject_id uuid not null,
  party_ids text not null,
  code text collate "C" not null,
  standing boolean not null,
  final boolean not null,
  run uuid not null,
  position text collate "C" not null,
  -- The class that holds: of the final row that of the decision, which may differ from what was computed.
  grade text collate "C",
  computed_grade text collate "C",
  cohort text collate "C",
  decided_by text collate "C" not null check (decided_by in ('veto', 'direct', 'unrated', 'score')),
  by_rule boolean not null,
  lacking text not null,
  scored boolean not null,
  ranked_of integer,
  parts integer not null,
  -- The quantities that are of several enterprises, or of one of several: none of them is told.
  joint text not null,
  final_run uuid,
  final_grade text collate "C",
  final_on date,
  document text,
  list_jurisdiction text collate "C",
  list_edition integer
);
create index on assessment (entity);
create index on assessment (subject_id);
create index on assessment (city_code, cycle, code, subject_id);
create index on assessment (district_code, cycle, code, subject_id);
create index on assessment (town_code, cycle, code, subject_id);

-- What a result is made of, parted by whose figures are in it. `party_id`: the only enterprise that it is about; null for several.
-- `joint`: figures of one of several, or made of those of several, which no enterprise may read, whoever supplied them.
create table assessment_detail (
  like timeline including all,
  run uuid not null,
  secret text collate "C" not null,
  joint boolean not null,
  party_id uuid,
  parts text not null
);
create index on assessment_detail (entity, run);

create table bottom_ranking (
  like timeline including all,
  like levels including all,
  like of_cycle including all,
  jurisdiction text collate "C" not null,
  park_id uuid,
  run uuid not null,
  size integer not null,
  ranked integer not null
);
create index on bottom_ranking (jurisdiction, cycle_year);

create table bottom_ranking_detail (
  like timeline including all,
  like levels including all,
  secret text collate "C" not null,
  entries text not null
);
create index on bottom_ranking_detail (entity);

drop table timeline, levels, of_cycle, by_standard;

-- Of an event with secret figures `body` shows the rest, and the whole stands here.
alter table event add column redacted boolean not null default false;
create table event_secret (
  position text collate "C" primary key references event,
  secret text collate "C" not null,
  body text not null
);

do $$
declare
  name text;
  at_the_point constant text := $point$ and s.valid @> current_setting('yimu.as_of')::date
    and s.recorded @> current_setting('yimu.known_at')::timestamptz offset 0$point$;
  -- The claims of the token decide, as the reader set them.
  cleared constant text := $claims$(secret = '' or 'task-force' = any (string_to_array(current_setting('yimu.roles'), ','))
    or ('department' = any (string_to_array(current_setting('yimu.roles'), ',')) and secret = current_setting('yimu.department')))$claims$;
  task_force constant text := $claims$'task-force' = any (string_to_array(current_setting('yimu.roles'), ','))$claims$;
  inside constant text := $scope$town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi')$scope$;
  -- What a district or city gives out holds for all below it.
  above constant text := $scope$town_code in (left(current_setting('yimu.lo'), 6) || '000', left(current_setting('yimu.lo'), 2) || '0000000')$scope$;
begin
  foreach name in array array['standard_version', 'cycle', 'cycle_run', 'cycle_total', 'cycle_cohort', 'cycle_cohort_detail', 'assessment',
                              'assessment_detail', 'bottom_ranking', 'bottom_ranking_detail', 'event_secret'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
  end loop;

  foreach name in array array['cycle_total', 'cycle_cohort', 'assessment', 'bottom_ranking'] loop
    execute format('create policy subtree on %I for select to yimu_scope_subtree using (%s)', name, inside);
  end loop;
  foreach name in array array['cycle', 'cycle_run'] loop
    execute format('create policy subtree on %I for select to yimu_scope_subtree using ((%s) or %s)', name, inside, above);
  end loop;
  execute format($policy$create policy subtree on standard_version for select to yimu_scope_subtree
    using ((%s) or (status = 'published' and %s))$policy$, inside, above);

  execute format('create policy subtree on bottom_ranking_detail for select to yimu_scope_subtree using (%s and %s)', inside, cleared);
  execute format('create policy subtree on cycle_cohort_detail for select to yimu_scope_subtree
    using (%s and (%s or (known >= 3 and %s)))', inside, task_force, cleared);
  execute format('create policy subtree on assessment_detail for select to yimu_scope_subtree using (%s and
    exists (select from assessment s where s.entity = assessment_detail.entity%s))', cleared, at_the_point);
  execute format('create policy subtree on event_secret for select to yimu_scope_subtree using (%s and
    exists (select from event_scope s where s.position = event_secret.position offset 0))', cleared);

  -- An enterprise sees what the city decided of it, and of a parcel that it shares with others what is the parcel's own and no secret.
  execute format('create policy party on assessment for select to yimu_scope_party using (final and
    exists (select from scope_row s where s.subject = assessment.entity%s))', at_the_point);
  execute format($policy$create policy party on assessment_detail for select to yimu_scope_party
    using (not joint and (secret = '' or party_id::text = current_setting('yimu.scope')) and
      exists (select from assessment s where s.entity = assessment_detail.entity and s.run = assessment_detail.run%s))$policy$, at_the_point);
  -- And the rules under which it is graded: those of the places where it has land or was graded, be it as one who uses land of others.
  execute format($policy$create policy party on cycle for select to yimu_scope_party
    using (exists (select from scope_row s join parcel p on p.entity = s.subject
      where cycle.town_code in (p.town_code, rpad(p.district_code, 9, '0'), rpad(p.city_code, 9, '0'))
        and p.valid @> current_setting('yimu.as_of')::date and p.recorded @> current_setting('yimu.known_at')::timestamptz%1$s)
      or exists (select from scope_row s join assessment p on p.entity = s.subject
      where cycle.town_code in (p.town_code, rpad(p.district_code, 9, '0'), rpad(p.city_code, 9, '0'))
        and p.valid @> current_setting('yimu.as_of')::date and p.recorded @> current_setting('yimu.known_at')::timestamptz%1$s))$policy$, at_the_point);
  -- The entry of a parcel that it was graded with, as a published list names it.
  execute format($policy$create policy graded on parcel for select to yimu_scope_party
    using (entity = any (array(select 'parcel-' || p.subject_id from scope_row s join assessment p on p.entity = s.subject
      where p.subject = 'parcel' and p.valid @> current_setting('yimu.as_of')::date
        and p.recorded @> current_setting('yimu.known_at')::timestamptz%s)))$policy$, at_the_point);
  execute format($policy$create policy party on standard_version for select to yimu_scope_party
    using (status = 'published' and (exists (select from scope_row s join parcel p on p.entity = s.subject
      where standard_version.town_code in (p.town_code, rpad(p.district_code, 9, '0'), rpad(p.city_code, 9, '0'))
        and p.valid @> current_setting('yimu.as_of')::date and p.recorded @> current_setting('yimu.known_at')::timestamptz%1$s)
      or exists (select from scope_row s join assessment p on p.entity = s.subject
      where standard_version.town_code in (p.town_code, rpad(p.district_code, 9, '0'), rpad(p.city_code, 9, '0'))
        and p.valid @> current_setting('yimu.as_of')::date and p.recorded @> current_setting('yimu.known_at')::timestamptz%1$s)
      or exists (select from scope_row s join assessment p on p.entity = s.subject
        where p.standard_jurisdiction = standard_version.jurisdiction and p.standard_year = standard_version.year
          and p.standard_version = standard_version.version and p.subject = standard_version.subject
          and p.valid @> current_setting('yimu.as_of')::date and p.recorded @> current_setting('yimu.known_at')::timestamptz%1$s)))$policy$, at_the_point);
end $$;

-- Nobody but an office of the government reads an event that has secret figures, not even the rest of it: a provisional grade is one.
drop policy named on event;
create policy named on event for select to yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case
  using (not redacted and exists (select from scope_row s where s.subject = event.stream
    and s.valid @> current_setting('yimu.as_of')::date and s.recorded @> current_setting('yimu.known_at')::timestamptz));
