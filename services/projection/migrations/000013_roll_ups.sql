-- Roll-ups: sums by place and cell, right for any day and any moment of knowledge. A row of a timeline that holds over [f, t) and is known
-- over [r0, r1) and that adds m to a cell is four steps on the plane of both times: +m at (f, r0), -m at (t, r0), -m at (f, r1) and +m at
-- (t, r1). The sum at (day, moment) is that of all steps up to both. Two time axes as in 000001, two locks as in 000002.

-- What a result counts as in a sum: use and area of the parcel on its day, as known when it was recorded.
alter table assessment add column land_use text collate "C";
alter table assessment add column area_units bigint;
-- The codes that an open finding concerns, JSON.
alter table finding add column places text;
-- Of the entries of one parcel in one category and year the first of each town, of each district and of each city: sums take that one.
alter table plan_entry add column first_in_town boolean;
alter table plan_entry add column first_in_district boolean;
alter table plan_entry add column first_in_city boolean;
-- A parcel that is a second entry of another counts as that one; there are few.
create index on parcel_link (town_code) where kind = 'duplicate';

-- A cell: `kind` is parcel, grade (a result), plan (an entry of a plan list) or finding. A result has the cycle, the grade and the land
-- use; of an entry these three are the year, the category and the mapped route; '' stands for none.
create table cell (
  kind text collate "C" not null check (kind in ('parcel', 'grade', 'plan', 'finding')),
  cycle text collate "C" not null,
  grade text collate "C" not null,
  land_use text collate "C" not null
);
-- What is added up: how many; of them marked (a parcel: with an open conflict of areas; a result: decided by the city); of them with an
-- area; and areas in ⅓ cm² as counted, at the lowest and at the highest (a result has but one).
create table measures (
  things bigint not null,
  marked bigint not null,
  with_area bigint not null,
  units bigint not null,
  low bigint not null,
  high bigint not null
);
create table levels (
  city_code text collate "C" not null,
  district_code text collate "C" not null,
  town_code text collate "C" not null
);

-- The steps, each with the place valid then, in the order in which they came (which is seldom not that of `known`). What counts in several
-- towns counts once in their district and once in their city.
create table roll_up_step (
  seq bigint generated always as identity primary key,
  known timestamptz not null,
  on_day date not null,
  like levels including all,
  of_town boolean not null,
  of_district boolean not null,
  of_city boolean not null,
  like cell including all,
  like measures including all
);
create index on roll_up_step (town_code, kind, cycle);

-- All steps by place and span of days: A all days, Y a year, M a month, D a day, and of a town, which has few, A and T a day. As known now.
-- The sum on a day is A less the spans after it: today nearly none.
create table roll_up_now (
  like levels including all,
  like cell including all,
  grain text collate "C" not null,
  on_day date not null,
  like measures including all,
  primary key (town_code, kind, grain, on_day, cycle, grade, land_use)
) with (fillfactor = 70);

-- Steps from `first` up to but not including `past`, added up once they are many; and sixteen such runs in one, their `whole`.
create table roll_up_run (
  run bigint generated always as identity primary key,
  level integer not null,
  first bigint not null,
  past bigint not null,
  least_known timestamptz not null,
  last_known timestamptz not null,
  whole bigint references roll_up_run
);
create index on roll_up_run (level, past);

-- A run as roll_up_now, of districts and cities: of a town the steps themselves are few.
create table roll_up_run_sum (
  run bigint not null,
  like levels including all,
  like cell including all,
  grain text collate "C" not null,
  on_day date not null,
  like measures including all,
  primary key (kind, grain, run, town_code, on_day, cycle, grade, land_use)
);

drop table cell, measures, levels;

-- What steps from `start` up to but not including `stop` add to each place and span that they count in. A row of a district or city itself
-- has its code padded, which is no town's.
create function roll_up_entries(start bigint, stop bigint, towns boolean) returns table (city_code text, district_code text, town_code text,
  kind text, cycle text, grade text, land_use text, grain text, on_day date,
  things bigint, marked bigint, with_area bigint, units bigint, low bigint, high bigint)
