-- Answers are remembered by the rows that they were made of. These rise with the position, but for parked streams that are folded
-- after all and for tables that are switched: such changes are counted here.
alter table checkpoint add column generation bigint not null default 0;
grant select (generation) on checkpoint
  to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case;
