-- Lists that people search in.

-- What `like` finds wherever these words stand: their % and _ mean themselves.
create function private.like_anywhere(p_q text) returns text
language sql immutable set search_path = '' as $$
  select '%' || regexp_replace(p_q, '([\\%_])', '\\\1', 'g') || '%';
$$;

-- Newest first. `p_q` is looked for in name, number and address. Only what is asked for stands in the
-- query, with its values: a plan for whatever may be asked would read every lead.
create function public.list_leads(
  p_q text, p_status text, p_before bigint, p_offset integer, p_limit integer,
  p_outcome public.outcome default null
) returns setof public.leads
language plpgsql stable security definer set search_path = '' as $$
begin
  return query execute concat(
    'select l.* from public.leads l where true',
    case when p_before is not null then format(' and l.id < %L', p_before) end,
    case when p_status is not null then format(' and l.lead_status = %L', p_status) end,
    case when p_outcome is not null then format(' and l.outcome = %L', p_outcome) end,
    case when p_q is not null then
      format(' and (l.name ilike %1$L or l.phone like %1$L or l.email ilike %1$L)',
        private.like_anywhere(p_q)) end,
    format(' order by l.id desc offset %L limit %L', coalesce(p_offset, 0), p_limit));
end;
$$;

-- The lead at exactly this number and extension; without one the line itself.
create function public.lead_by_phone(p_phone text, p_extension text default null)
returns setof public.leads
language sql stable security definer set search_path = '' as $$
  select l.* from public.leads l
  where l.phone = p_phone and l.phone_extension is not distinct from p_extension;
$$;

select private.close_functions();
