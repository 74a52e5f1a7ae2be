-- The ledger. Two advisory locks carry it (667 m² make a 亩):
--   (667, 1), shared, held by every transaction that appends: the fence. Nobody ever takes it exclusively; the reader looks
--             at who holds it in pg_locks and waits for those (event_fence below).
--   hashtextextended(stream), exclusive: one writer per stream.
-- Both end with the transaction, after its rows became visible.

do $$
declare
  wanted text;
begin
  -- Roles belong to the whole cluster: another database's migration may have made them, or be making them now.
  foreach wanted in array array['yimu_event_writer', 'yimu_event_reader'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then
        null;
      end;
    end if;
  end loop;
end
$$;

-- Who this store is. Raise the epoch after restoring a backup (update event_store set epoch = epoch + 1): positions given
-- after the backup was taken mean other events now, and every holder of one must be told.
create table event_store (
  single boolean primary key default true check (single),
  id text not null default left(gen_random_uuid()::text, 8) check (id ~ '^[0-9a-f]{8}$'),
  epoch integer not null default 1 check (epoch between 1 and 9999)
);
insert into event_store default values;

-- `position` is generated ALWAYS, so that no insert can bring a number it drew earlier, before it held the fence.
-- Every index is paid for by every event: these three and no more. `data` and `metadata` are RFC 8785 text, never jsonb.
create table event (
  position bigint generated always as identity (sequence name event_position_seq cache 1) primary key,
  stream text collate "C" not null,
  revision integer not null check (revision >= 0),
  id uuid not null,
  type text collate "C" not null,
  category text collate "C" not null generated always as (split_part(stream, '-', 1)) stored,
  version integer not null check (version >= 1),
  data text not null,
  metadata text not null,
  unique (stream, revision),
  unique (stream, id)
) with (autovacuum_vacuum_insert_scale_factor = 0.02);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'events are never changed or deleted (% on %)', tg_op, tg_table_name using errcode = 'object_not_in_prerequisite_state';
end
$$;
create trigger events_are_never_changed before update or delete or truncate on event
  for each statement execute function refuse_change();

-- Imports and repairs by the owner pass the fence too: a statement trigger runs before the first position is drawn.
create function take_fence() returns trigger language plpgsql as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(667, 1);
  return null;
end
$$;
create trigger every_writer_takes_the_fence before insert on event
  for each statement execute function take_fence();

-- Appends all events or none, in one round trip. Writers have this function and no right to insert.
-- in_expected: a revision in digits, none, exists or any. The outcome is one of
--   appended         revision and position of the last event
--   repeated         the same, of the append that brought these ids before
--   wrong-revision   revision = the stream's last, null when it has none
--   partial-overlap  overlap = the ids that stand in the stream already
create function append_events(
  in_stream text, in_expected text, in_ids uuid[], in_types text[], in_versions integer[], in_data text[], in_metadata text[],
  out outcome text, out revision integer, out "position" bigint, out overlap uuid[]
)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  actual integer;
  known uuid[];
  contiguous boolean;
begin
  -- A snapshot older than the stream lock would not see what the previous holder appended.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append_events works in read committed only' using errcode = 'invalid_transaction_state';
  end if;
  perform pg_advisory_xact_lock_shared(667, 1);
  perform pg_advisory_xact_lock(hashtextextended(in_stream, 0));

  select max(e.revision) into actual from event e where e.stream = in_stream;

  if actual is not null then
    select array_agg(e.id order by e.revision), max(e.revision) - min(e.revision) + 1 = count(*), max(e.revision), max(e.position)
      into known, contiguous, append_events.revision, append_events.position
      from event e where e.stream = in_stream and e.id = any (in_ids);
    if known = in_ids and contiguous then
      outcome := 'repeated';
      return;
    elsif known is not null then
      outcome := 'partial-overlap';
      overlap := array(select id from unnest(in_ids) with ordinality as incoming (id, n) where id = any (known) order by n);
      return;
    end if;
  end if;

  if not (case in_expected
    when 'any' then true
    when 'none' then actual is null
    when 'exists' then actual is not null
    else actual is not distinct from in_expected::integer
  end) then
    outcome := 'wrong-revision';
    revision := actual;
    return;
  end if;

  -- Positions are drawn row by row in the order of the sub-select, hence in the order of the revisions.
  with appended as (
    insert into event (stream, revision, id, type, version, data, metadata)
    select in_stream, coalesce(actual, -1) + n::integer, id, type, version, data, metadata
    from (
      select * from unnest(in_ids, in_types, in_versions, in_data, in_metadata) with ordinality
        as incoming (id, type, version, data, metadata, n) order by n
    ) as incoming
    returning event.revision, event.position
  )
  select 'appended', max(appended.revision), max(appended.position)
    into append_events.outcome, append_events.revision, append_events.position from appended;
end
$$;

-- The last position drawn, and the transactions that held the fence after it was read: once those have ended, every event
-- up to `last` is visible or will never be. The order of the two statements is the whole point.
-- Holders are looked for only when something was drawn after in_after, so an idle poll costs one look at the sequence.
create function event_fence(in_after bigint, out last bigint, out holders text[])
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if pg_is_in_recovery() then
    raise exception 'the feed is read on the primary: a standby does not show who is writing' using errcode = 'cannot_connect_now';
  end if;
  -- Without the right pg_sequence_last_value answers null, which would read as an empty store.
  if not has_sequence_privilege('event_position_seq', 'SELECT') then
    raise exception 'permission denied for sequence event_position_seq' using errcode = 'insufficient_privilege';
  end if;
  -- Null, not 1, before the first event.
  last := coalesce(pg_sequence_last_value('event_position_seq'), 0);
  if last > in_after then
    holders := array(
      select virtualtransaction from pg_locks
      where locktype = 'advisory' and classid = 667 and objid = 1 and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database())
    );
  else
    holders := '{}';
  end if;
end
$$;

-- Leases and checkpoints of reactions. Updated all the time, so half of each page is left free for it.
create table consumer_lease (
  consumer text collate "C" primary key,
  owner text,
  epoch integer not null,
  expires_at timestamptz not null,
  checkpoint text
) with (fillfactor = 50);

revoke execute on function append_events, event_fence, refuse_change, take_fence from public;
grant usage on schema public to yimu_event_writer, yimu_event_reader;
grant select on event, event_store to yimu_event_writer, yimu_event_reader;
grant select on sequence event_position_seq to yimu_event_writer, yimu_event_reader;
grant execute on function event_fence to yimu_event_writer, yimu_event_reader;
grant execute on function append_events to yimu_event_writer;
grant select, insert, update on consumer_lease to yimu_event_writer;
