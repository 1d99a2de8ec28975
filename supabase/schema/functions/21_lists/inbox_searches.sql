-- The conditions of a search in the inbox, one a row: its people, and its words. Each is a query of its
-- own, since one with both would read every row of its view. Without a search one row: no condition.
create function private.inbox_searches(p jsonb, p_kind text) returns table (nth integer, condition text)
language sql immutable set search_path = '' as $$
  select 1, case when p ->> 'q' is not null then
    format(' and r.lead_id in (select l.id from public.leads l where %s)', private.people_found(p ->> 'q')) end
  union all
  select 2, format(case p_kind
      when 'conversation' then ' and r.id in (%1$s)'
      when 'call' then ' and r.id in (%2$s)'
      else ' and (r.conversation_id in (%1$s) or r.call_id in (%2$s))' end,
    format('select private.conversations_saying(%L::tsquery)', w.query),
    format('select private.calls_saying(%L::tsquery)', w.query))
  from private.words_query(p ->> 'q') w (query) where w.query is not null;
$$;
