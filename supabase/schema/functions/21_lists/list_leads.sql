-- A page of leads, newest first. It searches p_q in the columns of private.lead_columns that are
-- searched. The query has only the conditions that are asked for, with their values: a plan for all
-- of them would read every lead.
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
      format(' and (%s)', (
        -- Digits have no case, and `like` is faster.
        select string_agg(case c.name
          when 'phone' then format('l.%I like %L', c.name, private.phone_anywhere(p_q))
          else format('l.%I ilike %L', c.name, private.like_anywhere(p_q)) end, ' or ')
        from private.lead_columns c where c.is_searched)) end,
    format(' order by l.id desc offset %L limit %L', coalesce(p_offset, 0), p_limit));
end;
$$;
