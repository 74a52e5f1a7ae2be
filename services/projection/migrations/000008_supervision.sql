-- Who leases or holds a parcel since when, and the years after which that is under supervision: two time axes as in 000001, two locks as
-- in 000002. From which day on a tenure is under supervision depends on the rule of the day asked about, so it stands in no row.

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

-- One row for each place that the parcel concerns. `counted_from`: its own first day, or that of the tenure that it goes on with.
create table supervised_tenure (
  like timeline including all,
  like levels including all,
  parcel_id uuid not null,
  tenure_id uuid not null,
  kind text collate "C" not null check (kind in ('lease', 'holding')),
  party_ids text not null,
  tenure_from date not null,
  tenure_until date,
  counted_from date not null
);
create index on supervised_tenure (parcel_id);
create index on supervised_tenure (city_code, counted_from, tenure_id);
create index on supervised_tenure (district_code, counted_from, tenure_id);
create index on supervised_tenure (town_code, counted_from, tenure_id);

create table supervision_rule (
  like timeline including all,
  code text collate "C" not null,
  lease_years integer not null,
  holding_years integer not null
);
create index on supervision_rule (code);

drop table timeline, levels;

do $$
declare name text;
begin
  foreach name in array array['supervised_tenure', 'supervision_rule'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
  end loop;
end $$;

-- For offices of the government only: other kinds of scope have no policy, and so no rows.
create policy subtree on supervised_tenure for select to yimu_scope_subtree
  using (town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi'));
-- After how many years land is under supervision is published; a town needs the rules of those above it.
create policy subtree on supervision_rule for select to yimu_scope_subtree using (true);
