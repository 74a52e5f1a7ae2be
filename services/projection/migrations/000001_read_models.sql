-- Read models on two time axes (design §5), each row under forced row-level security (design §6).
-- Every timeline table has: entity (the stream it is folded from), row_key and digest (what the engine compares), valid (dates of law),
-- recorded (when it was known; open = still believed), event_id (provenance) and revision (where the stream stood when this was last
-- believed; what If-Match wants, and not indexed, so that moving it on costs next to nothing).

create extension if not exists btree_gist;

do $$
declare name text;
begin
  foreach name in array array['yimu_projector', 'yimu_scope_subtree', 'yimu_scope_park', 'yimu_scope_party', 'yimu_scope_mandate', 'yimu_scope_case'] loop
    if not exists (select from pg_roles where rolname = name) then
      begin
        execute format('create role %I nologin', name);
      exception when duplicate_object or unique_violation then null; -- another database of this cluster was faster
      end;
    end if;
  end loop;
end $$;

revoke create on schema public from public;
grant usage on schema public to yimu_projector, yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case;

-- Where the projections stand. One leader writes it, by lease; epoch fences an older leader out.
create table checkpoint (
  name text primary key,
  owner text,
  epoch bigint not null default 0,
  expires_at timestamptz,
  position text collate "C",
  -- Up to when the answers are complete: moves even while nothing happens.
  watermark timestamptz
);

-- The audit trail, and the facts the timelines are folded from. known_from is stored once and never recomputed.
create table event (
  position text collate "C" primary key,
  id uuid not null,
  stream text collate "C" not null,
  revision integer not null,
  type text collate "C" not null,
  version integer not null,
  effective_on date not null,
  recorded_at timestamptz not null,
  known_from timestamptz not null,
  actor_sub text not null,
  actor_role text not null,
  actor_department text,
  document text not null,
  -- The parcel it tells of, if it tells of one: the audit trail of a parcel crosses streams.
  parcel_id uuid,
  body text not null,
  unique (stream, revision)
);
create index on event (parcel_id, position) where parcel_id is not null;

-- Whom an event concerns: the codes valid then.
create table event_scope (
  position text collate "C" not null references event,
  city_code text collate "C" not null,
  district_code text collate "C" not null,
  town_code text collate "C" not null,
  primary key (town_code, position)
);
create index on event_scope (position);

-- What every timeline table is made of, and what the locks look at. Patterns for LIKE, dropped again below.
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

-- Things without a single town, and the four scope kinds that are not subtrees: who sees which entity, when (design §6).
create table scope_row (
  like timeline including all,
  kind text collate "C" not null check (kind in ('subtree', 'park', 'party', 'mandate', 'case')),
  value text collate "C" not null,
  city_code text collate "C",
  district_code text collate "C",
  town_code text collate "C",
  subject text collate "C" not null
);
create index on scope_row (subject, kind);
create index on scope_row (kind, value);

create table jurisdiction (
  like timeline including all,
  like levels including all,
  code text collate "C" not null,
  name text not null,
  level text collate "C" not null check (level in ('city', 'district', 'town')),
  parent text collate "C",
  successor text collate "C"
);
create index on jurisdiction (code);
create index on jurisdiction (parent);

create table parcel (
  like timeline including all,
  like levels including all,
  parcel_id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  address text,
  land_use text collate "C",
  ownership text collate "C",
  legality text collate "C",
  area_units bigint,
  area_low bigint,
  area_high bigint,
  area_conflict text collate "C" not null check (area_conflict in ('none', 'open', 'resolved')),
  parcel_code text collate "C",
  unit_code text collate "C"
);
create index on parcel (parcel_id);
create index on parcel (city_code, name_key, parcel_id);
create index on parcel (district_code, name_key, parcel_id);
create index on parcel (town_code, name_key, parcel_id);

create table parcel_area (
  like timeline including all,
  like levels including all,
  parcel_id uuid not null,
  observation uuid not null,
  value text not null,
  unit text collate "C" not null,
  units bigint not null,
  counted boolean not null,
  document text,
  annex text,
  source_row text
);
create index on parcel_area (parcel_id);

create table party (
  like timeline including all,
  party_id uuid not null,
  name text not null,
  name_key text collate "C" not null,
  uscc text collate "C"
);
create index on party (party_id);
create index on party (name_key, party_id);

create table land_user (
  like timeline including all,
  like levels including all,
  party_id uuid not null,
  parcel_id uuid not null,
  name_as_printed text not null,
  role text collate "C" not null,
  confirmed boolean not null
);
create index on land_user (parcel_id);
create index on land_user (party_id);

create table plan_entry (
  like timeline including all,
  like levels including all,
  entry_id uuid not null,
  parcel_id uuid not null,
  enterprise text not null,
  document text not null,
  list text not null,
  source_row text not null,
  category text collate "C" not null check (category in ('revitalise', 'vacate', 'upgrade')),
  mode text not null,
  mapped_route text collate "C",
  year integer not null,
  area_value text,
  area_unit text collate "C",
  area_units bigint,
  matched_by text collate "C" not null
);
create index on plan_entry (parcel_id);
create index on plan_entry (district_code, year);
create index on plan_entry (town_code, year);

create table target (
  like timeline including all,
  like levels including all,
  jurisdiction text collate "C" not null,
  year integer not null,
  number text,
  indicator text not null,
  unit text,
  dimension text,
  plan_category text collate "C",
  floor text,
  assured text,
  stretch text,
  actual text
);
create index on target (jurisdiction, year);

create table finding (
  like timeline including all,
  finding_id uuid not null,
  rule text collate "C" not null,
  subject_kind text collate "C" not null,
  subject_id uuid not null,
  status text collate "C" not null check (status in ('open', 'closed')),
  title_zh text not null,
  title_en text not null,
  detail text not null,
  opened_on date not null,
  outcome text collate "C",
  reason text
);
create index on finding (opened_on, finding_id);
create index on finding (subject_id);

create table import_row (
  like timeline including all,
  like levels including all,
  row_id text collate "C" not null,
  document text not null,
  list text not null,
  source_row text not null,
  name text not null,
  content_hash text collate "C" not null,
  cells text not null,
  target_kind text collate "C" not null,
  target_id text collate "C" not null
);
create index on import_row (town_code, document);

drop table timeline, levels;
