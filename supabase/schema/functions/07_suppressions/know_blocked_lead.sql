-- Marks a new lead as do_not_contact where its number is suppressed, however it came in: the
-- suppression outlives the lead that it came from.
create function private.know_blocked_lead() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The hash is computed here: as a function call for each row of a large file it would be half of
  -- the work.
  if new.lead_status <> 'do_not_contact' and exists (
    select 1 from public.data_secrets d
    join public.suppressions s
      on s.phone_hash = encode(sha256(convert_to(d.value || new.phone, 'UTF8')), 'hex')
    where d.name = 'phone_salt' and s.scope = 'all' and s.lifted_at is null) then
    new.lead_status := 'do_not_contact';
  end if;
  return new;
end;
$$;
