-- Lock two (design §6). One reader role per scope kind, each with its own policy: an OR of kinds in one policy kills the index.
-- Bare current_setting: the planner sees the value, and an unset scope raises or reads '', which no row matches.

do $$
declare name text;
begin
  foreach name in array array['event', 'event_scope', 'scope_row', 'jurisdiction', 'parcel', 'parcel_area', 'party', 'land_user',
                              'plan_entry', 'target', 'finding', 'import_row'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);
  end loop;

  -- Rows of one town (a district's or the city's own rows carry their code padded to nine digits).
  foreach name in array array['event_scope', 'jurisdiction', 'parcel', 'parcel_area', 'land_user', 'plan_entry', 'target', 'import_row'] loop
    execute format($policy$create policy subtree on %I for select to yimu_scope_subtree
      using (town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi'))$policy$, name);
  end loop;

  -- Rows beside an entity: a scope sees the rows that name it, as of the date and moment asked about.
  foreach name in array array['party', 'finding'] loop
    execute format($policy$create policy subtree on %I for select to yimu_scope_subtree using (exists (
      select from scope_row s where s.subject = %I.entity and s.kind = 'subtree'
        and s.valid @> current_setting('yimu.as_of')::date and s.recorded @> current_setting('yimu.known_at')::timestamptz))$policy$, name, name);
  end loop;
  foreach name in array array['parcel', 'parcel_area', 'party'] loop
    execute format($policy$create policy named on %I for select to yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case
      using (exists (select from scope_row s where s.subject = %I.entity
        and s.valid @> current_setting('yimu.as_of')::date and s.recorded @> current_setting('yimu.known_at')::timestamptz))$policy$, name, name);
  end loop;
end $$;

create policy subtree on scope_row for select to yimu_scope_subtree
  using (kind = 'subtree' and town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi'));
create policy park on scope_row for select to yimu_scope_park using (kind = 'park' and value = current_setting('yimu.scope'));
create policy party on scope_row for select to yimu_scope_party using (kind = 'party' and value = current_setting('yimu.scope'));
create policy mandate on scope_row for select to yimu_scope_mandate using (kind = 'mandate' and value = current_setting('yimu.scope'));
create policy "case" on scope_row for select to yimu_scope_case using (kind = 'case' and value = current_setting('yimu.scope'));

create policy subtree on event for select to yimu_scope_subtree
  using (exists (select from event_scope s where s.position = event.position));
create policy named on event for select to yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case
  using (exists (select from scope_row s where s.subject = event.stream
    and s.valid @> current_setting('yimu.as_of')::date and s.recorded @> current_setting('yimu.known_at')::timestamptz));

-- An enterprise sees of its parcels who uses them only where that is itself.
create policy party on land_user for select to yimu_scope_party using (party_id::text = current_setting('yimu.scope'));

-- Where the projections stand is no tenant's secret.
grant select, insert, update on checkpoint to yimu_projector;
grant select (name, position, watermark) on checkpoint
  to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case;

-- Names and codes of jurisdictions are published by the statistics bureau; scopes that are no subtree need them beside their parcels.
create policy named on jurisdiction for select to yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case using (true);
