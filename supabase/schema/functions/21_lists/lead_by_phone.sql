-- The lead with exactly this number and extension; without an extension, the lead that has none.
create function public.lead_by_phone(p_phone text, p_extension text default null)
returns setof public.leads
language sql stable security definer set search_path = '' as $$
  select l.* from public.leads l
  where l.phone = p_phone and l.phone_extension is not distinct from p_extension;
$$;