language sql stable set search_path from current as $$
  with together as materialized (
    select s.city_code, s.district_code, case when towns then s.town_code end as town_code, s.of_town, s.of_district, s.of_city,
      s.kind, s.cycle, s.grade, s.land_use, s.on_day, sum(s.things) as things, sum(s.marked) as marked, sum(s.with_area) as with_area,
      sum(s.units) as units, sum(s.low) as low, sum(s.high) as high
    from roll_up_step s where s.seq >= start and s.seq < stop group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  ), places as materialized (
    select city_code, city_code as district_code, rpad(city_code, 9, '0') as town_code, 'YMD' as spans, kind, cycle, grade, land_use, on_day,
      sum(things) as things, sum(marked) as marked, sum(with_area) as with_area, sum(units) as units, sum(low) as low, sum(high) as high
    from together where of_city group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    union all
    select city_code, district_code, rpad(district_code, 9, '0'), 'YMD', kind, cycle, grade, land_use, on_day,
      sum(things), sum(marked), sum(with_area), sum(units), sum(low), sum(high)
    from together where of_district and district_code <> city_code group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    union all
    select city_code, district_code, town_code, 'T', kind, cycle, grade, land_use, on_day,
      sum(things), sum(marked), sum(with_area), sum(units), sum(low), sum(high)
    from together where of_town and towns and right(town_code, 3) <> '000' group by 1, 2, 3, 4, 5, 6, 7, 8, 9
  ), spans as (
    select p.*, 'A' as grain, date '0001-01-01' as first_day from places p
    union all select p.*, 'Y', date_trunc('year', on_day::timestamp)::date from places p where spans = 'YMD'
    union all select p.*, 'M', date_trunc('month', on_day::timestamp)::date from places p where spans = 'YMD'
    union all select p.*, case spans when 'T' then 'T' else 'D' end, on_day from places p
  )
  select city_code, district_code, town_code, kind, cycle, grade, land_use, grain, first_day,
    sum(things)::bigint, sum(marked)::bigint, sum(with_area)::bigint, sum(units)::bigint, sum(low)::bigint, sum(high)::bigint
  from spans group by 1, 2, 3, 4, 5, 6, 7, 8, 9
$$;

-- Adds the steps from `first` on to what is known now.
create function roll_up_add(first bigint) returns void language sql set search_path from current as $$
  insert into roll_up_now as n (city_code, district_code, town_code, kind, cycle, grade, land_use, grain, on_day,
      things, marked, with_area, units, low, high)
    select city_code, district_code, town_code, kind, cycle, grade, land_use, grain, on_day, things, marked, with_area, units, low, high
    from roll_up_entries(first, 9223372036854775807, true)
    where (things, marked, with_area, units, low, high) <> (0, 0, 0, 0, 0, 0)
    order by town_code, kind, grain, on_day, cycle, grade, land_use
  on conflict (town_code, kind, grain, on_day, cycle, grade, land_use) do update set things = n.things + excluded.things,
    marked = n.marked + excluded.marked, with_area = n.with_area + excluded.with_area, units = n.units + excluded.units,
    low = n.low + excluded.low, high = n.high + excluded.high
$$;

-- Adds up the steps that no run holds yet, so many to a run and the rest left; and every sixteen runs.
create function roll_up_close(size bigint) returns void language plpgsql set search_path from current as $$
declare
  start bigint;
  stop bigint;
  added bigint;
  ripe bigint[];
