-- Gives a planned call the extension of its lead, whichever function plans it.
--
-- Several people behind one main line are a lead each, and a call dials the lead's extension. Caps
-- and suppressions are by number, so they hold for all of them.
create function private.set_extension() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.phone_extension := (
    select l.phone_extension from public.leads l where l.id = new.lead_id and l.phone = new.lead_phone);
  return new;
end;
$$;
