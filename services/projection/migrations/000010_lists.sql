-- From lists of towns to what was decided and published, objections to it, task forces, mandates, and policies by grade: two time axes
-- as in 000001, two locks as in 000002.

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
-- `cycle` is the key of the cycle, 310116-2024.
create table of_cycle (
  cycle text collate "C" not null,
  cycle_jurisdiction text collate "C" not null,
  cycle_year integer not null
);

-- One row per edition of a town's list; `standing` is its last one.
create table town_list (
  like timeline including all,
  like levels including all,
  like of_cycle including all,
  town text collate "C" not null,
  edition integer not null,
  standing boolean not null,
  status text collate "C" not null check (status in ('submitted', 'cleared', 'returned', 'withdrawn')),
  submitted_on date not null,
  step_on date not null,
  run uuid not null,
  totals text not null,
  parcels integer not null,
  reviewers text not null,
  reviews text not null,
  returned text
);
create index on town_list (town, cycle);
create index on town_list (district_code, cycle);

-- The whole of a district's list, opinions included: for the district and the city.
create table class_list (
  like timeline including all,
  like levels including all,
  like of_cycle including all,
  jurisdiction text collate "C" not null,
  edition integer not null,
  standing boolean not null,
  status text collate "C" not null check (status in ('submitted', 'returned', 'decided', 'published')),
  submitted_on date not null,
  step_on date not null,
  run uuid not null,
  totals text not null,
  parcels integer not null,
  towns text not null,
  opinions text not null,
  returned text,
  overrides text
);
create index on class_list (jurisdiction, cycle);

-- What was decided: for all below it too. The totals are those of the decision.
create table class_decision (
  like timeline including all,
  like levels including all,
  like of_cycle including all,
  jurisdiction text collate "C" not null,
  edition integer not null,
  standing boolean not null,
  decided_on date not null,
  document text collate "C" not null,
  objections_until date not null,
  totals text not null,
  parcels integer not null
);
create index on class_decision (jurisdiction, cycle);

-- Where the decision differs from what the run found, for each town that the parcel is graded in.
create table class_change (
  like timeline including all,
  like levels including all,
  cycle text collate "C" not null,
  jurisdiction text collate "C" not null,
  edition integer not null,
  parcel_id uuid not null,
  found text collate "C",
  grade text collate "C" not null,
  reason text not null
);
create index on class_change (jurisdiction, cycle);

create table published_class (
  like timeline including all,
  like levels including all,
  like of_cycle including all,
  jurisdiction text collate "C" not null,
  edition integer not null,
  grade text collate "C" not null,
  parcels integer not null,
  published_on date not null
);
create index on published_class (jurisdiction, cycle, grade);

-- What was decided of a parcel, as a published list shows it: the class, and neither score nor rank.
create table final_grade (
  like timeline including all,
  cycle text collate "C" not null,
  list_jurisdiction text collate "C" not null,
  list_edition integer not null,
  grade text collate "C" not null,
  parcel_id uuid not null,
  code text collate "C" not null,
  name text,
  party_ids text not null
);
create index on final_grade (list_jurisdiction, cycle, list_edition, grade, code, parcel_id);
create table final_grade_party (
  like timeline including all,
  party_id uuid not null
);
create index on final_grade_party (party_id);

create table objection (
  like timeline including all,
  like levels including all,
  like of_cycle including all,
  objection_id uuid not null,
  parcel_id uuid not null,
  party_id uuid not null,
  status text collate "C" not null check (status in ('pending', 'withdrawn', 'upheld', 'rejected')),
  grounds text not null,
  lodged_by text collate "C" not null,
  lodged_on date not null,
  until date not null,
  decide_by date not null,
  list_jurisdiction text collate "C" not null,
  list_edition integer not null,
  document text not null,
  run uuid not null,
  grade text collate "C",
  closed_on date,
  reason text
);
create index on objection (objection_id);
create index on objection (city_code, lodged_on, objection_id);
create index on objection (district_code, lodged_on, objection_id);
create index on objection (town_code, lodged_on, objection_id);
create index on objection (party_id);

-- Which figures were wrong, in words: as secret as they are.
create table objection_detail (
  like timeline including all,
  like levels including all,
  secret text collate "C" not null,
  party_id uuid not null,
  corrections text not null
);

create table task_force (
  like timeline including all,
  like levels including all,
  jurisdiction text collate "C" not null,
  year integer not null,
  office text not null,
  established_on date not null,
  reported_on date
);
create index on task_force (jurisdiction, year);

create table task_force_member (
  like timeline including all,
  like levels including all,
  jurisdiction text collate "C" not null,
  year integer not null,
  place integer not null,
  department text collate "C" not null,
  section text,
  duty text collate "C" not null check (duty in ('lead', 'member', 'liaison')),
  member_from date not null,
  member_until date
);
create index on task_force_member (jurisdiction, year);

-- `holds`: on the days of the row the unit may act, and read the parcels of the place. `audits`: and what enterprises declared.
create table mandate (
  like timeline including all,
  like levels including all,
  jurisdiction text collate "C" not null,
  mandate_id uuid not null,
  unit text not null,
  uscc text collate "C",
  tasks text not null,
  audits boolean not null,
  mandate_from date not null,
  mandate_until date not null,
  revoked_on date,
  revoke_reason text,
  status text collate "C" not null check (status in ('coming', 'holding', 'over', 'revoked')),
  holds boolean not null
);
create index on mandate (jurisdiction);
create index on mandate (entity);

