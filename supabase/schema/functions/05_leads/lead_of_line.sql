-- The lead that a number belongs to, as far as a carrier can know: the lead without an extension,
-- or the only lead with one. Null where there are several: any of them may be meant.
create function private.lead_of_line(p_phone text) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(min(l.id) filter (where l.phone_extension is null),
                  case when count(*) = 1 then min(l.id) end)
  from public.leads l where l.phone = p_phone;
$$;
