-- Titles, contracts, auctions and equity transfers: two time axes as in 000001, two locks as in 000002.
-- Lists inside a row (holders, opinions, extensions …) are JSON as text: they are shown whole and never searched.

create table timeline (
  entity text collate "C" not null,
  row_key text collate "C" not null,
  digest text collate "C" not null,
  valid daterange not null check (not isempty(valid)),
  recorded tstzrange not null check (not isempty(recorded)),
  event_id uuid not null,
  revision integer not null,
  exclude using gist (entity with =, row_key with =, valid with &&, recorded with &&)
);
create table levels (
  city_code text collate "C" not null,
  district_code text collate "C" not null,
  town_code text collate "C" not null
);

-- Which parties a title, contract, auction or transfer names, so that whoever sees it can be told their public register data.
create table named_party (
  like timeline including all,
  party_id uuid not null
);
create index on named_party (party_id);

-- A parcel of whose title anything is known.
create table title (
  like timeline including all,
  parcel_id uuid not null
);
create index on title (parcel_id);

create table title_right (
  like timeline including all,
  parcel_id uuid not null,
  right_id uuid not null,
  kind text collate "C" not null,
  part text,
  nature text collate "C",
  since date not null,
  until date,
  certificate_number text,
  holders text not null,
  basis text collate "C" not null
);
create index on title_right (parcel_id);

create table title_lease (
  like timeline including all,
  parcel_id uuid not null,
  right_id uuid not null,
  lease_id uuid not null,
  parent_lease_id uuid,
  kind text collate "C" not null check (kind in ('lease', 'sublease', 'operator')),
  status text collate "C" not null check (status in ('agreed', 'running')),
  lessees text not null,
  part text,
  term_from date not null,
  term_until date not null,
  rent text,
  operator_share text collate "C",
  contract_number text,
  basis text collate "C" not null
);
create index on title_lease (parcel_id);

create table title_mortgage (
  like timeline including all,
  parcel_id uuid not null,
  right_id uuid not null,
  mortgage_id uuid not null,
  mortgagees text not null,
  place integer not null,
  registered_rank integer not null,
  registered_on date not null,
  secured text not null,
  maximum boolean not null,
  transfer_restricted boolean not null,
  basis text collate "C" not null
);
create index on title_mortgage (parcel_id);

create table title_seizure (
  like timeline including all,
  parcel_id uuid not null,
  right_id uuid not null,
  seizure_id uuid not null,
  rank integer not null,
  court text not null,
  case_number text not null,
  served_on date not null,
  months integer not null,
  until date
);
create index on title_seizure (parcel_id);

create table title_transfer (
  like timeline including all,
  parcel_id uuid not null,
  right_id uuid not null,
  transfer_id uuid not null,
  kind text collate "C" not null,
  stage text collate "C" not null check (stage in ('in-review', 'granted', 'refused', 'withdrawn', 'registered', 'passed')),
  begun_on date not null,
  holders text not null,
  price text,
  opinions text not null,
  awaited text not null,
  decided_on date,
  reason text,
  passed_on date,
  basis text collate "C" not null,
  auction_id uuid,
  case_number text
);
create index on title_transfer (parcel_id);

-- Contracts, auctions and changes of equity have one row for each place that they concern: lists go by an index per level, and a list
-- reads each of them once.
create table contract (
  like timeline including all,
  like levels including all,
  contract_id uuid not null,
  kind text collate "C" not null check (kind in ('grant', 'lease', 'investment')),
  number text not null,
  grantor_id uuid,
  grantor_name text,
  grantee_id uuid not null,
  signed_on date not null,
  term_years integer,
  term_from date,
  term_until date,
  tenure text collate "C",
  area_units bigint,
  price text,
  deposit text,
  contributions text not null,
  main_contract_id uuid,
  status text collate "C" not null check (status in ('in-force', 'terminated', 'recovered')),
  ended_on date,
  ending text,
  settlements text not null,
  developed_units bigint,
  invested text,
  works text collate "C",
  idle_suspicion text collate "C",
  idle_since date
);
create index on contract (contract_id);
create index on contract (city_code, signed_on, contract_id);
create index on contract (district_code, signed_on, contract_id);
create index on contract (town_code, signed_on, contract_id);
create index on contract (grantee_id);

create table contract_parcel (
  like timeline including all,
  contract_id uuid not null,
  parcel_id uuid not null
);
create index on contract_parcel (parcel_id);
create index on contract_parcel (contract_id);

create table contract_clause (
  like timeline including all,
  contract_id uuid not null,
  no text not null,
  place integer not null,
  kind text collate "C" not null,
  wording text,
  terms text not null,
  verdicts text not null
);
create index on contract_clause (contract_id);

create table contract_milestone (
  like timeline including all,
  contract_id uuid not null,
  node text collate "C" not null,
  place integer not null,
  due_on date not null,
  extended_to date,
  extensions text not null,
  achieved_on date,
  verdict text collate "C",
  verdict_reason text
);
create index on contract_milestone (contract_id);

create table contract_breach (
  like timeline including all,
  contract_id uuid not null,
  breach_id uuid not null,
  node text collate "C",
  clause_no text,
  reason text not null,
  status text collate "C" not null check (status in ('declared', 'notice-served', 'cured', 'withdrawn')),
  declared_on date not null,
  notice_number text,
  notice_served_on date,
  cure_until date,
  closed_on date,
  close_reason text,
  lead_id uuid,
  damages text not null
);
create index on contract_breach (contract_id);

