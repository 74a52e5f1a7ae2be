-- Events that a consumer could not handle, and those that wait behind them in the same stream. A row names its event and
-- keeps nothing of it. `attempts` 0 = it only waits; `replay` = somebody asked for it to be tried again.
create table consumer_parked (
  consumer text collate "C" not null,
  position text collate "C" not null,
  stream text collate "C" not null,
  revision integer not null check (revision >= 0),
  event_id uuid not null,
  attempts integer not null check (attempts >= 0),
  error text,
  replay boolean not null default false,
  parked_at timestamptz not null default clock_timestamp(),
  primary key (consumer, position),
  unique (consumer, stream, position)
);
grant select, insert, update, delete on consumer_parked to yimu_event_writer;

-- After a restored backup: positions given since it was taken mean other events now, so every holder of one must be told.
-- What lies beside the events was restored with them and stays true; it only gets the new epoch. For the owner alone.
create function raise_epoch() returns integer language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  raised integer;
begin
  update event_store set epoch = epoch + 1 returning epoch into raised;
  update consumer_lease set owner = null, checkpoint = left(checkpoint, 9) || lpad(raised::text, 4, '0') || substr(checkpoint, 14);
  update consumer_parked set position = left(position, 9) || lpad(raised::text, 4, '0') || substr(position, 14);
  return raised;
end
$$;
revoke execute on function raise_epoch from public;
