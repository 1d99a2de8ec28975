-- A page of calls, the newest first, each with its analysis. p: {limit, before?: {createdAt, id}, status?,
-- lead_id?, outcome?, since?, until?, campaign_id?, agent_id?, direction?, q?}. The query has only
-- the conditions that are asked for, as in list_leads. A search finds the newest thousand calls of the
-- people with these letters, and the newest thousand with these words.
create function public.list_calls(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_page jsonb;
begin
  execute concat(
    'select coalesce(jsonb_agg(to_jsonb(c.c) || jsonb_build_object(''analysis'',
       (select to_jsonb(a) from public.conversation_analyses a where a.call_id = c.id))
       order by c.created_at desc, c.id), ''[]'')
     from (select c as c, c.* from public.calls c',
    case when p ->> 'outcome' is not null then
      format(' join public.conversation_analyses a on a.call_id = c.id and a.outcome = %L', p ->> 'outcome') end,
    ' where true',
    -- Stated twice: the first is where the index scan begins, the second leaves out its ties.
    case when p -> 'before' is not null then
      format(' and c.created_at <= %1$L and (c.created_at < %1$L or c.id > %2$L)',
        p -> 'before' ->> 'createdAt', p -> 'before' ->> 'id') end,
    (select string_agg(format(' and c.%I = %L', f.name, p ->> f.name), '' order by f.name)
     from unnest(array['status', 'lead_id', 'campaign_id', 'agent_id', 'direction']) f (name)
     where p ->> f.name is not null),
    case when p ->> 'since' is not null then format(' and c.created_at >= %L', p ->> 'since') end,
    case when p ->> 'until' is not null then format(' and c.created_at < %L', p ->> 'until') end,
    case when p ->> 'q' is not null then
      format(' and c.id in (
        (select f.id from public.calls f where f.lead_id in (select l.id from public.leads l
           where l.name ilike %1$L or l.phone like %2$L or l.email ilike %1$L)
         order by f.created_at desc limit 1000)',
        private.like_anywhere(p ->> 'q'), private.phone_anywhere(p ->> 'q'))
      || coalesce(format(' union select private.calls_saying(%L::tsquery)', private.words_query(p ->> 'q')::text), '') || ')' end,
    format(' order by c.created_at desc, c.id limit %L) c', p ->> 'limit'))
  into v_page;
  return v_page;
end;
$$;
