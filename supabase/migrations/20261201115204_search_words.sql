-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- The words that people search.
create index messages_words on public.sms_messages
  using gin (to_tsvector('simple', coalesce(body, '')));
create index transcripts_words on public.conversation_transcripts
  using gin (to_tsvector('simple', content));

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- A query for texts that have all of these words, the last one as a beginning; null where there is no
-- word in it. The configuration knows no language, so it fits all of them.
create or replace function private.words_query(p_q text) returns tsquery
language sql immutable set search_path = '' as $$
  select (nullif(plainto_tsquery('simple', p_q)::text, '') || ':*')::tsquery;
$$;

-- Plans the call that a lead asked for in a text, once for the same words. p_wish: {seq: of the
-- text with the words, heard_seq: of the newest text that was read with them, quote, run_at?,
-- evidence?}; without run_at it is due as soon as the contact window is open. A newer wish moves a
-- waiting call and never adds one. The caller has locked the phone number. Returns {result: planned
-- | already | refused, reason?, call_id?}.
create or replace function private.plan_asked_call(
  v public.sms_conversations, p_wish jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_heard integer := coalesce(p_wish ->> 'heard_seq', p_wish ->> 'seq', '0')::integer;
  v_asked_for timestamptz := (p_wish ->> 'run_at')::timestamptz;
  v_refused text := private.why_no_call(v, p_wish);
  v_last public.calls;
  v_before public.calls;
  v_ours private.our_carrier := private.who_carries();
  v_call uuid;
  v_evidence jsonb := coalesce(nullif(p_wish -> 'evidence', 'null'), '{}') || jsonb_build_object(
    'conversation_id', v.id, 'seq', p_wish -> 'seq', 'quote', p_wish -> 'quote', 'asked_for', v_asked_for);
begin
  v_last := private.asked_call(v.id, v.lead_phone);
  if v_refused = 'calls_closed' then
    if not exists (select 1 from public.contact_decisions d
                   where d.lead_id = v.lead_id and d.rule = 'suppressed'
                     and d.evidence @> jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')) then
      perform private.decide(v.lead_id, null, 'deny', 'suppressed',
        'The lead asked by text to be called; the number is closed to calls.', null, v_evidence, p_now);
    end if;
    return jsonb_build_object('result', 'refused', 'reason', v_refused);
  elsif v_refused is not null then
    return jsonb_build_object('result', 'refused', 'reason', v_refused, 'call_id', v_last.id);
  end if;
  if (v_last.metadata ->> 'asked_seq')::integer >= v_heard
     -- It is about to ring, or is live.
     or (v_asked_for is null and private.is_live(v_last.status))
     or (v_asked_for is null and private.is_waiting(v_last.status) and v_last.dial = 1
         and v_last.metadata ->> 'asked_for' is null) then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;

  update public.calls
  set status = 'canceled', end_reason = 'newer_wish', ended_at = p_now, settled_at = p_now,
      updated_at = p_now
  where lead_phone = v.lead_phone and origin in ('callback', 'redial')
    and private.is_waiting(status) and metadata ->> 'conversation_id' = v.id::text;
  perform private.add_consent(v.lead_id, v.lead_phone, 'asked_by_text',
    jsonb_build_object('channel', 'call', 'kind', 'express', 'text', p_wish -> 'quote',
      'evidence', jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')), p_now);
  select * into v_before from public.calls c
  where c.lead_phone = v.lead_phone order by c.created_at desc limit 1;
  -- Neither an earlier call nor the settings name a provider that carries calls.
  if coalesce(v_before.provider, v_ours.provider) is null then
    return jsonb_build_object('result', 'refused', 'reason', 'nobody_carries');
  end if;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, created_at, updated_at
  ) values (
    overlay(overlay(md5('callback of ' || v.id || ' ' || v_heard) placing '8' from 13)
      placing 'a' from 17)::uuid,
    v.lead_id, coalesce(v.sms_agent_id, (select a.id from public.agents a where a.is_default)),
    'outbound', coalesce(v_before.provider, v_ours.provider), coalesce(v_before.voice, v_ours.voice),
    v.lead_phone, v.lead_phone, 'scheduled', 'high', 'The lead asked by text to be called.',
    'callback', v.campaign_id,
    jsonb_strip_nulls(jsonb_build_object('conversation_id', v.id, 'asked_seq', v_heard,
      'asked_for', v_asked_for)),
    coalesce(v_asked_for, p_now), p_now, p_now
  ) on conflict (id) do nothing returning id into v_call;
  if v_call is null then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;
  perform private.decide(v.lead_id, v_call, 'hold', 'callback_requested',
    case when v_asked_for is null then 'The lead asked to be called as soon as possible.'
      else 'The lead asked to be called at this time.' end,
    coalesce(v_asked_for, p_now), v_evidence, p_now);
  return jsonb_build_object('result', 'planned', 'call_id', v_call);
end;
$$;

-- The conditions of a search in the inbox, one a row: its people, and its words. Each is a query of its
-- own, since one with both would read every row of its view. Without a search one row: no condition.
create or replace function private.inbox_searches(p jsonb, p_kind text) returns table (nth integer, condition text)
language sql immutable set search_path = '' as $$
  select 1, case when p ->> 'q' is not null then
    format(' and r.lead_id in (select l.id from public.leads l
      where l.name ilike %1$L or l.phone like %1$L or l.email ilike %1$L)', private.like_anywhere(p ->> 'q')) end
  union all
  select 2, format(case p_kind
      when 'conversation' then ' and r.id in (%1$s)'
      when 'call' then ' and r.id in (%2$s)'
      else ' and (r.conversation_id in (%1$s) or r.call_id in (%2$s))' end,
    format('select m.conversation_id from public.sms_messages m
      where to_tsvector(''simple'', coalesce(m.body, '''')) @@ %L::tsquery
      order by m.created_at desc limit 1000', w.query),
    format('select t.call_id from public.conversation_transcripts t
      where to_tsvector(''simple'', t.content) @@ %L::tsquery order by t.timestamp desc limit 1000', w.query))
  from private.words_query(p ->> 'q') w (query) where w.query is not null;
$$;

-- The SQL of one kind of inbox row: those that match, in their order, from the place after which
-- the page begins. Null: the page begins after all of them.
create or replace function private.inbox_branch(
  p jsonb, p_rank integer, p_kind text, p_rows text, p_at text, p_campaign text, p_where text
) returns text
language sql immutable set search_path = '' as $$
  select '(' || string_agg(concat(
    format('(select %L::integer as rank, %L as kind, r.id, %s as at from %s r where %s',
      p_rank, p_kind, p_at, p_rows, p_where),
    case when p ->> 'campaign_id' is not null then format(p_campaign, p ->> 'campaign_id') end,
    s.condition,
    case when (p -> 'after' ->> 'rank')::integer = p_rank then
      format(' and (%s, r.id) %s (%L::timestamptz, %L::uuid)', p_at,
        case when p ->> 'view' = 'needs' then '>' else '<' end, p -> 'after' ->> 'at', p -> 'after' ->> 'id') end,
    format(case when p ->> 'view' = 'needs' then ' order by %1$s, r.id' else ' order by %1$s desc, r.id desc' end,
      p_at),
    format(' limit %L)', p ->> 'limit')), ' union ' order by s.nth) || ')'
  from private.inbox_searches(p, p_kind) s
  where coalesce((p -> 'after' ->> 'rank')::integer, p_rank) <= p_rank;
$$;

-- The newest texts and turns with these words, as private.words_query reads them. Only what was said: no
-- text that is planned or was taken back, and nothing of a lead that was deleted. Each with the texts or
-- turns of its kind; the query has the words as a value, so that the planner knows how rare they are.
create or replace function public.search_words(p_q text, p_limit integer)
returns table (
  kind text, conversation_id uuid, call_id uuid, lead_id bigint, lead_name text, lead_phone text,
  seq integer, said_by text, words text, at timestamptz)
language plpgsql stable security definer
set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_query tsquery := private.words_query(p_q);
begin
  if v_query is null then
    return;
  end if;
  return query execute format(
    'select s.kind, s.conversation_id, s.call_id, s.lead_id, l.name, l.phone, s.seq, s.said_by, s.words, s.at
     from (
       (select ''text'' as kind, m.conversation_id, null::uuid as call_id, m.lead_id, m.seq,
          m.author::text as said_by, m.body as words, m.created_at as at
        from public.sms_messages m
        where to_tsvector(''simple'', coalesce(m.body, '''')) @@ %1$L::tsquery
          and m.seq is not null and m.lead_id is not null
          and m.delivery_status not in (''pending'', ''held'', ''canceled'', ''suppressed'')
        order by m.created_at desc, m.message_id desc limit %2$L)
       union all
       (select ''call'', null, t.call_id, t.lead_id, t.seq, t.role::text, t.content, t.timestamp
        from public.conversation_transcripts t
        where to_tsvector(''simple'', t.content) @@ %1$L::tsquery
          and t.role <> ''system'' and t.call_id is not null and t.lead_id is not null
        order by t.timestamp desc limit %2$L)) s
     join public.leads l on l.id = s.lead_id
     order by s.at desc, s.seq desc limit %2$L', v_query, p_limit);
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
