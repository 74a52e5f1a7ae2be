-- Whoever sees a title, contract, auction or transfer sees of the parties that it names what the public register shows.
create policy named on party_register for select to yimu_scope_subtree
  using (exists (select from named_party s where s.party_id = party_register.party_id
    and s.valid @> current_setting('yimu.as_of')::date and s.recorded @> current_setting('yimu.known_at')::timestamptz));
