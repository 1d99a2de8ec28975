-- The conditions of a list of calls, as SQL about `c`. p: {status?, lead_id?, outcome?, since?, until?,
-- campaign_id?, agent_id?, direction?, origin?, view?: reached | booked | missed | waiting, q?}. Only what
-- is asked for stands there, as in private.lead_conditions. A search finds the newest thousand calls of the
-- people with these letters, and the newest thousand with these words.
create function private.call_conditions(p jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select concat(
    (select string_agg(format(' and c.%I = %L', f.name, p ->> f.name), '' order by f.name)
     from unnest(array['status', 'lead_id', 'campaign_id', 'agent_id', 'direction', 'origin']) f (name)
     where p ->> f.name is not null),
    case when p ->> 'outcome' is not null then format(' and exists (
      select 1 from public.conversation_analyses a where a.call_id = c.id and a.outcome = %L)', p ->> 'outcome') end,
    ' and ' || case p ->> 'view' when 'reached' then 'c.reached'
      when 'missed' then 'c.direction = ''inbound'' and c.ended_at is not null and c.reached is not true'
      when 'waiting' then 'private.is_waiting(c.status)'
      when 'booked' then 'exists (
        select 1 from public.conversation_analyses a where a.call_id = c.id and a.outcome = ''success'')' end,
    case when p ->> 'since' is not null then format(' and c.created_at >= %L', p ->> 'since') end,
    case when p ->> 'until' is not null then format(' and c.created_at < %L', p ->> 'until') end,
    case when p ->> 'q' is not null then
      format(' and c.id in (
        (select f.id from public.calls f where f.lead_id in (select l.id from public.leads l where %s)
         order by f.created_at desc limit 1000)', private.people_found(p ->> 'q'))
      || coalesce(format(' union select private.calls_saying(%L::tsquery)', private.words_query(p ->> 'q')::text), '')
      || ')' end);
$$;
