-- Whom a number belongs to, as far as a carrier tells: the lead of the line itself, or the only one
-- behind it. Of several people behind one line nobody knows who it is.
create function private.lead_of_line(p_phone text) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(min(l.id) filter (where l.phone_extension is null),
                  case when count(*) = 1 then min(l.id) end)
  from public.leads l where l.phone = p_phone;
$$;
