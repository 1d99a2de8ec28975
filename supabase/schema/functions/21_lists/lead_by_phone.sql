-- The lead at exactly this number and extension; without one the line itself.
create function public.lead_by_phone(p_phone text, p_extension text default null)
returns setof public.leads
language sql stable security definer set search_path = '' as $$
  select l.* from public.leads l
  where l.phone = p_phone and l.phone_extension is not distinct from p_extension;
$$;
