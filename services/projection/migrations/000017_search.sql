-- Search for words in names, addresses, codes and numbers. Chinese has no spaces and its words are short, so that what is indexed are all
-- pairs of neighbouring characters; whoever asks looks for the rows that have all pairs of a word, and then for the word itself.

-- Full width and half width, upper and lower case, kinds of brackets and spaces make no difference.
create function plain_text(given text) returns text language sql immutable strict parallel safe
return translate(lower(normalize(given, NFKC) collate pg_c_utf8), '〔〕[]【】 ' || chr(9), '()()()');

-- Its cost is that of a page of a table: to ask an index is cheaper than to take texts apart.
create function bigrams(given text) returns text[] language plpgsql immutable strict parallel safe cost 10000 as $$
declare
  plain constant text := public.plain_text(given);
  pairs text[] := '{}';
begin
  for n in 1 .. length(plain) - 1 loop
    pairs[n] := substr(plain, n, 2);
  end loop;
  return pairs;
end $$;

revoke all on function plain_text(text), bigrams(text) from public;
grant execute on function plain_text(text), bigrams(text)
  to yimu_projector, yimu_scope_subtree, yimu_scope_park, yimu_scope_party, yimu_scope_mandate, yimu_scope_case;

-- Operators of arrays may tell of what they are shown, so that under row-level security no index serves them. Functions of a role of their
-- own find candidates by these indexes, within the range of the place and nothing else; they answer ids, whose rows whoever asks then
-- reads under the policies. Nobody logs in as the role, and nobody is a member of it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'yimu_searcher') then
    begin
      create role yimu_searcher nologin;
    exception when duplicate_object or unique_violation then null; -- another database of this cluster was faster
    end;
  end if;
end $$;

-- New pairs wait in a short list, which costs the projector a tenth of putting each where it belongs; searches read that list through.
-- Fields of one row stand on lines of their own: no word spans two of them.
create index on parcel using gin (bigrams((name || chr(10) || coalesce(address, '') || chr(10) || coalesce(parcel_code, '') || chr(10)
  || coalesce(unit_code, '') || chr(10) || coalesce(unified_code, '')) collate "C")) with (gin_pending_list_limit = 2048);
create index on party using gin (bigrams((name || chr(10) || former_names || chr(10) || coalesce(uscc, '')) collate "C"))
  with (gin_pending_list_limit = 2048);
create index on contract using gin (bigrams((number || chr(10) || coalesce(grantor_name, '')) collate "C")) with (gin_pending_list_limit = 2048);
create index on auction using gin (bigrams((case_number || chr(10) || court) collate "C")) with (gin_pending_list_limit = 2048);
create index on right_place using gin (bigrams(certificate_number)) with (gin_pending_list_limit = 2048) where certificate_number is not null;
create index on title_seizure using gin (bigrams(case_number collate "C")) with (gin_pending_list_limit = 2048);
create index on plan_entry using gin (bigrams((enterprise || chr(10) || document) collate "C")) with (gin_pending_list_limit = 2048);

create function search_parcels(words text[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
  select t.parcel_id from parcel t
  where bigrams((name || chr(10) || coalesce(address, '') || chr(10) || coalesce(parcel_code, '') || chr(10)
      || coalesce(unit_code, '') || chr(10) || coalesce(unified_code, '')) collate "C") @> words
    and t.town_code >= current_setting('yimu.lo') and t.town_code < current_setting('yimu.hi') limit 2001
$$;

create function search_parties(words text[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
  select t.party_id from party t
  where bigrams((name || chr(10) || former_names || chr(10) || coalesce(uscc, '')) collate "C") @> words
    and exists (select from party_place l where l.entity = t.entity
      and l.town_code >= current_setting('yimu.lo') and l.town_code < current_setting('yimu.hi')) limit 2001
$$;

create function search_contracts(words text[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
  select t.contract_id from contract t
  where bigrams((number || chr(10) || coalesce(grantor_name, '')) collate "C") @> words
    and t.town_code >= current_setting('yimu.lo') and t.town_code < current_setting('yimu.hi') limit 2001
$$;

create function search_auctions(words text[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
  select t.auction_id from auction t
  where bigrams((case_number || chr(10) || court) collate "C") @> words
    and t.town_code >= current_setting('yimu.lo') and t.town_code < current_setting('yimu.hi') limit 2001
$$;

create function search_rights(words text[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
  select t.right_id from right_place t
  where t.certificate_number is not null and bigrams(t.certificate_number) @> words
    and t.town_code >= current_setting('yimu.lo') and t.town_code < current_setting('yimu.hi') limit 2001
$$;

create function search_seizures(words text[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
  select t.right_id from title_seizure t
  where bigrams(case_number collate "C") @> words
    and exists (select from right_place l where l.entity = t.entity
      and l.town_code >= current_setting('yimu.lo') and l.town_code < current_setting('yimu.hi')) limit 2001
$$;

create function search_plan_entries(words text[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
  select t.entry_id from plan_entry t
  where bigrams((enterprise || chr(10) || document) collate "C") @> words
    and t.town_code >= current_setting('yimu.lo') and t.town_code < current_setting('yimu.hi') limit 2001
$$;

do $$
declare
  name text;
  member constant boolean := pg_has_role(current_user, 'yimu_searcher', 'usage');
begin
  foreach name in array array['parcel', 'party', 'party_place', 'contract', 'auction', 'right_place', 'title_seizure', 'plan_entry'] loop
    execute format('create policy searcher on %I for select to yimu_searcher using (true)', name);
    execute format('grant select on %I to yimu_searcher', name);
  end loop;
  grant usage on schema public to yimu_searcher;
  grant execute on function plain_text(text), bigrams(text) to yimu_searcher;
  -- Only while functions are handed over.
  grant create on schema public to yimu_searcher;
  if not member then
    execute format('grant yimu_searcher to %I', current_user);
  end if;
  foreach name in array array['search_parcels', 'search_parties', 'search_contracts', 'search_auctions', 'search_rights', 'search_seizures',
                              'search_plan_entries'] loop
    execute format('revoke all on function %I(text[]) from public', name);
    execute format('grant execute on function %I(text[]) to yimu_scope_subtree', name);
    execute format('alter function %I(text[]) owner to yimu_searcher', name);
  end loop;
  if not member then
    execute format('revoke yimu_searcher from %I', current_user);
  end if;
  revoke create on schema public from yimu_searcher;
end $$;

-- What ends soon, for the worklist.
create index on right_place (until) where until is not null;
create index on title_lease (term_until);
create index on title_seizure (right_id);
create index on auction_round (auction_on);
