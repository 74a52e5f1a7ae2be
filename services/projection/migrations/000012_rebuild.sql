-- Which version of a read model the rows in public are of, so that a leader that folds another one does not write among them; and,
-- after a rebuild has switched, up to where the retired rows in the schema `previous` go.

create table read_model (
  name text collate "C" primary key,
  version integer not null check (version > 0),
  switched_at timestamptz,
  retired_version integer,
  retired_position text collate "C",
  -- Positions of events that were parked then, and so are in no retired row.
  retired_parked text[] collate "C"
);
grant select, insert, update on read_model to yimu_projector;

-- What the rows were folded by before versions were counted. A read model that is missing here while there are events was never filled.
insert into read_model (name, version)
select name, 1 from unnest(array['jurisdictions', 'parcels', 'parties', 'shareholdings', 'interests', 'base-map-units', 'titles', 'contracts',
  'auctions', 'equity-transfers', 'plan-entries', 'targets', 'supervision', 'supervision-rules', 'findings', 'import-rows', 'standards',
  'cycles', 'assessments', 'enterprise-assessments', 'bottom-rankings', 'form-schemas', 'submissions', 'town-lists', 'class-lists',
  'final-grades', 'objections', 'task-forces', 'mandates', 'policies']) name;

-- New tables beside those in use. They are filled in the schema `next`, where nobody but the projector reads, without row-level security,
-- which COPY refuses; keys and indexes come after the rows. What changes tables is done by functions of their owner: the projector owns none.

