-- What questions over several contexts are asked by: changes of equity by the land of the company, rounds of auctions by parcel, rights by
-- place. Two time axes as in 000001, two locks as in 000002. Rows that were folded before are filled by the
-- service, which rebuilds what an older release folded when it starts.

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

-- One row per change of equity that took place, parcel that the company had on the day, and town of the parcel. `control_changed` is null
-- where nobody determined whether the actual control changed, or nobody could.
create table equity_change (
  like timeline including all,
  like levels including all,
  equity_id uuid not null,
  company_id uuid not null,
  parcel_id uuid not null,
  changed_on date not null,
  control_changed boolean
);
create index on equity_change (entity);
create index on equity_change (city_code, control_changed, changed_on);
create index on equity_change (district_code, control_changed, changed_on);
create index on equity_change (town_code, control_changed, changed_on);
create index on equity_change (parcel_id);

alter table equity_transfer add column control_changed boolean;

-- The parcel that is sold in a round; null for shares.
alter table auction_round add column parcel_id uuid;
create index on auction_round (parcel_id, auction_on);

-- One row per right that stands and town of its parcel: what lists of rights go by. Everything else of the right is in title_right.
create table right_place (
  like timeline including all,
  like levels including all,
  parcel_id uuid not null,
  right_id uuid not null,
  kind text collate "C" not null,
  since date not null,
  until date,
  certificate_number text collate "C",
  seized boolean not null,
  mortgaged boolean not null
);
create index on right_place (city_code, since, right_id);
create index on right_place (district_code, since, right_id);
create index on right_place (town_code, since, right_id);
create index on right_place (city_code, since, right_id) where seized;
create index on right_place (district_code, since, right_id) where seized;
create index on right_place (town_code, since, right_id) where seized;
create index on right_place (city_code, since, right_id) where mortgaged;
create index on right_place (district_code, since, right_id) where mortgaged;
create index on right_place (town_code, since, right_id) where mortgaged;
create index on right_place (certificate_number);
create index on right_place (entity);
create index on right_place (right_id);

create index on plan_entry (city_code, year, entry_id);
create index on plan_entry (district_code, year, entry_id);
create index on plan_entry (town_code, year, entry_id);

drop table timeline, levels;

-- For offices of the government only: other kinds of scope have no policy, and so no rows.
do $$
declare
  name text;
begin
  foreach name in array array['equity_change', 'right_place'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
    execute format($policy$create policy subtree on %I for select to yimu_scope_subtree
      using (town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi'))$policy$, name);
  end loop;
end $$;
