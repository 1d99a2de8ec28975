-- Several people behind one main line: each is a lead of its own, and a call dials its extension.
-- Caps and do-not-contact go by the number, which is one for all of them.
--
-- A planned call takes the extension of its lead along, whoever plans it.
create function private.set_extension() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.phone_extension := (
    select l.phone_extension from public.leads l where l.id = new.lead_id and l.phone = new.lead_phone);
  return new;
end;
$$;
