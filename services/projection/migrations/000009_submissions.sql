-- 体检表: forms, figures and what is still owed, on two time axes as in 000001 and behind two locks as in 000002. A figure's value lies
-- in a table of its own with the bureau that it is a secret of ('' for none), as in 000007; that it was supplied is no secret.

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
-- `shown_to`: the one enterprise that a form or figure is about; null for several, and for the survey of the town. `declared`: an
-- enterprise said it itself, in its own forms.
create table of_enterprise (
  party_id uuid,
  shown_to uuid,
  declared boolean not null
);

create table form_schema (
  like timeline including all,
  like levels including all,
  jurisdiction text collate "C" not null,
  year integer not null,
  version integer not null,
  title_zh text not null,
  title_en text not null,
  sample text,
  valid_from date not null,
  fields text not null
);
create index on form_schema (jurisdiction, year);

create table health_check (
  like timeline including all,
  like levels including all,
  cycle text collate "C" not null,
  cycle_jurisdiction text collate "C" not null,
  cycle_year integer not null,
  subject text collate "C" not null check (subject in ('parcel', 'enterprise')),
  subject_id uuid not null,
  code text collate "C" not null,
  jurisdiction text collate "C" not null,
  self_assessed boolean not null
);
create index on health_check (entity);
create index on health_check (subject_id);
create index on health_check (city_code, cycle, code, subject_id);
create index on health_check (district_code, cycle, code, subject_id);
create index on health_check (town_code, cycle, code, subject_id);

create table health_check_enterprise (
  like timeline including all,
  like levels including all,
  party_id uuid not null
);
create index on health_check_enterprise (entity);
create index on health_check_enterprise (party_id);

-- What is there of one health check. `given`: each figure that is known, as "year how quantity", how telling under which ways to merge the
-- figures of several enterprises; what a standard asks for is looked up in it, so that nothing here depends on a standard.
create table health_check_progress (
  like timeline including all,
  like levels including all,
  cycle text collate "C" not null,
  self_assessment boolean not null,
  survey boolean not null,
  information_lacking integer not null,
  given text[] collate "C" not null
);
create index on health_check_progress (entity);
create index on health_check_progress (city_code, cycle);
create index on health_check_progress (district_code, cycle);
create index on health_check_progress (town_code, cycle);

create table submission_form (
  like timeline including all,
  like levels including all,
  like of_enterprise including all,
  form text collate "C" not null check (form in ('self-assessment', 'enterprise-information', 'survey')),
  status text collate "C" not null check (status in ('submitted', 'returned', 'confirmed')),
  filled_by text collate "C" not null check (filled_by in ('enterprise', 'town', 'on-behalf', 'mandated-unit')),
  mandate_id uuid,
  schema_jurisdiction text collate "C" not null,
  schema_year integer not null,
  schema_version integer not null,
  answers text not null,
  return_reason text,
  returned_fields text not null,
  submission uuid not null
);
create index on submission_form (entity);

create table submission_figure (
  like timeline including all,
  like levels including all,
  like of_enterprise including all,
  quantity text collate "C" not null,
  supplier text collate "C" not null,
  period integer not null,
  unit text collate "C" not null,
  form text collate "C",
  known boolean not null,
  supply uuid not null,
  replaced uuid
);
create index on submission_figure (entity);

create table submission_figure_detail (
  like timeline including all,
  like levels including all,
  like of_enterprise including all,
  quantity text collate "C" not null,
  secret text collate "C" not null,
  value text
);
create index on submission_figure_detail (entity);

create table submission_contradiction (
  like timeline including all,
  like levels including all,
  like of_enterprise including all,
  contradiction uuid not null,
  place integer not null,
  quantity text collate "C" not null,
  supplier text collate "C" not null,
  period integer not null,
  standing uuid not null,
  stands boolean not null
);
create index on submission_contradiction (entity);

create table submission_contradiction_detail (
  like timeline including all,
  like levels including all,
  like of_enterprise including all,
  contradiction uuid not null,
  secret text collate "C" not null,
  standing_value text not null,
  said text not null
);
create index on submission_contradiction_detail (entity);

drop table timeline, levels, of_enterprise;

do $$
declare
  name text;
  at_the_point constant text := $point$ and s.valid @> current_setting('yimu.as_of')::date
    and s.recorded @> current_setting('yimu.known_at')::timestamptz offset 0$point$;
  inside constant text := $scope$town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi')$scope$;
  above constant text := $scope$town_code in (left(current_setting('yimu.lo'), 6) || '000', left(current_setting('yimu.lo'), 2) || '0000000')$scope$;
  cleared constant text := $claims$(secret = '' or 'task-force' = any (string_to_array(current_setting('yimu.roles'), ','))
    or ('department' = any (string_to_array(current_setting('yimu.roles'), ',')) and secret = current_setting('yimu.department')))$claims$;
begin
  foreach name in array array['form_schema', 'health_check', 'health_check_enterprise', 'health_check_progress', 'submission_form',
                              'submission_figure', 'submission_figure_detail', 'submission_contradiction',
                              'submission_contradiction_detail'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
  end loop;

  execute format('create policy subtree on form_schema for select to yimu_scope_subtree using ((%s) or %s)', inside, above);
  foreach name in array array['health_check', 'health_check_enterprise', 'health_check_progress', 'submission_form', 'submission_figure',
                              'submission_contradiction'] loop
    execute format('create policy subtree on %I for select to yimu_scope_subtree using (%s)', name, inside);
  end loop;
  foreach name in array array['submission_figure_detail', 'submission_contradiction_detail'] loop
    execute format('create policy subtree on %I for select to yimu_scope_subtree using (%s and %s)', name, inside, cleared);
  end loop;

  -- An enterprise sees the health checks that name it, and of them what is about itself alone.
  execute $policy$create policy party on health_check_enterprise for select to yimu_scope_party
    using (party_id::text = current_setting('yimu.scope'))$policy$;
  execute format('create policy party on health_check for select to yimu_scope_party
    using (exists (select from health_check_enterprise s where s.entity = health_check.entity%s))', at_the_point);
  execute format('create policy party on form_schema for select to yimu_scope_party using (exists (select from health_check_enterprise s
    where form_schema.jurisdiction in (s.town_code, s.district_code, s.city_code)%s))', at_the_point);
  foreach name in array array['submission_form', 'submission_figure', 'submission_figure_detail', 'submission_contradiction',
                              'submission_contradiction_detail'] loop
    execute format($policy$create policy party on %I for select to yimu_scope_party
      using (shown_to::text = current_setting('yimu.scope'))$policy$, name);
  end loop;
end $$;
