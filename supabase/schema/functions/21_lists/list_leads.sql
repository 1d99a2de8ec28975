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