create table contract_lead (
  like timeline including all,
  contract_id uuid not null,
  lead_id uuid not null,
  kind text collate "C" not null,
  detail_zh text not null,
  detail_en text not null,
  recorded_on date not null,
  status text collate "C" not null check (status in ('open', 'closed', 'taken-up')),
  outcome text collate "C",
  reason text,
  breach_id uuid
);
create index on contract_lead (contract_id);

create table contract_idle_case (
  like timeline including all,
  contract_id uuid not null,
  idle_id uuid not null,
  status text collate "C" not null check (status in ('investigating', 'determined', 'dismissed', 'released')),
  suspected text collate "C" not null,
  as_printed text,
  notice_number text not null,
  opened_on date not null,
  determined_on date,
  determination_number text,
  idle_kind text collate "C",
  cause text collate "C",
  idle_since date,
  statements text not null,
  remedies text not null,
  hearing_offered_on date,
  hearing text collate "C",
  fee text,
  fee_number text,
  ended_on date,
  end_reason text
);
create index on contract_idle_case (contract_id);

create table auction (
  like timeline including all,
  like levels including all,
  auction_id uuid not null,
  court text not null,
  case_number text not null,
  opened_on date not null,
  debtors text not null,
  reserve_floor text collate "C",
  closed boolean not null
);
create index on auction (auction_id);
create index on auction (city_code, opened_on, auction_id);
create index on auction (district_code, opened_on, auction_id);
create index on auction (town_code, opened_on, auction_id);
create index on auction (case_number);

create table auction_answer (
  like timeline including all,
  auction_id uuid not null,
  department text collate "C" not null,
  jurisdiction text collate "C" not null,
  answer_by date not null,
  answered_on date,
  duties text,
  arrears text,
  restrictions text,
  opinion text
);
create index on auction_answer (auction_id);

-- A lot has one place: of a case over several towns each sees its own lots.
create table auction_lot (
  like timeline including all,
  like levels including all,
  auction_id uuid not null,
  lot_id uuid not null,
  name text not null,
  place integer not null,
  kind text collate "C" not null check (kind in ('land', 'equity')),
  parcel_id uuid,
  right_ids text not null,
  company_id uuid,
  holder_id uuid,
  share text collate "C",
  appraised_value text,
  reserve_price text,
  stage text collate "C" not null,
  outcome text collate "C",
  receivers text not null,
  price text,
  confirmation_number text,
  ruling_number text,
  ruled_on date,
  served_on date,
  registered_on date,
  registration_number text
);
create index on auction_lot (auction_id);
create index on auction_lot (parcel_id);
create index on auction_lot (company_id);

create table auction_round (
  like timeline including all,
  like levels including all,
  auction_id uuid not null,
  lot_id uuid not null,
  place integer not null,
  round text collate "C" not null check (round in ('first', 'second', 'sale')),
  anew boolean not null,
  published_on date not null,
  auction_on date not null,
  ends_on date,
  platform text not null,
  price text not null,
  deposit text,
  conditions text not null,
  defects text,
  occupancy text,
  pre_emption text,
  tax_burden text,
  result text collate "C",
  result_on date
);
create index on auction_round (lot_id);

create table equity_transfer (
  like timeline including all,
  like levels including all,
  equity_id uuid not null,
  company_id uuid not null,
  kind text collate "C" not null,
  status text collate "C" not null check (status in ('open', 'granted', 'refused', 'cancelled', 'completed', 'undeclared')),
  filed_on date not null,
  opinions_due_on date,
  caused_by uuid,
  changes text not null,
  contract_ids text not null,
  consent_asked text not null,
  control text,
  consents text not null,
  consent_answer text,
  consent_pending boolean not null,
  opinions text not null,
  step_on date not null,
  step_reason text,
  step_by text collate "C",
  changed_on date,
  suspected text not null
);
create index on equity_transfer (equity_id);
create index on equity_transfer (city_code, filed_on, equity_id);
create index on equity_transfer (district_code, filed_on, equity_id);
create index on equity_transfer (town_code, filed_on, equity_id);
create index on equity_transfer (company_id);

create table equity_parcel (
  like timeline including all,
  equity_id uuid not null,
  parcel_id uuid not null
);
create index on equity_parcel (parcel_id);

drop table timeline, levels;

do $$
declare
  name text;
  at_the_point constant text := $point$ and s.valid @> current_setting('yimu.as_of')::date
    and s.recorded @> current_setting('yimu.known_at')::timestamptz$point$;
begin
  foreach name in array array['named_party', 'title', 'title_right', 'title_lease', 'title_mortgage', 'title_seizure', 'title_transfer',
                              'contract', 'contract_parcel', 'contract_clause', 'contract_milestone', 'contract_breach', 'contract_lead',
                              'contract_idle_case', 'auction', 'auction_answer', 'auction_lot', 'auction_round', 'equity_transfer',
                              'equity_parcel'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy projector on %I to yimu_projector using (true) with check (true)', name);
    execute format('grant select, insert, update on %I to yimu_projector', name);
    execute format('grant select on %I to yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case', name);

    -- For offices of the government only: other kinds of scope have no policy, and so no rows.
    if name in ('contract', 'auction', 'auction_lot', 'auction_round', 'equity_transfer') then
      execute format($policy$create policy subtree on %I for select to yimu_scope_subtree
        using (town_code >= current_setting('yimu.lo') and town_code < current_setting('yimu.hi'))$policy$, name);
    else
      execute format('create policy subtree on %I for select to yimu_scope_subtree
        using (exists (select from scope_row s where s.subject = %I.entity and s.kind = ''subtree''%s))', name, name, at_the_point);
    end if;
  end loop;
end $$;
