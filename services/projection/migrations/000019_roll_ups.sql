-- Runs of runs of runs: sixteen runs of a level make one of the next, on every level and not on the first alone. A question about the past
-- reads at most fifteen of each level, so that ten times the steps cost it a level more and not ten times the runs.
create or replace function roll_up_close(size bigint) returns void language plpgsql set search_path from current as $$
declare
  start bigint;
  stop bigint;
  added bigint;
  ripe bigint[];
  depth integer;
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
    depth := 1;
    loop
      select array_agg(run) into ripe from (
        select run from roll_up_run where level = depth and whole is null order by first limit 16) oldest having count(*) = 16;
      if ripe is null then
        depth := depth + 1;
        exit when not exists (select from roll_up_run where level = depth);
        continue;
      end if;
      insert into roll_up_run (level, first, past, least_known, last_known)
        select depth + 1, min(first), max(past), min(least_known), max(last_known) from roll_up_run where run = any (ripe)
        returning run into added;
      insert into roll_up_run_sum (run, city_code, district_code, town_code, kind, cycle, grade, land_use, grain, on_day,
          things, marked, with_area, units, low, high)
        select added, city_code, district_code, town_code, kind, cycle, grade, land_use, grain, on_day,
          sum(things), sum(marked), sum(with_area), sum(units), sum(low), sum(high)
        from roll_up_run_sum where run = any (ripe)
        group by kind, grain, town_code, on_day, cycle, grade, land_use, city_code, district_code
        order by kind, grain, town_code, on_day, cycle, grade, land_use;
      update roll_up_run set whole = added where run = any (ripe);
    end loop;
  end loop;
end $$;
