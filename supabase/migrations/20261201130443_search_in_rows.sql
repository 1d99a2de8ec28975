-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

drop function private.inbox_item(text, uuid, integer, timestamptz, uuid);

-- A pattern for `like` that matches phone numbers with these digits anywhere, in whatever spelling they are
-- searched: with spaces and brackets, with 00 for the +, or with the 0 that a country puts before its own
-- numbers. What is no number matches itself.
create or replace function private.phone_anywhere(p_q text) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_q !~ '^[\d\s()+./-]+$' or length(d.digits) < 3 then private.like_anywhere(p_q)
    when length(d.digits) > 7 then '%' || ltrim(d.digits, '0') || '%'
    else '%' || d.digits || '%' end
  from (select regexp_replace(replace(p_q, '(0)', ''), '\D', '', 'g')) d (digits);
$$;

-- The calls of the newest thousand turns with these words, found as the texts of private.conversations_saying.
create or replace function private.calls_saying(p_query tsquery) returns setof uuid
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  if private.is_rare_in_turns(p_query, 100) then
    return query
      select t.call_id
      from (select * from public.conversation_transcripts n
            where to_tsvector('simple', n.content) @@ p_query offset 0) t
      where t.role <> 'system' and t.call_id is not null
      order by t.timestamp desc limit 1000;
  else
    return query
      select t.call_id
      from (select * from public.conversation_transcripts n order by n.timestamp desc limit 10000) t
      where to_tsvector('simple', t.content) @@ p_query and t.role <> 'system' and t.call_id is not null
      limit 1000;
  end if;
end;
$$;

-- The conversations of the newest thousand texts with these words. Words that stand in one of twenty texts or
-- more are looked for from the newest on, among 10,000: the index of words would have it read all of them.
create or replace function private.conversations_saying(p_query tsquery) returns setof uuid
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  if private.is_rare_in_texts(p_query, 100) then
    return query
      select m.conversation_id
      from (select * from public.sms_messages n
            where to_tsvector('simple', coalesce(n.body, '')) @@ p_query offset 0) m
      where m.seq is not null and m.delivery_status not in ('pending', 'held', 'canceled', 'suppressed')
      order by m.created_at desc limit 1000;
  else
    return query
      select m.conversation_id
      from (select * from public.sms_messages n order by n.created_at desc, n.message_id desc limit 10000) m
      where to_tsvector('simple', coalesce(m.body, '')) @@ p_query
        and m.seq is not null and m.delivery_status not in ('pending', 'held', 'canceled', 'suppressed')
      limit 1000;
  end if;
end;
$$;

-- The conditions of a search in the inbox, one a row: its people, and its words. Each is a query of its
-- own, since one with both would read every row of its view. Without a search one row: no condition.
create or replace function private.inbox_searches(p jsonb, p_kind text) returns table (nth integer, condition text)
language sql immutable set search_path = '' as $$
  select 1, case when p ->> 'q' is not null then
    format(' and r.lead_id in (select l.id from public.leads l
      where l.name ilike %1$L or l.phone like %2$L or l.email ilike %1$L)',
      private.like_anywhere(p ->> 'q'), private.phone_anywhere(p ->> 'q')) end
  union all
  select 2, format(case p_kind
      when 'conversation' then ' and r.id in (%1$s)'
      when 'call' then ' and r.id in (%2$s)'
      else ' and (r.conversation_id in (%1$s) or r.call_id in (%2$s))' end,
    format('select private.conversations_saying(%L::tsquery)', w.query),
    format('select private.calls_saying(%L::tsquery)', w.query))
  from private.words_query(p ->> 'q') w (query) where w.query is not null;
$$;

