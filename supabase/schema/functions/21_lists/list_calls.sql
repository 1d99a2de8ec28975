-- A page of calls, each with its analysis. p: {limit, sort?: begun | duration | cost, order?: asc | desc,
-- before?: {createdAt | value, id}: the last row of the page before}, and the conditions of
-- private.call_conditions.
create function public.list_calls(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_key text := case p ->> 'sort' when 'duration' then 'coalesce(c.duration_seconds, -1)'
    when 'cost' then 'c.cost_usd' else 'c.created_at' end;
  v_is_asc boolean := coalesce(p ->> 'order', 'desc') = 'asc';
  v_order text := format('%s %s, c.id %s', v_key, case when v_is_asc then 'asc' else 'desc' end,
    case when v_is_asc then 'desc' else 'asc' end);
  v_page jsonb;
begin
  execute concat(
    'select coalesce(jsonb_agg(to_jsonb(c.c) || jsonb_build_object(''analysis'',
       (select to_jsonb(a) from public.conversation_analyses a where a.call_id = c.id)) order by ', v_order, '), ''[]'')
     from (select c as c, c.* from public.calls c where true',
    -- Stated twice: the first is where the index scan begins, the second leaves out its ties.
    case when p -> 'before' is not null then
      format(' and %1$s %2$s= %3$L and (%1$s %2$s %3$L or c.id %4$s %5$L)', v_key,
        case when v_is_asc then '>' else '<' end,
        coalesce(p -> 'before' ->> 'value', p -> 'before' ->> 'createdAt'),
        case when v_is_asc then '<' else '>' end, p -> 'before' ->> 'id') end,
    private.call_conditions(p),
    format(' order by %s limit %L) c', v_order, p ->> 'limit'))
  into v_page;
  return v_page;
end;
$$;
