-- So that every list is a page that follows an index in the order of the list, for a town as for the city. Two time axes as in 000001, two
-- locks as in 000002. Rows that were folded before are filled by the service, which rebuilds what an older release
-- folded when it starts.

create table timeline (
  entity text collate "C" not null,
  row_key text collate "C" not null,
  digest text collate "C" not null,
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  event_id uuid not null,
  revision integer not null,
  exclude using gist ((md5(entity || ' ' || row_key)::uuid) with =, valid with &&, recorded with &&)
);
create table levels (
  city_code text collate "C" not null,
  district_code text collate "C" not null,
  town_code text collate "C" not null
);

-- One row per party and place that sees it, second entries left out: what lists of parties go by. All else of the party is in party.
create table party_place (
  like timeline including all,
  like levels including all,
  party_id uuid not null,
  name_key text collate "C" not null,
  kind text collate "C" not null,
  uscc text collate "C",
  status text collate "C" not null
);
create index on party_place (entity);
create index on party_place (city_code, name_key, party_id);
create index on party_place (district_code, name_key, party_id);
create index on party_place (town_code, name_key, party_id);
create index on party_place (uscc);

-- One row per finding and place that sees it.
create table finding_place (
  like timeline including all,
  like levels including all,
  finding_id uuid not null,
  opened_on date not null,
  status text collate "C" not null,
  rule text collate "C" not null
);
create index on finding_place (entity);
create index on finding_place (city_code, opened_on, finding_id);
create index on finding_place (district_code, opened_on, finding_id);
create index on finding_place (town_code, opened_on, finding_id);
create index on finding (finding_id);

-- Parcels by area, those without one first.
create index on parcel (city_code, (coalesce(area_units, -1)), parcel_id);
create index on parcel (district_code, (coalesce(area_units, -1)), parcel_id);
create index on parcel (town_code, (coalesce(area_units, -1)), parcel_id);

-- The audit trail of a place, in its order.
create index on event_scope (city_code, position);
create index on event_scope (district_code, position);
-- Offset 0: asked event by event. Else all that concerns a city is gathered for the twenty events of a page.
alter policy subtree on event using (exists (select from event_scope s where s.position = event.position offset 0));

drop table timeline, levels;

-- Other kinds of scope have no policy, and so no rows: what they see is found by what names them.
do $$
declare
  name text;
begin
  foreach name in array array['party_place', 'finding_place'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
    execute format($policy$create policy subtree on %I for select to yimu_scope_subtree
      using (town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi'))$policy$, name);
  end loop;
end $$;