-- The newest text of a conversation, else turn of a call, with these words; null without any. `offset 0` has
-- it read that one thread: what the whole index of words holds may be much more.
create or replace function private.said_there(p_conversation uuid, p_call_sid text, p_query tsquery) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  if p_query is null then
    return null;
  end if;
  return coalesce(
    (select jsonb_build_object('seq', m.seq, 'said_by', m.author, 'words', m.body, 'at', m.created_at)
     from (select * from public.sms_messages n where n.conversation_id = p_conversation and n.seq is not null
           order by n.seq desc limit 2000 offset 0) m
     where to_tsvector('simple', coalesce(m.body, '')) @@ p_query
       and m.delivery_status not in ('pending', 'held', 'canceled', 'suppressed')
     order by m.seq desc limit 1),
    (select jsonb_build_object('seq', t.seq, 'said_by', t.role, 'words', t.content, 'at', t.timestamp)
     from (select * from public.conversation_transcripts n where n.call_sid = p_call_sid
           order by n.seq desc limit 2000 offset 0) t
     where to_tsvector('simple', t.content) @@ p_query and t.role <> 'system'
     order by t.seq desc limit 1));
end;
$$;

-- One inbox row with everything that is shown of it: also where the searched words were said in it.
create or replace function private.inbox_item(
  p_kind text, p_id uuid, p_rank integer, p_at timestamptz, p_reader uuid, p_query tsquery
) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_call public.calls;
  v_talk public.sms_conversations;
  v_analysis public.conversation_analyses;
  v_asks_since timestamptz;
begin
  if p_kind = 'conversation' then
    select * into v_talk from public.sms_conversations where id = p_id;
  elsif p_kind = 'call' then
    select * into v_call from public.calls where id = p_id;
    v_asks_since := case when v_call.ended_at is null and v_call.transfer_result is distinct from 'completed'
      then v_call.person_asked_at end;
  else
    select * into v_analysis from public.conversation_analyses where id = p_id;
    select * into v_talk from public.sms_conversations where id = v_analysis.conversation_id;
    select * into v_call from public.calls where id = v_analysis.call_id;
  end if;
  return jsonb_build_object(
    'kind', p_kind, 'id', p_id, 'rank', p_rank, 'at', p_at,
    'reason', case p_kind when 'analysis' then 'nobody_could_tell'
      when 'conversation' then private.why_person(v_talk)
      else case when v_asks_since is not null then 'call_asks_for_person' end end,
    'waits_since', case p_kind when 'analysis' then v_analysis.created_at
      when 'conversation' then private.person_since(v_talk) else v_asks_since end,
    'lead', (select to_jsonb(l) from public.leads l
      where l.id = coalesce(v_talk.lead_id, v_call.lead_id, v_analysis.lead_id)),
    'conversation', case when v_talk.id is not null then to_jsonb(v_talk) end,
    'last_message', (select to_jsonb(m) from public.sms_messages m
      where m.conversation_id = v_talk.id and m.seq is not null order by m.seq desc limit 1),
    'unread', case when v_talk.id is null then 0 else private.unread_by(v_talk, p_reader) end,
    'call', case when v_call.id is not null then to_jsonb(v_call) end,
    'last_turn', (select to_jsonb(t) - 'call_id' from public.conversation_transcripts t
      where t.call_sid = v_call.call_sid order by t.seq desc limit 1),
    'analysis', case when v_analysis.id is not null then to_jsonb(v_analysis) end,
    'enrollment', (select to_jsonb(e) from public.sms_campaign_enrollments e
      where e.lead_phone = coalesce(v_talk.lead_phone, v_call.lead_phone) and private.is_live(e.status)
      order by e.status, e.id desc limit 1),
    'said', private.said_there(v_talk.id, v_call.call_sid, p_query));
end;
$$;

-- A page of the inbox. p: {view: needs | mine | open | ended, channel?: text | call, q?,
-- campaign_id?, reader, limit, after?: {rank, at, id}}. `needs` lists who needs a person, kind by
-- kind, the longest wait first: calls that ask for one (rank 1), conversations that were handed
-- over (2), unclear ones (3), those with a text that failed for good (4), analyses that nobody
-- could make (5). The other views list conversations, or calls where those are asked for, the
-- latest first. Each branch is written into the statement with its values and reads its end of an
-- index. Returns [{kind, id, rank, at, …}].
create or replace function public.inbox(p jsonb) returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set jit = off as $$
declare
  v_rows text;
  v_page jsonb;
