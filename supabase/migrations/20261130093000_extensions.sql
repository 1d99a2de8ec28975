-- Several people behind one main line: each is a lead of its own, and a call dials its extension.
-- Caps and do-not-contact go by the number, which is one for all of them.

-- A planned call takes the extension of its lead along, whoever plans it.
create function private.set_extension() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.phone_extension := (
    select l.phone_extension from public.leads l where l.id = new.lead_id and l.phone = new.lead_phone);
  return new;
end;
$$;
create trigger calls_set_extension before insert on public.calls
  for each row when (new.direction = 'outbound' and new.lead_id is not null and new.phone_extension is null)
  execute function private.set_extension();

-- An extension that is put right is dialed by the calls that wait, and kept by the campaigns.
create function private.correct_extension() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set phone_extension = new.phone_extension, updated_at = new.updated_at
  where lead_id = new.id and lead_phone = new.phone and status in ('scheduled', 'held');
  update public.sms_campaign_enrollments
  set phone_extension = new.phone_extension, updated_at = new.updated_at
  where lead_id = new.id and lead_phone = new.phone;
  return null;
end;
$$;
create trigger leads_correct_extension after update of phone_extension on public.leads
  for each row when (old.phone = new.phone and old.phone_extension is distinct from new.phone_extension)
  execute function private.correct_extension();

select private.close_functions();
