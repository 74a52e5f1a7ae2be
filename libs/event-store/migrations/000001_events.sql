-- The ledger. Two advisory locks carry it (667 m² make a 亩):
--   (667, 1), shared, held by every transaction that appends: the fence. Nobody ever takes it exclusively; the reader looks
--             at who holds it in pg_locks and waits for those (event_fence below).
--   hashtextextended(stream), exclusive: one writer per stream. Whoever holds several never waits for one.
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
-- Every index is paid for by every event: these three and no more. Ids are unique within a stream, and their index begins
-- with the stream, so that an append touches one place of it; an index by ids alone would be touched all over, by chance.
-- Rows never change, so the first vacuum freezes them for good; it comes early (2 % new rows), so that no late pass has
-- to rewrite the whole table. `data` and `metadata` are RFC 8785 text, never jsonb.
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
) with (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_freeze_min_age = 0);

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
  -- A condition is computed at once; a PERFORM would go through a plan.
  if pg_catalog.pg_advisory_xact_lock_shared(667, 1) is null then null; end if;
  return null;
end
$$;
create trigger every_writer_takes_the_fence before insert on event
  for each statement execute function take_fence();

-- The two ways in. Writers have these functions and no right to insert. Both take the lock of the stream before the first
-- position is drawn (the insert's trigger takes the fence in between), so positions and revisions rise together inside a
-- stream; and a snapshot is taken after it, so the last commit is seen.

-- One event with an exact expectation (a revision, or -1 for none): its position, or null when that does not hold or its id
-- stands there already. append_batch then tells why.
create function append_event(
  in_stream text, in_expected integer, in_id uuid, in_type text, in_version integer, in_data text, in_metadata text,
  out "position" bigint
)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'events are appended in read committed only' using errcode = 'invalid_transaction_state';
  end if;
  if pg_advisory_xact_lock(hashtextextended(in_stream, 0)) is null then null; end if;
  if in_expected = -1 or exists (select from event e where e.stream = in_stream and e.revision = in_expected) then
    insert into event (stream, revision, id, type, version, data, metadata)
      values (in_stream, in_expected + 1, in_id, in_type, in_version, in_data, in_metadata)
      on conflict do nothing
      returning event.position into append_event.position;
  end if;
end
$$;

-- Of some appends of a batch, those of which ids stand already, and whether they stand there wholly.
create function standing_ids(
  in_streams text[], in_stream_of integer[], in_append_of integer[], in_ids uuid[], in_appends integer[]
)
returns table (append integer, outcome text, revision integer, "position" bigint, overlap uuid[])
language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  select given.a,
         case when count(e.id) = count(*) and max(e.revision - n) = min(e.revision - n) then 'repeated' else 'partial-overlap' end,
         max(e.revision), max(e.position), array_agg(e.id order by n) filter (where e.id is not null)
  from unnest(in_append_of, in_ids) with ordinality as given (a, i, n)
    left join event e on e.stream = in_streams[in_stream_of[given.a]] and e.id = given.i
  where given.a = any (in_appends)
  group by given.a having count(e.id) > 0
$$;

-- in_streams: the streams, each once; per append its stream's place in that list and its expectation; per event the place
-- of its append. Appends are decided in their order, so several to one stream see each other. An id comes once a stream.
-- An expectation is a revision, -1 none, -2 exists or -3 any. The outcome is one of
--   appended         revision and position of the last event
--   repeated         the same, of the append that brought these ids before
--   wrong-revision   revision = the stream's last, null when it has none
--   partial-overlap  overlap = the ids that stand in the stream already
--   busy             of a batch over several streams only: somebody else is writing to this one; send it by itself
-- A batch over several streams waits for none of them: two batches cannot deadlock, and a stuck writer of one stream delays
-- no other. A batch for one stream waits, having nothing else in its hands.
-- Plans are made once and by index, whatever the size of the table was on that day: planning anew cost as much as ten rows.
create function append_batch(
  in_streams text[], in_stream_of integer[], in_expected integer[],
  in_append_of integer[], in_ids uuid[], in_types text[], in_versions integer[], in_data text[], in_metadata text[]
)
returns table (append integer, outcome text, revision integer, "position" bigint, overlap uuid[])
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  held boolean[];      -- per stream: whether we have its lock
  heads integer[];     -- per stream: its last revision, -1 when empty
  counts integer[];    -- per append: its events
  starts integer[];    -- per append: the place of its first event
  standing integer[];  -- appends of which the first id stands already
  bases integer[];     -- per append: what makes a revision of an event's place in the batch; null when it is refused
  positions bigint[];  -- per event appended
  head integer;
  expected integer;
  drawn integer := 0;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'events are appended in read committed only' using errcode = 'invalid_transaction_state';
  end if;
  if cardinality(in_streams) = 1 then
    perform pg_advisory_xact_lock(hashtextextended(in_streams[1], 0));
    held := '{true}';
  else
    select array_agg(pg_try_advisory_xact_lock(hashtextextended(s, 0)) order by k)
      into held from unnest(in_streams) with ordinality as given (s, k);
  end if;

  select array_agg(coalesce((select e.revision from event e where e.stream = s order by e.revision desc limit 1), -1) order by k)
    into heads from unnest(in_streams) with ordinality as given (s, k);
  select array_agg(events order by a), array_agg(start order by a) into counts, starts
    from (select a, count(*) as events, min(n) as start from unnest(in_append_of) with ordinality as given (a, n) group by a) as each;
  bases := array_fill(null::integer, array[cardinality(in_expected)]);

  -- Whoever expects nothing exact may repeat what stands there: one look an append tells. An exact expectation that holds
  -- needs no look, since ids that stand there would have moved the head.
  standing := array(
    select a from unnest(starts) with ordinality as given (n, a)
    where in_expected[a] < -1 and exists (select from event e where e.stream = in_streams[in_stream_of[a]] and e.id = in_ids[n])
  );
  if cardinality(standing) > 0 then
    return query select * from standing_ids(in_streams, in_stream_of, in_append_of, in_ids, standing);
  end if;

  for a in 1 .. cardinality(in_expected) loop
    head := heads[in_stream_of[a]];
    expected := in_expected[a];
    if a = any (standing) then
      null;
    elsif not held[in_stream_of[a]] then
      append := a;
      outcome := 'busy';
      return next;
    elsif expected = -3 or expected = head or (expected = -2 and head >= 0) then
      bases[a] := head + 1 - starts[a];
      heads[in_stream_of[a]] := head + counts[a];
    else
      return query select * from standing_ids(in_streams, in_stream_of, in_append_of, in_ids, array[a]);
      if not found then
        append := a;
        outcome := 'wrong-revision';
        revision := nullif(head, -1);
        return next;
        revision := null;
      end if;
    end if;
  end loop;

  -- Positions are drawn row by row in the order of the sub-select, hence in the order of the revisions. An id that was not
  -- looked at and stands there is met here: an append by itself says so, of several nobody knows whose it is, so the batch
  -- fails and is sent again in parts.
  begin
    with appended as (
      insert into event (stream, revision, id, type, version, data, metadata)
      select in_streams[in_stream_of[a]], bases[a] + n::integer, id, type, version, data, metadata
      from (
        select * from unnest(in_append_of, in_ids, in_types, in_versions, in_data, in_metadata) with ordinality
          as incoming (a, id, type, version, data, metadata, n) where bases[a] is not null order by n
      ) as incoming
      returning event.position
    )
    select array_agg(appended.position order by appended.position) into positions from appended;
  exception when unique_violation then
    if cardinality(in_expected) > 1 then raise; end if;
    return query select * from standing_ids(in_streams, in_stream_of, in_append_of, in_ids, '{1}');
    if not found then raise; end if;
    return;
  end;

  outcome := 'appended';
  for a in 1 .. cardinality(in_expected) loop
    if bases[a] is not null then
      drawn := drawn + counts[a];
      append := a;
      revision := bases[a] + starts[a] + counts[a] - 1;
      position := positions[drawn];
      return next;
    end if;
  end loop;
end
$$;

-- The last position drawn, and who held the fence after it was read, as transactions and their server processes: once those
-- transactions have ended, every event up to `last` is visible or will never be. The order of the two statements is the
-- whole point. Holders are looked for only when something was drawn after in_after, so an idle poll costs one look at the
-- sequence.
create function event_fence(in_after bigint, out last bigint, out holders text[], out pids integer[])
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
    select coalesce(array_agg(virtualtransaction), '{}'), coalesce(array_agg(pid), '{}') into holders, pids from pg_locks
      where locktype = 'advisory' and classid = 667 and objid = 1 and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database());
  else
    holders := '{}';
    pids := '{}';
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

revoke execute on function append_event, append_batch, standing_ids, event_fence, refuse_change, take_fence from public;
grant usage on schema public to yimu_event_writer, yimu_event_reader;
grant select on event, event_store to yimu_event_writer, yimu_event_reader;
grant select on sequence event_position_seq to yimu_event_writer, yimu_event_reader;
grant execute on function event_fence to yimu_event_writer, yimu_event_reader;
grant execute on function append_event, append_batch to yimu_event_writer;
grant select, insert, update on consumer_lease to yimu_event_writer;