begin
  loop
    select coalesce(max(past), 0) into start from roll_up_run where level = 1;
    select seq + 1 into stop from roll_up_step where seq >= start order by seq offset size - 1 limit 1;
    exit when stop is null;
    insert into roll_up_run (level, first, past, least_known, last_known)
      select 1, start, stop, min(known), max(known) from roll_up_step where seq >= start and seq < stop returning run into added;
    insert into roll_up_run_sum (run, city_code, district_code, town_code, kind, cycle, grade, land_use, grain, on_day,
        things, marked, with_area, units, low, high)
      select added, city_code, district_code, town_code, kind, cycle, grade, land_use, grain, on_day,
        things, marked, with_area, units, low, high
      from roll_up_entries(start, stop, false) where (things, marked, with_area, units, low, high) <> (0, 0, 0, 0, 0, 0)
      order by kind, grain, town_code, on_day, cycle, grade, land_use;
    select array_agg(run) into ripe from roll_up_run where level = 1 and whole is null having count(*) >= 16;
    continue when ripe is null;
    insert into roll_up_run (level, first, past, least_known, last_known)
      select 2, min(first), max(past), min(least_known), max(last_known) from roll_up_run where run = any (ripe) returning run into added;
    insert into roll_up_run_sum (run, city_code, district_code, town_code, kind, cycle, grade, land_use, grain, on_day,
        things, marked, with_area, units, low, high)
      select added, city_code, district_code, town_code, kind, cycle, grade, land_use, grain, on_day,
        sum(things), sum(marked), sum(with_area), sum(units), sum(low), sum(high)
      from roll_up_run_sum where run = any (ripe)
      group by kind, grain, town_code, on_day, cycle, grade, land_use, city_code, district_code
      order by kind, grain, town_code, on_day, cycle, grade, land_use;
    update roll_up_run set whole = added where run = any (ripe);
  end loop;
end $$;

-- What the rows of a timeline add to sums, each with its spans: what src/roll-ups/contributions.ts says of a belief.
create view roll_up_contribution with (security_invoker = true) as
  select 'parcel' as kind, '' as cycle, '' as grade, coalesce(land_use, '') as land_use, valid, recorded,
    city_code, district_code, town_code, true as of_town, true as of_district, true as of_city,
    1 as things, (area_conflict = 'open')::int as marked, (area_units is not null)::int as with_area,
    coalesce(area_units, 0) as units, coalesce(area_low, 0) as low, coalesce(area_high, 0) as high
  from parcel
  union all
  select 'grade', cycle, coalesce(grade, ''), coalesce(land_use, ''), valid, recorded,
    city_code, district_code, town_code, true, first_in_district, first_in_city,
    1, final::int, (area_units is not null)::int, coalesce(area_units, 0), coalesce(area_units, 0), coalesce(area_units, 0)
  from assessment where standing
  union all
  select 'plan', year::text, category, coalesce(mapped_route, ''), valid, recorded,
    city_code, district_code, town_code, first_in_town, first_in_district, first_in_city,
    1, 0, (area_units is not null)::int, coalesce(area_units, 0), coalesce(area_units, 0), coalesce(area_units, 0)
  from plan_entry where first_in_town or first_in_district or first_in_city
  union all
  select 'finding', '', '', '', f.valid, f.recorded, p.city_code, p.district_code, p.town_code, true,
    p.n = min(p.n) over (partition by f.entity, f.digest, f.recorded, p.district_code),
    p.n = min(p.n) over (partition by f.entity, f.digest, f.recorded, p.city_code), 1, 0, 0, 0, 0, 0
  from finding f
  cross join lateral (
    select n, case when length(code) = 9 then left(code, 6) else code end as district_code, left(code, 2) || '0000' as city_code,
      rpad(code, 9, '0') as town_code
    from jsonb_array_elements_text(f.places::jsonb) with ordinality as e (code, n)) p
  where f.status = 'open';

-- All steps of these kinds anew from the rows that are there, as known then and now.
create function roll_up_again(kinds text[], size bigint) returns void language plpgsql set search_path from current as $$
declare
  start bigint;
