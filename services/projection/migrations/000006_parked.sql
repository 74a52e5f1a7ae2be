-- Events that could not be folded, and the later events of their streams, which wait behind them. They stand in `event`;
-- no row of a read model tells of them until the stream is folded again.

create table parked (
  stream text collate "C" not null,
  revision integer not null,
  position text collate "C" not null,
  -- Kind and place, never the message, which may quote the event. Null: this event only waits behind one that failed.
  error text,
  parked_at timestamptz not null default now(),
  primary key (stream, revision)
);

alter table parked enable row level security;
alter table parked force row level security;
create policy projector on parked to yimu_projector using (true) with check (true);
grant select, insert, update, delete on parked to yimu_projector;
