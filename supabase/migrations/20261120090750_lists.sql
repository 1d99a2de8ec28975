-- Lists that people search in.

-- Newest first. `p_q` is looked for in name, number and address; its % and _ mean themselves.
create function public.list_leads(
  p_q text, p_status text, p_before bigint, p_offset integer, p_limit integer,
  p_outcome public.outcome default null
) returns setof public.leads
language sql stable security definer set search_path = '' as $$
  select l.* from public.leads l
  where (p_before is null or l.id < p_before)
    and (p_status is null or l.lead_status = p_status)
    and (p_outcome is null or l.outcome = p_outcome)
    and (p_q is null
      or position(lower(p_q) in lower(coalesce(l.name, ''))) > 0
      or position(p_q in l.phone) > 0
      or position(lower(p_q) in lower(coalesce(l.email, ''))) > 0)
  order by l.id desc offset p_offset limit p_limit;
$$;

-- The lead at exactly this number and extension; without one the line itself.
create function public.lead_by_phone(p_phone text, p_extension text default null)
returns setof public.leads
language sql stable security definer set search_path = '' as $$
  select l.* from public.leads l
  where l.phone = p_phone and l.phone_extension is not distinct from p_extension;
$$;

select private.close_functions();
