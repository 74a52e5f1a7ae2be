-- What auditors ask of the trail: recorded how late, changed after the final decision (审定), decided by whoever submitted. Worked out
-- once, when an event is stored; null in a row that an older release stored, which counts as no.
alter table event add column days_late integer;
alter table event add column after_final boolean;
alter table event add column self_decided boolean;

-- Each costs every event a little; the last five cost only the events that they name.
create index on event (type, position);
create index on event (actor_sub, position);
create index on event (document, position);
create index on event (parcel_id) where type = 'GradeFinalised';
create index on event (position) where type = 'GradeFinalised';
create index on event (position) where after_final;
create index on event (position) where self_decided;
create index on event (position) where days_late > 30;

-- The first event that was known on each day (of UTC): from a moment to a place in the trail without reading what lies before it.
create table event_day (
  day date primary key,
  position text collate "C" not null,
  known_from timestamptz not null
);
alter table event_day enable row level security;
alter table event_day force row level security;
create policy projector on event_day to yimu_projector using (true) with check (true);
-- Positions are opaque, and which day had events at all is no tenant's secret.
create policy all_readers on event_day for select
  to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case using (true);
grant select, insert, update on event_day to yimu_projector;
grant select on event_day to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case;

-- What concerns a parcel, without its stream.
create index on objection (parcel_id);
create index on class_change (parcel_id);

-- Rows stored before. A forced policy binds whoever owns the table too, unless the role bypasses it, as migrations do.
update event set days_late = (recorded_at at time zone 'Asia/Shanghai')::date - effective_on, after_final = false, self_decided = false;
update event e set after_final = true
where e.parcel_id is not null and exists (
  select from event f
  where f.type = 'GradeFinalised' and f.parcel_id = e.parcel_id and f.position < e.position
    and case when starts_with(e.stream, 'assessment-') then f.stream = e.stream
             when starts_with(e.stream, 'submission-') then substr(f.stream, 12) = substr(e.stream, 12)
             else true end);
update event e set self_decided = true
from (values
    ('FormConfirmed', 'FormSubmitted'), ('FormReturned', 'FormSubmitted'),
    ('LineReviewed', 'TownListSubmitted'), ('TownListReturned', 'TownListSubmitted'),
    ('CityOpinionGiven', 'ClassListSubmitted'), ('ClassListReturned', 'ClassListSubmitted'), ('ClassListDecided', 'ClassListSubmitted'),
    ('ObjectionUpheld', 'ObjectionLodged'), ('ObjectionRejected', 'ObjectionLodged'),
    ('EquityTransferGranted', 'EquityTransferFiled'), ('EquityTransferRefused', 'EquityTransferFiled'),
    ('RightTransferDecided', 'RightTransferFiled')) as pair (decides, submits)
where e.type = pair.decides and exists (
  select from event f
  where f.stream = e.stream and f.revision < e.revision and f.type = pair.submits and f.actor_sub = e.actor_sub
    and (f.body::json -> 'data' ->> 'edition') is not distinct from (e.body::json -> 'data' ->> 'edition')
    and (f.body::json -> 'data' ->> 'form') is not distinct from (e.body::json -> 'data' ->> 'form')
    and (f.body::json -> 'data' ->> 'partyId') is not distinct from (e.body::json -> 'data' ->> 'partyId')
    and (f.body::json -> 'data' ->> 'transferId') is not distinct from (e.body::json -> 'data' ->> 'transferId'));
insert into event_day select (known_from at time zone 'UTC')::date, min(position), min(known_from) from event group by 1;
