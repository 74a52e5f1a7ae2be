-- The vault of personal data: sealed bytes by ids. A database of its own, so that whoever reads events, and whoever copies or restores
-- them, has none of it. The service seals and opens; the master key is never here.

do $$
begin
  -- Roles belong to the whole cluster: another database's migration may have made it, or be making it now.
  if not exists (select from pg_roles where rolname = 'yimu_vault_keeper') then
    begin
      create role yimu_vault_keeper nologin;
    exception when duplicate_object or unique_violation then
      null;
    end;
  end if;
end
$$;

-- Sealed with the master key when the vault was begun: a service with another key does not start.
create table vault_mark (
  single boolean primary key default true check (single),
  mark bytea not null
);

-- The key of a person, wrapped with the master key. Null = destroyed, and it stays so.
create table vault_subject (
  subject_id uuid primary key,
  wrapped_key bytea
);

create table vault_record (
  subject_id uuid not null references vault_subject,
  record_id uuid not null,
  sealed bytea not null,
  kept_at timestamptz not null default now(),
  primary key (subject_id, record_id)
);

create function only_destroy_keys() returns trigger language plpgsql as $$
begin
  if new.wrapped_key is not null or new.subject_id <> old.subject_id then
    raise exception 'a key of the vault is destroyed or stays as it is' using errcode = 'object_not_in_prerequisite_state';
  end if;
  return new;
end
$$;
create trigger keys_are_only_destroyed before update on vault_subject for each row execute function only_destroy_keys();

revoke all on schema public from public;
grant usage on schema public to yimu_vault_keeper;
grant select, insert on vault_mark, vault_subject, vault_record to yimu_vault_keeper;
grant update (wrapped_key) on vault_subject to yimu_vault_keeper;