create function shadow_create(names text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text;
  options text;
begin
  set local client_min_messages = warning;
  drop schema if exists next cascade;
  create schema next;
  grant usage on schema next to yimu_projector;
  foreach name in array names loop
    execute format('create table next.%1$I (like public.%1$I including all excluding indexes)', name);
    select array_to_string(reloptions || 'autovacuum_enabled=false'::text, ', ') into options from pg_class where oid = format('public.%I', name)::regclass;
    execute format('alter table next.%I set (%s)', name, options);
    execute format('grant select, insert, update, delete on next.%I to yimu_projector', name);
  end loop;
end $$;

create function shadow_drop(gone text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if gone not in ('next', 'previous') then
    raise exception 'no shadow: %', gone;
  end if;
  set local client_min_messages = warning;
  execute format('drop schema if exists %I cascade', gone);
end $$;

-- Keys, exclusions, indexes and references of a table in public, under the same names, for the one in `next`: those that it does not have
-- yet, or of those only the ones named.
create function shadow_index(name text, named text[] default null) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  statements text[];
  statement text;
begin
  select array_agg(each.text order by each.rank) into statements from (
    select 1 as rank, case when c.oid is null
      then replace(pg_get_indexdef(i.indexrelid), format(' ON public.%I ', name), format(' ON next.%I ', name))
      else format('alter table next.%I add constraint %I %s', name, c.conname, pg_get_constraintdef(c.oid)) end as text
    from pg_index i join pg_class x on x.oid = i.indexrelid
      left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')
    where i.indrelid = format('public.%I', name)::regclass and to_regclass(format('next.%I', x.relname)) is null
      and (named is null or x.relname = any (named))
    union all
    select 2, format('alter table next.%I add constraint %I %s', name, c.conname, pg_get_constraintdef(c.oid))
    from pg_constraint c where c.conrelid = format('public.%I', name)::regclass and c.contype = 'f' and named is null) each;
  -- References lead to the new tables.
  perform set_config('search_path', 'next, public, pg_temp', true);
  foreach statement in array coalesce(statements, '{}') loop
    execute statement;
  end loop;
end $$;

-- Views and functions that work on these tables by name, for those in a shadow: what adds up rows adds up the new ones.
create function shadow_words(target text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  statements text[];
  statement text;
begin
  select array_agg(each.text order by each.rank, each.oid) into statements from (
    select 1 as rank, v.oid, format('create or replace view %1$I.%2$I %3$s as %4$s; grant select on %1$I.%2$I to yimu_projector',
      target, v.relname, 'with (' || array_to_string(v.reloptions, ', ') || ')', pg_get_viewdef(v.oid)) as text
    from pg_class v where v.relkind = 'v' and v.relnamespace = 'public'::regnamespace and exists (
      select from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
        join pg_class t on d.refclassid = 'pg_class'::regclass and t.oid = d.refobjid and t.oid <> v.oid
        where r.ev_class = v.oid and to_regclass(format('%I.%I', target, t.relname)) is not null)
    union all
    select 2, f.oid, replace(pg_get_functiondef(f.oid), 'FUNCTION public.', format('FUNCTION %I.', target))
      || format('; alter function %1$I.%2$I(%3$s) set search_path = %1$I, public, pg_temp', target, f.proname, pg_get_function_identity_arguments(f.oid))
    from pg_proc f where f.pronamespace = 'public'::regnamespace and f.proname like 'roll\_up\_%') each;
  perform set_config('search_path', format('%I, public, pg_temp', target), true);
  foreach statement in array coalesce(statements, '{}') loop
    execute statement;
  end loop;
end $$;

-- Statistics and visibility of a new table, without which its first questions would be slow.
create function shadow_analyze(name text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  execute format('analyze next.%I', name);
end $$;

-- What of a table its readers and the projector could miss: columns, keys, indexes.
create function shadow_shape(name regclass) returns text[] language sql stable set search_path = pg_catalog as $$
  select array_agg(line order by line) from (
    select format('%s %s %s', attname, format_type(atttypid, atttypmod), attnotnull) as line from pg_attribute
      where attrelid = name and attnum > 0 and not attisdropped
    union all
    select regexp_replace(pg_get_indexdef(indexrelid), ' ON \S+ ', ' ON ') from pg_index where indrelid = name) each
$$;

-- Tables of `source` (next or previous) take the place of those in public, which go to `previous`, or away when they are not kept.
-- Policies name tables by what they are and not by how they are called, so that all that name one of these are written anew.
create function shadow_switch(names text[], source text, kept boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved oid[];
  each record;
  odd text;
  statements text[];
  statement text;
begin
  if names && array['checkpoint', 'read_model', 'migration', 'parked'] then
    raise exception 'no read model';
  end if;
  set local client_min_messages = warning;
  select array_agg(format('public.%I', n)::regclass::oid) into moved from unnest(names) n;

  select string_agg(n, ', ') into odd from unnest(names) n
    where shadow_shape(format('public.%I', n)::regclass) is distinct from shadow_shape(format('%I.%I', source, n)::regclass);
  if odd is not null then
    raise exception using errcode = 'YM001', message = format('the columns or indexes of %s are others by now', odd);
  end if;
  select string_agg(distinct pg_describe_object(d.classid, d.objid, 0), ', ') into odd from pg_depend d
    left join pg_constraint c on d.classid = 'pg_constraint'::regclass and c.oid = d.objid and c.contype = 'f'
    where d.refclassid = 'pg_class'::regclass and d.refobjid = any (moved)
      and (d.classid = 'pg_proc'::regclass or c.conrelid <> all (moved));
  if odd is not null then
    raise exception using errcode = 'YM001', message = format('%s would stay with the old tables', odd);
  end if;

  -- First everything that is locked at all, at once and in one order.
  for each in
    select format('lock table %s in access exclusive mode', string_agg(distinct r::text, ', ' order by r::text)) as text from (
      select unnest(moved)::regclass as r union all
      select p.polrelid::regclass from pg_policy p join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
        where d.refclassid = 'pg_class'::regclass and d.refobjid = any (moved)) named
  loop
    execute each.text;
  end loop;

  -- In the order in which they run: policies away, tables moved, guarded and granted, policies written anew.
  with concerned as (
    select distinct p.oid, p.polrelid, v.* from pg_policy p
      join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_class'::regclass
      join pg_class t on t.oid = p.polrelid
      join pg_policies v on v.schemaname = 'public' and v.tablename = t.relname and v.policyname = p.polname
      where d.refobjid = any (moved)
  ), views as (
    select distinct v.oid, v.relname, v.reloptions from pg_class v join pg_rewrite r on r.ev_class = v.oid
      join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
      where v.relkind = 'v' and v.relnamespace = 'public'::regnamespace and d.refobjid = any (moved)
  ), lines as (
    select 0 as rank, relname::text as subject, format('drop view %I.%I cascade', source, relname) as text from pg_class
      where relkind = 'v' and relnamespace = source::regnamespace
    union all
    select 0, proname::text, format('drop function %s', oid::regprocedure) from pg_proc where pronamespace = source::regnamespace
    union all
    select 1, tablename::text, format('drop policy %I on public.%I', policyname, tablename) from concerned
    union all
    select 2, n, case when source = 'previous' then format('alter table public.%I set schema next', n)
      else format('drop table if exists previous.%1$I; alter table public.%1$I set schema previous', n) end from unnest(names) n
    union all
    select 3, n, format('alter table %I.%I set schema public', source, n) from unnest(names) n
    union all
    select 4, n, format('alter table next.%I set schema previous', n) from unnest(names) n where source = 'previous'
    union all
    select 5, n, format('alter table public.%1$I reset (autovacuum_enabled)%2$s%3$s', n,
      case when c.relrowsecurity then ', enable row level security' else '' end,
      case when c.relforcerowsecurity then ', force row level security' else '' end)
      from unnest(names) n join pg_class c on c.oid = format('public.%I', n)::regclass
    union all
    select 6, n, case when kept then format('alter table previous.%I disable row level security, no force row level security', n)
      else format('drop table previous.%I cascade', n) end from unnest(names) n
    union all
    select 7, n, format('revoke all on public.%I from yimu_projector, yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', n)
      from unnest(names) n
    union all
    select 8, n, format('grant %s on public.%I to %s', a.privilege_type, n, a.grantee::regrole)
      from unnest(names) n join pg_class c on c.oid = format('public.%I', n)::regclass, aclexplode(c.relacl) a where a.grantee <> c.relowner
    union all
    select 8, n, format('grant %s (%I) on public.%I to %s', a.privilege_type, t.attname, n, a.grantee::regrole)
      from unnest(names) n join pg_attribute t on t.attrelid = format('public.%I', n)::regclass and t.attacl is not null, aclexplode(t.attacl) a
    union all
    select 9, tablename::text, format('create policy %I on public.%I as %s for %s to %s%s%s', policyname, tablename, permissive, cmd,
      (select string_agg(case role when 'public' then 'public' else quote_ident(role) end, ', ') from unnest(roles) role),
      ' using (' || qual || ')', ' with check (' || with_check || ')') from concerned
    union all
    select 9, relname::text, format('create or replace view public.%I %s as %s', relname, 'with (' || array_to_string(reloptions, ', ') || ')', pg_get_viewdef(oid))
      from views
  )
  select array_agg(l.text order by l.rank, l.subject, l.text) into statements from lines l;
  create schema if not exists next;
  create schema if not exists previous;
  grant usage on schema previous, next to yimu_projector;
  foreach statement in array statements loop
    execute statement;
  end loop;
end $$;

do $$
declare name text;
begin
  foreach name in array array['shadow_create(text[])', 'shadow_drop(text)', 'shadow_index(text, text[])', 'shadow_words(text)', 'shadow_analyze(text)',
                              'shadow_switch(text[], text, boolean)'] loop
    execute format('revoke all on function %s from public', name);
    execute format('grant execute on function %s to yimu_projector', name);
  end loop;
end $$;

-- Whether anything is parked at all: with it, a question that is no concern of a parked stream costs nothing.
alter table checkpoint add column parked boolean not null default false;
alter table parked no force row level security;
update checkpoint set parked = exists (select from parked);
alter table parked force row level security;
grant select (parked) on checkpoint
  to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case;

-- A scope may know that something of its own is not in the rows yet: of which streams, and nothing of the fault.
grant select (stream, revision, position) on parked
  to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case;
create policy subtree on parked for select to yimu_scope_subtree
  using (exists (select from event_scope s where s.position = parked.position));
create policy named on parked for select to yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case
  using (exists (select from scope_row s where s.subject = parked.stream
    and s.valid @> current_setting('yimu.as_of')::date and s.recorded @> current_setting('yimu.known_at')::timestamptz));
create policy mandated on event_scope for select to yimu_scope_mandate
  using (exists (select from mandate s where s.holds and s.jurisdiction in (event_scope.town_code, event_scope.district_code, event_scope.city_code)
    and s.valid @> current_setting('yimu.as_of')::date and s.recorded @> current_setting('yimu.known_at')::timestamptz offset 0));
create policy mandated on parked for select to yimu_scope_mandate
  using (exists (select from event_scope s where s.position = parked.position));