create table policy (
  like timeline including all,
  like levels including all,
  jurisdiction text collate "C" not null,
  code text collate "C" not null,
  department text collate "C" not null,
  name text not null,
  document text not null,
  clause text,
  grades text not null,
  effect text collate "C" not null check (effect in ('reward', 'restrict')),
  details text not null
);
create index on policy (jurisdiction);

drop table timeline, levels, of_cycle;

do $$
declare
  name text;
  at_the_point constant text := $point$ and s.valid @> current_setting('yimu.as_of')::date
    and s.recorded @> current_setting('yimu.known_at')::timestamptz offset 0$point$;
  cleared constant text := $claims$(secret = '' or 'task-force' = any (string_to_array(current_setting('yimu.roles'), ','))
    or ('department' = any (string_to_array(current_setting('yimu.roles'), ',')) and secret = current_setting('yimu.department')))$claims$;
  inside constant text := $scope$town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi')$scope$;
  -- What a district or city gives out holds for all below it.
  above constant text := $scope$town_code in (left(current_setting('yimu.lo'), 6) || '000', left(current_setting('yimu.lo'), 2) || '0000000')$scope$;
begin
  foreach name in array array['town_list', 'class_list', 'class_decision', 'class_change', 'published_class', 'final_grade', 'final_grade_party',
                              'objection', 'objection_detail', 'task_force', 'task_force_member', 'mandate', 'policy'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
  end loop;

  foreach name in array array['town_list', 'class_list', 'class_change', 'objection'] loop
    execute format('create policy subtree on %I for select to yimu_scope_subtree using (%s)', name, inside);
  end loop;
  foreach name in array array['class_decision', 'published_class', 'task_force', 'task_force_member', 'mandate', 'policy'] loop
    execute format('create policy subtree on %I for select to yimu_scope_subtree using ((%s) or %s)', name, inside, above);
  end loop;
  execute format('create policy subtree on objection_detail for select to yimu_scope_subtree using (%s and %s)', inside, cleared);

  -- An enterprise sees the decisions and policies of the places where it has land or was graded, and its own objections.
  foreach name in array array['class_decision', 'published_class', 'policy'] loop
    execute format($policy$create policy party on %1$I for select to yimu_scope_party
      using (exists (select from scope_row s join parcel p on p.entity = s.subject
        where %1$I.town_code in (p.town_code, rpad(p.district_code, 9, '0'), rpad(p.city_code, 9, '0'))
          and p.valid @> current_setting('yimu.as_of')::date and p.recorded @> current_setting('yimu.known_at')::timestamptz%2$s)
        or exists (select from scope_row s join assessment p on p.entity = s.subject
        where %1$I.town_code in (p.town_code, rpad(p.district_code, 9, '0'), rpad(p.city_code, 9, '0'))
          and p.valid @> current_setting('yimu.as_of')::date and p.recorded @> current_setting('yimu.known_at')::timestamptz%2$s))$policy$,
      name, at_the_point);
  end loop;
  foreach name in array array['objection', 'objection_detail'] loop
    execute format($policy$create policy party on %I for select to yimu_scope_party using (party_id::text = current_setting('yimu.scope'))$policy$, name);
  end loop;

  -- Who sees that a class of a list is published sees what stands on it.
  execute format($policy$create policy published on final_grade for select to yimu_scope_subtree, yimu_scope_party
    using (exists (select from published_class s where s.jurisdiction = final_grade.list_jurisdiction and s.cycle = final_grade.cycle
      and s.edition = final_grade.list_edition and s.grade = final_grade.grade%s))$policy$, at_the_point);
  execute format('create policy published on final_grade_party for select to yimu_scope_subtree, yimu_scope_party
    using (exists (select from final_grade s where s.entity = final_grade_party.entity%s))', at_the_point);
  execute format('create policy published on party_register for select to yimu_scope_subtree, yimu_scope_party
    using (exists (select from final_grade_party s where s.party_id = party_register.party_id%s))', at_the_point);

  -- A unit sees its own mandate, and on the days on which that holds the parcels and health checks of the place, secret figures aside;
  -- what enterprises declared themselves only if it is to audit that.
  create policy mandate on mandate for select to yimu_scope_mandate using (entity = 'mandate-' || current_setting('yimu.scope'));
  foreach name in array array['parcel', 'parcel_area', 'health_check', 'health_check_enterprise', 'submission_form', 'submission_figure',
                              'submission_figure_detail'] loop
    execute format($policy$create policy mandated on %1$I for select to yimu_scope_mandate
      using (%3$s exists (select from mandate s where s.holds %4$s and s.jurisdiction in (%1$I.town_code, %1$I.district_code, %1$I.city_code)%2$s))$policy$,
      name, at_the_point, case name when 'submission_figure_detail' then 'secret = '''' and' else '' end,
      case when name like 'submission\_%' then format('and (s.audits or not %I.declared)', name) else '' end);
  end loop;
  execute format('create policy mandated on form_schema for select to yimu_scope_mandate using (exists (select from mandate s
    where s.holds and form_schema.jurisdiction in (s.jurisdiction, s.district_code, s.city_code)%s))', at_the_point);
  execute format('create policy mandated on party_register for select to yimu_scope_mandate
    using (exists (select from health_check_enterprise s where s.party_id = party_register.party_id%s))', at_the_point);
end $$;