begin
  v_rows := case when p ->> 'view' = 'needs' then private.inbox_needs(p) else private.inbox_view(p) end;
  execute format(
    'select coalesce(jsonb_agg(private.inbox_item(t.kind, t.id, t.rank, t.at, %1$L, %6$L) order by t.n), ''[]'')
     from (select u.*, row_number() over (order by u.rank, %2$s, %3$s) as n from (%4$s) u
           order by u.rank, %2$s, %3$s limit %5$L) t',
    p ->> 'reader',
    case when p ->> 'view' = 'needs' then 'u.at' else 'u.at desc' end,
    case when p ->> 'view' = 'needs' then 'u.id' else 'u.id desc' end, v_rows, p ->> 'limit',
    private.words_query(p ->> 'q')::text)
  into v_page;
  return v_page;
end;
$$;

-- A page of calls, the newest first, each with its analysis. p: {limit, before?: {createdAt, id}, status?,
-- lead_id?, outcome?, since?, until?, campaign_id?, agent_id?, direction?, q?}. The query has only
-- the conditions that are asked for, as in list_leads. A search finds the newest thousand calls of the
-- people with these letters, and the newest thousand with these words.
create or replace function public.list_calls(p jsonb) returns jsonb
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

-- A page of conversations, the latest activity first, each with its lead and its last words. p:
-- {limit, before?: {at, id}, owner?, open?, assigned_to?, lead_id?, campaign_id?, unread?,
-- conversion_status?, q?, reader}. The query has only the conditions that are asked for, as in
-- list_leads.
create or replace function public.list_conversations(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_page jsonb;
begin
  execute concat(
    'select coalesce(jsonb_agg(to_jsonb(v.c) || jsonb_build_object(
       ''unread'', private.unread_by(v.c, ', format('%L', p ->> 'reader'), '),
       ''lead'', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
       ''last_message'', (select to_jsonb(m) from public.sms_messages m
         where m.conversation_id = v.id and m.seq is not null order by m.seq desc limit 1))
       order by v.last_activity_at desc, v.id desc), ''[]'')
     from (select v as c, v.* from public.sms_conversations v where true',
    case when p -> 'before' ->> 'at' is not null then
      format(' and (v.last_activity_at, v.id) < (%L::timestamptz, %L::uuid)',
        p -> 'before' ->> 'at', p -> 'before' ->> 'id') end,
    case when p ->> 'owner' is not null then format(' and v.owner = %L', p ->> 'owner') end,
    case (p ->> 'open')::boolean
      when true then ' and v.ended_at is null' when false then ' and v.ended_at is not null' end,
    case when p ->> 'assigned_to' is not null then format(' and v.assigned_to = %L', p ->> 'assigned_to') end,
    case when p ->> 'lead_id' is not null then format(' and v.lead_id = %L', p ->> 'lead_id') end,
    case when p ->> 'campaign_id' is not null then format(' and v.campaign_id = %L', p ->> 'campaign_id') end,
    case when p ->> 'conversion_status' is not null then
      format(' and v.conversion_status = %L', p ->> 'conversion_status') end,
    case when (p ->> 'unread')::boolean then ' and v.last_inbound_seq > v.last_read_seq' end,
    case when p ->> 'q' is not null then
      format(' and v.lead_id in (select l.id from public.leads l where l.name ilike %1$L or l.phone like %2$L)',
        private.like_anywhere(p ->> 'q'), private.phone_anywhere(p ->> 'q')) end,
    format(' order by v.last_activity_at desc, v.id desc limit %L) v', p ->> 'limit'))
  into v_page;
  return v_page;
end;
$$;

-- A page of leads, newest first. It searches p_q in the columns of private.lead_columns that are
-- searched. The query has only the conditions that are asked for, with their values: a plan for all
-- of them would read every lead.
create or replace function public.list_leads(
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

-- Adds to the entry of a download how it ended. p_details: {rows, whole}. The entry stands from the beginning
-- on, so that a process that stops in the middle hides nothing.
create or replace function public.note_exported(p_id bigint, p_details jsonb) returns void
language sql security definer set search_path = '' as $$
  update public.activity_log set details = details || p_details where id = p_id and action = 'exported';
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