begin
  delete from roll_up_now where kind = any (kinds);
  delete from roll_up_run_sum where kind = any (kinds);
  delete from roll_up_step where kind = any (kinds);
  select coalesce(max(seq), 0) + 1 into start from roll_up_step;
  start := greatest(start, (select coalesce(max(past), 0) from roll_up_run));
  insert into roll_up_step (known, on_day, city_code, district_code, town_code, of_town, of_district, of_city, kind, cycle, grade, land_use,
      things, marked, with_area, units, low, high)
    select k.known, d.on_day, c.city_code, c.district_code, c.town_code, c.of_town, c.of_district, c.of_city, c.kind, c.cycle, c.grade, c.land_use,
      sum(d.sign * k.sign * c.things), sum(d.sign * k.sign * c.marked), sum(d.sign * k.sign * c.with_area),
      sum(d.sign * k.sign * c.units), sum(d.sign * k.sign * c.low), sum(d.sign * k.sign * c.high)
    from roll_up_contribution c
    cross join lateral (values (lower(c.valid), 1), (upper(c.valid), -1)) d (on_day, sign)
    cross join lateral (values (lower(c.recorded), 1), (upper(c.recorded), -1)) k (known, sign)
    where c.kind = any (kinds) and d.on_day is not null and k.known is not null
    group by k.known, d.on_day, c.city_code, c.district_code, c.town_code, c.of_town, c.of_district, c.of_city, c.kind, c.cycle, c.grade, c.land_use
    having (sum(d.sign * k.sign * c.things), sum(d.sign * k.sign * c.marked), sum(d.sign * k.sign * c.with_area),
      sum(d.sign * k.sign * c.units), sum(d.sign * k.sign * c.low), sum(d.sign * k.sign * c.high)) <> (0, 0, 0, 0, 0, 0)
    order by k.known, d.on_day;
  perform roll_up_add(start);
  perform roll_up_close(size);
end $$;

do $$
declare
  name text;
  inside constant text := $scope$town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi')$scope$;
begin
  -- Rows from before this migration: the owner reads past the policies while it counts them.
  foreach name in array array['parcel', 'assessment', 'plan_entry', 'finding', 'scope_row'] loop
    execute format('alter table %I no force row level security', name);
  end loop;
  update finding f set places = (select coalesce(jsonb_agg(distinct s.value), '[]')::text from scope_row s
    where s.subject = f.entity and s.kind = 'subtree' and upper_inf(s.recorded));
  update plan_entry e set (first_in_town, first_in_district, first_in_city) = (
    select coalesce(bool_and(o.town_code <> e.town_code), true), coalesce(bool_and(o.district_code <> e.district_code), true),
      coalesce(bool_and(o.city_code <> e.city_code), true)
    from plan_entry o where o.parcel_id = e.parcel_id and o.category = e.category and o.year = e.year
      and o.valid && e.valid and o.recorded && e.recorded
      and (o.document collate "C", o.list collate "C", length(o.source_row), o.source_row collate "C", o.entry_id)
        < (e.document collate "C", e.list collate "C", length(e.source_row), e.source_row collate "C", e.entry_id));
  perform roll_up_again(array['parcel', 'grade', 'plan', 'finding'], 4096);
  foreach name in array array['parcel', 'assessment', 'plan_entry', 'finding', 'scope_row'] loop
    execute format('alter table %I force row level security', name);
  end loop;

  foreach name in array array['roll_up_step', 'roll_up_now', 'roll_up_run_sum', 'roll_up_run'] loop
    execute format('grant select, insert, update, delete on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
  end loop;
  foreach name in array array['roll_up_step', 'roll_up_now', 'roll_up_run_sum'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('create policy subtree on %I for select to yimu_scope_subtree using (%s)', name, inside);
  end loop;
end $$;

-- Which steps are added up is no tenant's secret.
alter table roll_up_run enable row level security;
alter table roll_up_run force row level security;
create policy projector on roll_up_run to yimu_projector using (true) with check (true);
create policy all_readers on roll_up_run for select
  to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case using (true);
grant select on roll_up_contribution to yimu_projector;
revoke all on function roll_up_entries, roll_up_add, roll_up_close, roll_up_again from public;
grant execute on function roll_up_entries, roll_up_add, roll_up_close, roll_up_again to yimu_projector;
