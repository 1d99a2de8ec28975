-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- The condition of a search for people, as SQL about `l`: these letters anywhere in a name, a number or an
-- address. Fewer than three letters stand in nearly every number and no index of parts helps to find them:
-- names with a word that begins so, and addresses that do.
create or replace function private.people_found(p_q text) returns text
language sql immutable set search_path = '' as $$
  select case
    when length(p_q) < 3 then
      format('(l.name ilike %1$L or l.name ilike %2$L or l.email ilike %1$L)', b.pattern, '% ' || b.pattern)
    else
      format('(l.name ilike %1$L or l.phone like %2$L or l.email ilike %1$L)',
        private.like_anywhere(p_q), private.phone_anywhere(p_q)) end
  from (select substr(private.like_anywhere(p_q), 2)) b (pattern);
$$;

-- The conditions of a list of calls, as SQL about `c`. p: {status?, lead_id?, outcome?, since?, until?,
-- campaign_id?, agent_id?, direction?, origin?, view?: reached | booked | missed | waiting, q?}. Only what
-- is asked for stands there, as in private.lead_conditions. A search finds the newest thousand calls of the
-- people with these letters, and the newest thousand with these words.
create or replace function private.call_conditions(p jsonb) returns text
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

-- The conditions of a search in the inbox, one a row: its people, and its words. Each is a query of its
-- own, since one with both would read every row of its view. Without a search one row: no condition.
create or replace function private.inbox_searches(p jsonb, p_kind text) returns table (nth integer, condition text)
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

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
