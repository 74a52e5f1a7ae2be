-- Parcels over their lives, parties and who holds them, units of the base map: two time axes as in 000001, two locks as in 000002.

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

alter table parcel add column unified_code text collate "C";
alter table parcel add column growth_boundary text collate "C";
alter table parcel add column zone_position text collate "C";
alter table parcel add column zone_name text;
alter table parcel add column tenure_kind text collate "C";
alter table parcel add column tenure_from date;
alter table parcel add column tenure_until date;
alter table parcel add column leasing_use boolean;

-- The shape stands apart: it is large and seldom asked for.
create table parcel_shape (
  like timeline including all,
  like levels including all,
  parcel_id uuid not null,
  crs text collate "C" not null,
  shape text not null
);
create index on parcel_shape (parcel_id);

-- What a parcel came out of, what took its place, which one it is a second entry of.
create table parcel_link (
  like timeline including all,
  like levels including all,
  parcel_id uuid not null,
  other_id uuid not null,
  kind text collate "C" not null check (kind in ('predecessor', 'successor', 'duplicate')),
  by text collate "C",
  lineage_id uuid,
  since date not null
);
create index on parcel_link (parcel_id, kind);

-- Until now every party was an enterprise that exists.
alter table party add column kind text collate "C" not null default 'enterprise';
alter table party add column status text collate "C" not null default 'existing';
alter table party add column former_names text not null default '[]';
alter table party add column successors text not null default '[]';
alter table party add column duplicate_of uuid;

-- What the public register says of a party, for those who meet it outside their scope. A natural person has neither name nor code here.
create table party_register (
  like timeline including all,
  party_id uuid not null,
  kind text collate "C" not null,
  name text,
  uscc text collate "C"
);
create index on party_register (party_id);

create table party_controller (
  like timeline including all,
  party_id uuid not null,
  controller_id uuid not null,
  place integer not null
);
create index on party_controller (party_id);
create index on party_controller (controller_id);

-- One row per company of which something is known; `total` is what the known shares add up to. `subject` is whoever sees the company.
create table shareholding (
  like timeline including all,
  company_id uuid not null,
  subject text collate "C" not null,
  total text collate "C" not null
);
create index on shareholding (company_id);

create table holding (
  like timeline including all,
  company_id uuid not null,
  subject text collate "C" not null,
  holder_id uuid not null,
  share text collate "C",
  joint_group integer,
  joint_share text collate "C",
  place integer not null
);
create index on holding (company_id);
create index on holding (holder_id);

create table share_freeze (
  like timeline including all,
  company_id uuid not null,
  subject text collate "C" not null,
  freeze_id uuid not null,
  holder_id uuid not null,
  share text collate "C" not null,
  court text not null,
  case_number text not null,
  waiting boolean not null,
  since date not null,
  until date
);
create index on share_freeze (company_id);

-- One row per interest and place that it concerns: a town learns of what a party has there, and of nothing elsewhere.
create table interest (
  like timeline including all,
  like levels including all,
  party_id uuid not null,
  kind text collate "C" not null check (kind in ('company', 'land')),
  target_id uuid not null
);
create index on interest (party_id);
create index on interest (target_id);

-- One row per unit and place that its records name.
create table base_map_unit (
  like timeline including all,
  like levels including all,
  entry_id uuid not null,
  district text collate "C" not null,
  unified_code text collate "C",
  parcel_id uuid,
  open_conflicts integer not null,
  proposed_matches integer not null
);
create index on base_map_unit (entity);
create index on base_map_unit (parcel_id);
create index on base_map_unit (entry_id);
create index on base_map_unit (city_code, entry_id);
create index on base_map_unit (district_code, entry_id);
create index on base_map_unit (town_code, entry_id);

create table base_map_value (
  like timeline including all,
  entry_id uuid not null,
  attribute text collate "C" not null,
  value text not null,
  origin text collate "C" not null,
  record_number text not null,
  counts boolean not null,
  decided boolean not null,
  conflict boolean not null,
  sources text not null
);
create index on base_map_value (entry_id);

create table base_map_match (
  like timeline including all,
  entry_id uuid not null,
  parcel_id uuid not null,
  standing text collate "C" not null check (standing in ('proposed', 'confirmed', 'rejected', 'annulled')),
  grounds text not null
);
create index on base_map_match (entry_id);

drop table timeline, levels;

-- Offset 0 in a policy: asked row by row through the index. Else the planner hashes everything that the scope sees, for a page of 20.
do $$
declare
  name text;
  now_and_then constant text := $point$ and s.valid @> current_setting('yimu.as_of')::date
    and s.recorded @> current_setting('yimu.known_at')::timestamptz offset 0$point$;
begin
  foreach name in array array['parcel_shape', 'parcel_link', 'party_register', 'party_controller', 'shareholding', 'holding', 'share_freeze',
                              'interest', 'base_map_unit', 'base_map_value', 'base_map_match'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
  end loop;

  foreach name in array array['parcel_shape', 'parcel_link', 'interest', 'base_map_unit'] loop
    execute format($policy$create policy subtree on %I for select to yimu_scope_subtree
      using (town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi'))$policy$, name);
  end loop;

  foreach name in array array['parcel_shape', 'parcel_link'] loop
    execute format('create policy named on %I for select to yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case
      using (exists (select from scope_row s where s.subject = %I.entity%s))', name, name, now_and_then);
  end loop;

  -- Who holds or controls a party is seen by whoever sees the party; each role reads scope_row under its own policy.
  execute format('create policy beside on party_controller for select
    to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case
    using (exists (select from scope_row s where s.subject = party_controller.entity%s))', now_and_then);
  foreach name in array array['shareholding', 'holding', 'share_freeze'] loop
    execute format('create policy beside on %I for select
      to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case
      using (exists (select from scope_row s where s.subject = %I.subject%s))', name, name, now_and_then);
  end loop;

  -- The public register shows of a party outside the scope what the law publishes, where the party appears inside it.
  execute format('create policy appearing on party_register for select
    to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case
    using (exists (select from scope_row s where s.subject = party_register.entity%1$s)
      or exists (select from holding s where s.holder_id = party_register.party_id%1$s)
      or exists (select from party_controller s where s.controller_id = party_register.party_id%1$s)
      or exists (select from interest s where s.party_id = party_register.party_id%1$s)
      or exists (select from interest s where s.target_id = party_register.party_id%1$s))', now_and_then);

  foreach name in array array['base_map_value', 'base_map_match'] loop
    execute format('create policy subtree on %I for select to yimu_scope_subtree
      using (exists (select from base_map_unit s where s.entity = %I.entity%s))', name, name, now_and_then);
  end loop;

  execute 'drop policy subtree on party';
  execute format('create policy subtree on party for select to yimu_scope_subtree
    using (exists (select from scope_row s where s.subject = party.entity and s.kind = ''subtree''%s))', now_and_then);
end $$;

-- An enterprise sees what it has itself.
create policy party on interest for select to yimu_scope_party using (party_id::text = current_setting('yimu.scope'));
