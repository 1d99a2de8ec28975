-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

alter table public.leads add column assigned_to uuid references public.users (id);
alter table public.conversation_analyses add column correction jsonb;

create index leads_by_source on public.leads (source, id desc);
create index leads_by_outcome on public.leads (outcome, id desc) where outcome is not null;
create index leads_by_zone on public.leads (timezone, id desc) where timezone is not null;
create index leads_assigned on public.leads (assigned_to, id desc) where assigned_to is not null;
create index leads_by_arrival on public.leads (created_at);
create index leads_by_last_contact
  on public.leads (coalesce(last_contacted_at, '-infinity'::timestamptz), id);
create index leads_by_name on public.leads (lower(coalesce(name, phone)), id);
create index calls_by_origin on public.calls (origin, created_at desc, id);
create index calls_longest on public.calls (coalesce(duration_seconds, -1) desc, id);
create index calls_dearest on public.calls (cost_usd desc, id);
create index calls_reached on public.calls (created_at desc, id) where reached;
create index calls_missed on public.calls (created_at desc, id)
  where direction = 'inbound' and ended_at is not null and reached is not true;
create index calls_waiting_of_lead on public.calls (lead_id, run_at, id)
  where status in ('scheduled', 'held');
create index analyses_of_calls_by_outcome on public.conversation_analyses (outcome, call_id)
  where call_id is not null;
create index messages_waiting on public.sms_messages (coalesce(send_at, created_at), message_id)
  where delivery_status in ('pending', 'held');
create index messages_waiting_of_lead
  on public.sms_messages (lead_id, coalesce(send_at, created_at), message_id)
  where delivery_status in ('pending', 'held');
create index enrollments_waiting on public.sms_campaign_enrollments (next_message_at, id)
  where status = 'active' and message_id is null and call_id is null and next_message_at is not null;
create index enrollments_waiting_of_lead on public.sms_campaign_enrollments (lead_id, next_message_at, id)
  where status = 'active' and message_id is null and call_id is null and next_message_at is not null;
create index conversations_reply_due_of_lead on public.sms_conversations (lead_id, reply_due_at)
  where reply_due_at is not null;
create index activity_in_story on public.activity_log (lead_id, at desc)
  where action in ('outcome_corrected', 'outcome_restored', 'lead_assigned');

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

drop function public.list_leads(text, text, bigint, integer, integer, public.outcome);

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

-- Makes a lead that of a user who may act, or nobody's (null). Returns {result: assigned | already |
-- no_such_user | no_such_lead, lead?}.
create or replace function public.assign_lead(
  p_id bigint, p_user_id uuid, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_before uuid;
begin
  select * into v_lead from public.leads where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_lead');
  end if;
  if p_user_id is not null and not exists (
    select 1 from public.users u where u.id = p_user_id and u.disabled_at is null and u.role <> 'viewer') then
    return jsonb_build_object('result', 'no_such_user');
  end if;
  v_before := v_lead.assigned_to;
  if v_before is not distinct from p_user_id then
    return jsonb_build_object('result', 'already', 'lead', to_jsonb(v_lead));
  end if;
  update public.leads set assigned_to = p_user_id, updated_at = p_now
  where id = p_id returning * into v_lead;
  perform private.note_activity(p_actor, 'lead_assigned', 'lead', p_id::text, p_now,
    jsonb_build_object('from', v_before, 'to', p_user_id), p_id);
  return jsonb_build_object('result', 'assigned', 'lead', to_jsonb(v_lead));
end;
$$;

-- The outcome that is known without reading the words: the goal was reached, contact was refused,
-- or a person set or corrected it. Null: the analysis has to find it. The rule stands only here;
-- text_case passes its result on to the analysis.
create or replace function private.standing_outcome(p_conversation public.sms_conversations)
returns public.outcome
language sql stable security definer set search_path = '' as $$
  select p_conversation.conversion_status
  where p_conversation.ended_at is not null
    and (p_conversation.end_reason in ('goal_reached', 'opted_out')
      or (p_conversation.end_reason = 'closed_by_staff'
        and p_conversation.end_evidence ->> 'outcome' = p_conversation.conversion_status::text)
      or exists (select 1 from public.conversation_analyses a
        where a.conversation_id = p_conversation.id and a.correction is not null
          and a.updated_at >= p_conversation.ended_at));
$$;

-- When the call or conversation was over that an analysis is about.
create or replace function private.analysis_over_at(p_analysis public.conversation_analyses) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select c.ended_at from public.calls c where c.id = p_analysis.call_id),
    (select private.over_at(v) from public.sms_conversations v where v.id = p_analysis.conversation_id),
    p_analysis.created_at);
$$;

-- A person changed the outcome of this analysis, or took the change back: the conversation and the lead
-- follow, and a lead that now went to a person is reported. The caller has locked the analysis. Campaigns
-- and waiting calls follow by the triggers of the table.
create or replace function private.apply_outcome(p_analysis public.conversation_analyses, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_at timestamptz := private.analysis_over_at(p_analysis);
  v_other public.conversation_analyses;
begin
  update public.sms_conversations
  set conversion_status = p_analysis.outcome, updated_at = p_now
  where id = p_analysis.conversation_id and conversion_status is distinct from p_analysis.outcome;
  if p_analysis.outcome is null then
    -- What is known of the conversation before that one counts again.
    update public.leads set outcome = null, outcome_at = null, updated_at = p_now
    where id = p_analysis.lead_id and outcome_at = v_at;
    if found then
      for v_other in
        select * from public.conversation_analyses a
        where a.lead_id = p_analysis.lead_id and a.id <> p_analysis.id and a.outcome is not null
        order by a.created_at desc limit 50
      loop
        perform private.tell_outcome(v_other.lead_id, v_other.outcome,
          private.analysis_over_at(v_other), p_now);
      end loop;
    end if;
  else
    perform private.tell_outcome(p_analysis.lead_id, p_analysis.outcome, v_at, p_now);
  end if;
  if p_analysis.outcome = 'escalated' then
    perform private.tell_needs_person(p_analysis.lead_id,
      case when p_analysis.call_id is not null then 'call ' || p_analysis.call_id
        else 'conversation ' || p_analysis.conversation_id || ' ' || extract(epoch from v_at) end,
      jsonb_strip_nulls(jsonb_build_object('call_id', p_analysis.call_id,
        'conversation_id', p_analysis.conversation_id)), 'said_by_a_person', p_now);
  end if;
end;
$$;

-- Why the outcome of an analysis cannot be corrected now: null | is_open | not_judged. The outcome of a
-- conversation that was opened again, or has ended anew since, is for its next analysis to say.
create or replace function private.correction_objection(p_analysis public.conversation_analyses) returns text
language sql stable security definer set search_path = '' as $$
  select case when v.ended_at is null then 'is_open'
    when p_analysis.updated_at < v.ended_at then 'not_judged' end
  from public.sms_conversations v where v.id = p_analysis.conversation_id;
$$;

-- Stores the analysis of a call or a conversation, whose row the caller has locked; an earlier
-- analysis is replaced. p: {call_id, call_sid | conversation_id, lead_id, channel, status, …},
-- named as the columns are. What a person has corrected about the same end stays; for a call, what is
-- found now is what stands again if the correction is taken back. Returns its id.
create or replace function private.keep_analysis(p jsonb, p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v public.conversation_analyses := jsonb_populate_record(null::public.conversation_analyses, p);
  v_kept public.conversation_analyses;
  v_id uuid;
begin
  v.facts := coalesce(v.facts, '[]');
  v.dropped := coalesce(v.dropped, '[]');
  v.correction := null;
  select a.* into v_kept from public.conversation_analyses a
  left join public.sms_conversations s on s.id = a.conversation_id
  where (a.call_id = v.call_id or a.conversation_id = v.conversation_id)
    and a.correction is not null and (s.id is null or a.updated_at >= s.ended_at);
  if found then
    v.correction := case when v.call_id is null then v_kept.correction
      else v_kept.correction || jsonb_build_object('found', jsonb_build_object('status', v.status,
        'outcome', v.outcome, 'outcome_quote', v.outcome_quote, 'outcome_turn', v.outcome_turn,
        'failure', v.failure, 'decided_by', v.decided_by)) end;
    v.status := v_kept.status;
    v.outcome := v_kept.outcome;
    v.outcome_quote := v_kept.outcome_quote;
    v.outcome_turn := v_kept.outcome_turn;
    v.failure := v_kept.failure;
    v.decided_by := v_kept.decided_by;
  end if;
  update public.conversation_analyses a
  set status = v.status, outcome = v.outcome, outcome_quote = v.outcome_quote,
      outcome_turn = v.outcome_turn, summary = v.summary, sentiment = v.sentiment, facts = v.facts,
      dropped = v.dropped, next_action = v.next_action, decided_by = v.decided_by, model = v.model,
      failure = v.failure, usage = v.usage, correction = v.correction, updated_at = p_now
  where a.call_id = v.call_id or a.conversation_id = v.conversation_id
  returning a.id into v_id;
  if v_id is null then
    v_id := gen_random_uuid();
    v.id := v_id;
    v.created_at := p_now;
    v.updated_at := p_now;
    insert into public.conversation_analyses select v.*;
  end if;
  perform private.keep_said_name(v.lead_id, v.facts, p_now);
  return v_id;
end;
$$;

-- The analysis, under the lock of its phone number and of the call or conversation that it is about;
-- all null where there is none.
create or replace function private.lock_analysis(p_id uuid) returns public.conversation_analyses
language plpgsql security definer set search_path = '' as $$
declare
  v public.conversation_analyses;
begin
  select * into v from public.conversation_analyses a where a.id = p_id;
  if v.call_id is not null then
    perform private.lock_call(v.call_id);
  elsif v.conversation_id is not null then
    perform private.lock_conversation(v.conversation_id);
  end if;
  select * into v from public.conversation_analyses a where a.id = p_id for update;
  return v;
end;
$$;

-- A person says what came of a call or a conversation. What was found before is kept in `correction`, so
-- that it can be taken back. p: {id, outcome, reason?, actor}. All that follows from an outcome that an
-- analysis finds follows from this one. Returns {result: corrected | already | is_open | not_judged |
-- no_such_analysis, analysis?}.
create or replace function public.correct_outcome(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_outcome public.outcome := (p ->> 'outcome')::public.outcome;
  v public.conversation_analyses := private.lock_analysis((p ->> 'id')::uuid);
  v_before public.outcome := v.outcome;
  v_why text;
  v_call uuid;
begin
  if v.id is null then
    return jsonb_build_object('result', 'no_such_analysis');
  end if;
  v_why := private.correction_objection(v);
  if v_why is null and v.outcome = v_outcome and v.status = 'done'
     and coalesce(v.correction ->> 'reason' = p ->> 'reason', p ->> 'reason' is null) then
    v_why := 'already';
  end if;
  if v_why is not null then
    return jsonb_build_object('result', v_why, 'analysis', to_jsonb(v) - 'usage');
  end if;
  update public.conversation_analyses a
  set status = 'done', outcome = v_outcome, outcome_quote = null, outcome_turn = null, failure = null,
      decided_by = 'staff', updated_at = p_now,
      correction = jsonb_build_object('by_id', p -> 'actor' -> 'id', 'by_name', p -> 'actor' -> 'name',
        'at', p_now, 'reason', p -> 'reason', 'found', coalesce(v.correction -> 'found',
          jsonb_build_object('status', v.status, 'outcome', v.outcome, 'outcome_quote', v.outcome_quote,
            'outcome_turn', v.outcome_turn, 'failure', v.failure, 'decided_by', v.decided_by)))
  where a.id = v.id returning * into v;
  perform private.apply_outcome(v, p_now);
  if v_outcome = 'discarded' then
    -- The call that the lead was believed to have asked for.
    for v_call in
      select c.id from public.calls c where c.callback_of = v.call_id and private.is_waiting(c.status)
      union all
      select (private.asked_call(s.id, s.lead_phone)).id from public.sms_conversations s
      where s.id = v.conversation_id
    loop
      perform public.deny_call(v_call, 'outcome_corrected', 'A person says that the lead is not to be contacted.',
        jsonb_build_object('analysis', v.id), p_now);
    end loop;
  end if;
  perform private.note_activity(p -> 'actor', 'outcome_corrected', 'analysis', v.id::text, p_now,
    jsonb_strip_nulls(jsonb_build_object('from', v_before, 'to', v_outcome, 'call_id', v.call_id,
      'conversation_id', v.conversation_id)), v.lead_id);
  return jsonb_build_object('result', 'corrected', 'analysis', to_jsonb(v) - 'usage');
end;
$$;

-- Takes the correction of an outcome back: what was found counts again. Campaigns and calls that ended
-- with the correction stay ended. Returns {result: restored | already | is_open | not_judged |
-- no_such_analysis, analysis?}.
create or replace function public.restore_outcome(p_id uuid, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.conversation_analyses := private.lock_analysis(p_id);
  v_before public.outcome := v.outcome;
  v_why text;
begin
  if v.id is null then
    return jsonb_build_object('result', 'no_such_analysis');
  end if;
  v_why := case when v.correction is null then 'already' else private.correction_objection(v) end;
  if v_why is not null then
    return jsonb_build_object('result', v_why, 'analysis', to_jsonb(v) - 'usage');
  end if;
  update public.conversation_analyses a
  set status = f.status, outcome = f.outcome, outcome_quote = f.outcome_quote,
      outcome_turn = f.outcome_turn, failure = f.failure, decided_by = f.decided_by, correction = null,
      updated_at = p_now
  from jsonb_populate_record(null::public.conversation_analyses, v.correction -> 'found') f
  where a.id = v.id returning a.* into v;
  perform private.apply_outcome(v, p_now);
  perform private.note_activity(p_actor, 'outcome_restored', 'analysis', v.id::text, p_now,
    jsonb_strip_nulls(jsonb_build_object('from', v_before, 'to', v.outcome, 'call_id', v.call_id,
      'conversation_id', v.conversation_id)), v.lead_id,
    (select l.id from public.activity_log l
     where l.subject_kind = 'analysis' and l.subject_id = v.id::text and l.action = 'outcome_corrected'
     order by l.id desc limit 1));
  return jsonb_build_object('result', 'restored', 'analysis', to_jsonb(v) - 'usage');
end;
$$;

-- Stores the analysis of a call with its callback and opt-out. p_analysis: {call_id, status,
-- outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?, facts, dropped, next_action?,
-- decided_by, model?, failure?, usage?, callback: {id, run_at} | null, opt_out: {words, scope} |
-- null, model_answered?: whether the language model works, as this shows}. No row: the call is
-- gone. Repeated, it replaces the words and plans nothing new.
create or replace function public.save_analysis(p_analysis jsonb, p_now timestamptz) returns table (analysis_id uuid, callback_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_call public.calls;
  v_id uuid;
  v_callback uuid;
  v_outcome public.outcome;
begin
  select * into v_call from public.calls where id = (p_analysis ->> 'call_id')::uuid for update;
  if not found then
    return;
  end if;
  v_id := private.keep_analysis(p_analysis || jsonb_build_object('call_id', v_call.id,
    'call_sid', v_call.call_sid, 'lead_id', v_call.lead_id, 'channel', 'call'), p_now);

  if (p_analysis ->> 'model_answered')::boolean then
    perform private.breaker_ok('language_model', p_now);
  end if;
  if p_analysis -> 'opt_out' ->> 'words' is not null then
    perform public.suppress(v_call.lead_phone, coalesce(p_analysis -> 'opt_out' ->> 'scope', 'all'),
      'spoken', p_analysis -> 'opt_out' ->> 'words', v_call.id, p_now);
  end if;

  -- The outcome that was kept: a person may have corrected it before.
  select a.outcome into v_outcome from public.conversation_analyses a where a.id = v_id;
  perform private.tell_outcome(v_call.lead_id, v_outcome, coalesce(v_call.ended_at, p_now), p_now);
  if v_outcome = 'escalated' then
    perform private.tell_needs_person(v_call.lead_id, 'call ' || v_call.id,
      jsonb_build_object('call_id', v_call.id), 'found_by_the_judge', p_now);
  end if;

  if p_analysis -> 'callback' ->> 'id' is not null and v_outcome is distinct from 'discarded'
     and private.can_be_rung(v_call.lead_phone) then
    insert into public.calls (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
      message, origin, campaign_id, run_at, callback_of, created_at, updated_at
    ) values (
      (p_analysis -> 'callback' ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound',
      v_call.provider, v_call.voice, v_call.lead_phone, v_call.lead_phone, 'scheduled',
      'high', v_call.message, 'callback', v_call.campaign_id,
      (p_analysis -> 'callback' ->> 'run_at')::timestamptz, v_call.id, p_now, p_now
    ) on conflict (callback_of) do nothing returning id into v_callback;
    if v_callback is null then
      select id into v_callback from public.calls where callback_of = v_call.id;
    else
      perform private.decide(v_call.lead_id, v_callback, 'hold', 'callback_requested',
        'The lead asked to be called at this time.',
        (p_analysis -> 'callback' ->> 'run_at')::timestamptz, p_analysis -> 'next_action', p_now);
    end if;
  end if;
  return query select v_id, v_callback;
end;
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
      when 'waiting' then 'c.status in (''scheduled'', ''held'')'
      when 'booked' then 'exists (
        select 1 from public.conversation_analyses a where a.call_id = c.id and a.outcome = ''success'')' end,
    case when p ->> 'since' is not null then format(' and c.created_at >= %L', p ->> 'since') end,
    case when p ->> 'until' is not null then format(' and c.created_at < %L', p ->> 'until') end,
    case when p ->> 'q' is not null then
      format(' and c.id in (
        (select f.id from public.calls f where f.lead_id in (select l.id from public.leads l
           where l.name ilike %1$L or l.phone like %2$L or l.email ilike %1$L)
         order by f.created_at desc limit 1000)',
        private.like_anywhere(p ->> 'q'), private.phone_anywhere(p ->> 'q'))
      || coalesce(format(' union select private.calls_saying(%L::tsquery)', private.words_query(p ->> 'q')::text), '')
      || ')' end);
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

-- How many of the newest ten thousand calls of a list there are in each view. p: the conditions of
-- private.call_conditions. Returns {all, reached, booked, missed, failed, waiting}.
create or replace function public.count_calls(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_counts jsonb;
begin
  execute format('
    select jsonb_build_object(
      ''all'', count(*),
      ''reached'', count(*) filter (where c.reached),
      ''booked'', count(*) filter (where exists (
        select 1 from public.conversation_analyses a where a.call_id = c.id and a.outcome = ''success'')),
      ''missed'', count(*) filter (where c.direction = ''inbound'' and c.ended_at is not null and c.reached is not true),
      ''failed'', count(*) filter (where c.status = ''failed''),
      ''waiting'', count(*) filter (where c.status in (''scheduled'', ''held'')))
    from (select c.* from public.calls c where true %s order by c.created_at desc, c.id limit 10000) c',
    private.call_conditions(p - 'view' - 'status'))
  into v_counts;
  return v_counts;
end;
$$;

-- The conditions of a list of leads, as SQL about `l`. p: {q?, status?, outcome?, source?, timezone?,
-- campaign_id?, assigned_to?: id | nobody, since?}. Only what is asked for stands there, with its value:
-- a plan for all conditions would read every lead.
create or replace function private.lead_conditions(p jsonb) returns text
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_campaign uuid := (p ->> 'campaign_id')::uuid;
  v_members bigint[];
begin
  if v_campaign is not null then
    -- A small campaign is read whole; the leads of a large one are found soon among all leads.
    v_members := array(
      select e.lead_id from public.sms_campaign_enrollments e
      where e.campaign_id = v_campaign and e.status <> 'active'
      union all
      select e.lead_id from public.sms_campaign_enrollments e
      where e.campaign_id = v_campaign and e.status = 'active'
        and (e.message_id is not null or e.call_id is not null)
      union all
      select e.lead_id from public.sms_campaign_enrollments e
      where e.campaign_id = v_campaign and e.status = 'active' and e.message_id is null and e.call_id is null
      limit 5001);
  end if;
  return concat(
    (select string_agg(format(' and l.%I = %L', f.name, p ->> f.column), '' order by f.name)
     from (values ('lead_status', 'status'), ('outcome', 'outcome'), ('source', 'source'),
       ('timezone', 'timezone')) f (name, "column")
     where p ->> f.column is not null),
    case when p ->> 'assigned_to' = 'nobody' then ' and l.assigned_to is null'
      when p ->> 'assigned_to' is not null then format(' and l.assigned_to = %L', p ->> 'assigned_to') end,
    case when p ->> 'since' is not null then format(' and l.created_at >= %L', p ->> 'since') end,
    case when v_campaign is null then ''
      when cardinality(v_members) <= 5000 then format(' and l.id = any (%L::bigint[])', v_members)
      else format(' and exists (select 1 from public.sms_campaign_enrollments e
        where e.lead_id = l.id and e.campaign_id = %L)', v_campaign) end,
    case when p ->> 'q' is not null then
      format(' and (%s)', (
        -- Digits have no case, and `like` is faster.
        select string_agg(case c.name
          when 'phone' then format('l.%I like %L', c.name, private.phone_anywhere(p ->> 'q'))
          else format('l.%I ilike %L', c.name, private.like_anywhere(p ->> 'q')) end, ' or ')
        from private.lead_columns c where c.is_searched)) end);
end;
$$;

-- What happens with a lead next: {at, channel, what: call | text | step | reply | person | paused, rule,
-- is_held, campaign_id, step, key}; null: nothing is planned. `rule` says why not sooner. `person`: a
-- conversation waits for a person, `paused`: follow-ups wait while people talk; both have no moment.
create or replace function private.next_contact(p_lead_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_next jsonb;
begin
  select to_jsonb(n) into v_next from (
    (select c.run_at as at, 'call' as channel, 'call' as what, c.held_rule as rule,
       c.status = 'held' as is_held, c.campaign_id, c.step, 'call ' || c.id as key
     from public.calls c where c.lead_id = p_lead_id and c.status in ('scheduled', 'held')
     order by c.run_at, c.id limit 1)
    union all
    (select coalesce(m.send_at, m.created_at), 'text', case when m.step is null then 'text' else 'step' end,
       m.held_rule, m.delivery_status = 'held', m.campaign_id, m.step, 'text ' || m.message_id
     from public.sms_messages m where m.lead_id = p_lead_id and m.delivery_status in ('pending', 'held')
     order by coalesce(m.send_at, m.created_at), m.message_id limit 1)
    union all
    (select e.next_message_at, e.channel, 'step', null, false, e.campaign_id, e.next_step, 'step ' || e.id
     from public.sms_campaign_enrollments e
     where e.lead_id = p_lead_id and e.status = 'active' and e.message_id is null and e.call_id is null
       and e.next_message_at is not null
     order by e.next_message_at, e.id limit 1)
    union all
    (select v.reply_due_at, 'text', 'reply', null, v.reply_state = 'held', v.campaign_id, null, 'reply ' || v.id
     from public.sms_conversations v where v.lead_id = p_lead_id and v.reply_due_at is not null
     order by v.reply_due_at, v.id limit 1)) n
  order by n.at, n.key limit 1;
  if v_next is not null then
    return v_next;
  end if;
  select jsonb_build_object('channel', 'text', 'what', 'person', 'rule',
      case v.owner when 'paused' then 'unclear' else 'awaits_human' end, 'campaign_id', v.campaign_id)
  into v_next
  from public.sms_conversations v
  where v.lead_id = p_lead_id and v.ended_at is null and (v.owner = 'paused' or v.awaits_human)
  order by v.last_activity_at desc limit 1;
  if v_next is null then
    select jsonb_build_object('channel', e.channel, 'what', 'paused', 'rule', 'enrollment_paused',
      'campaign_id', e.campaign_id, 'step', e.next_step)
    into v_next
    from public.sms_campaign_enrollments e where e.lead_id = p_lead_id and e.status = 'paused'
    order by e.id desc limit 1;
  end if;
  return jsonb_build_object('at', null, 'is_held', false, 'step', null) || v_next;
end;
$$;

-- SQL for all that waits for its moment, with the lead and the key of private.next_contact. p_rest is put
-- behind each of the four parts, which have the columns `at` and `is_held`.
create or replace function private.what_waits(p_rest text) returns text
language sql immutable set search_path = '' as $$
  select format('
    (select * from (select c.lead_id, c.run_at as at, ''call '' || c.id as key, c.status = ''held'' as is_held
     from public.calls c where c.status in (''scheduled'', ''held'')) w %1$s)
    union all
    (select * from (select m.lead_id, coalesce(m.send_at, m.created_at) as at, ''text '' || m.message_id as key,
       m.delivery_status = ''held'' as is_held
     from public.sms_messages m where m.delivery_status in (''pending'', ''held'')) w %1$s)
    union all
    (select * from (select e.lead_id, e.next_message_at as at, ''step '' || e.id as key, false as is_held
     from public.sms_campaign_enrollments e
     where e.status = ''active'' and e.message_id is null and e.call_id is null
       and e.next_message_at is not null) w %1$s)
    union all
    (select * from (select v.lead_id, v.reply_due_at as at, ''reply '' || v.id as key, v.reply_state = ''held'' as is_held
     from public.sms_conversations v where v.reply_due_at is not null) w %1$s)', p_rest);
$$;

-- How many leads each view has. p: the conditions of private.lead_conditions, and {today: since when a
-- lead is new}. Returns {all, new_today, not_contacted, waiting}: `all` at most 10,000, the others at most
-- a thousand.
create or replace function public.count_leads(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_where text := private.lead_conditions(p - 'status' - 'since');
  v_counts jsonb;
begin
  execute format('
    select jsonb_build_object(
      ''all'', (select count(*) from (select 1 from public.leads l where true %1$s limit 10000) n),
      ''new_today'', (select count(*) from (
        select 1 from public.leads l where l.created_at >= %2$L %1$s limit 1000) n),
      ''not_contacted'', (select count(*) from (
        select 1 from public.leads l where l.lead_status = ''new'' %1$s limit 1000) n),
      ''waiting'', (select count(*) from (
        select distinct l.id from (%3$s) w join public.leads l on l.id = w.lead_id
        where private.next_contact(l.id) ->> ''key'' = w.key %1$s limit 1000) n))',
    v_where, p ->> 'today', private.what_waits('where w.is_held order by w.at limit 1000'))
  into v_counts;
  return v_counts;
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

-- Whether a call, text, step or answer waits for its moment.
create or replace function private.is_planned(p_lead_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.lead_id = p_lead_id and c.status in ('scheduled', 'held'))
    or exists (select 1 from public.sms_messages m
      where m.lead_id = p_lead_id and m.delivery_status in ('pending', 'held'))
    or exists (select 1 from public.sms_campaign_enrollments e
      where e.lead_id = p_lead_id and e.status = 'active' and e.message_id is null and e.call_id is null
        and e.next_message_at is not null)
    or exists (select 1 from public.sms_conversations v
      where v.lead_id = p_lead_id and v.reply_due_at is not null);
$$;

-- The latest call or text with a lead, in either direction: {at, channel, direction, status, seconds},
-- or null. Calls that were never placed and texts that never left are none.
create or replace function private.last_contact(p_lead_id bigint) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  select to_jsonb(n) from (
    (select coalesce(c.answered_at, c.dialed_at, c.created_at) as at, 'call' as channel, c.direction::text,
       c.status::text, c.duration_seconds as seconds
     from public.calls c
     where c.lead_id = p_lead_id and (c.dialed_at is not null or c.direction = 'inbound')
     order by c.created_at desc limit 1)
    union all
    (select coalesce(m.sent_at, m.created_at), 'text', m.direction::text, m.delivery_status::text, null
     from public.sms_messages m
     where m.lead_id = p_lead_id and (m.direction = 'inbound' or m.sent_at is not null)
     order by m.created_at desc limit 1)) n
  order by n.at desc limit 1;
$$;

-- What happened to a lead itself up to a moment: its arrival, consents and suppressions, campaigns,
-- owner changes, notes, corrected outcomes and whose lead it is. p_talk: only owner changes and
-- corrections of this conversation, and no note of another one.
create or replace function private.story_of_lead(
  p_lead_id bigint, p_talk uuid, p_to timestamptz, p_limit integer
) returns table (at timestamptz, kind text, key text, told jsonb)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_phone text := (select l.phone from public.leads l where l.id = p_lead_id);
begin
  return query
    select l.created_at, 'arrival', private.story_key(0, l.id::text),
      jsonb_build_object('lead_id', l.id, 'source', l.source, 'external_id', l.external_id)
    from public.leads l where l.id = p_lead_id and l.created_at <= p_to;
  return query (
    select t.at, 'consent', private.story_key(1, t.event || k.id), jsonb_build_object('event', t.event, 'consent', to_jsonb(k))
    from public.consents k
    cross join lateral (values ('given', k.at), ('revoked', k.revoked_at)) t (event, at)
    where k.phone = v_phone and t.at <= p_to order by t.at desc limit p_limit);
  return query (
    select e.enrolled_at, 'enrollment', private.story_key(2, e.id::text), to_jsonb(e)
    from public.sms_campaign_enrollments e
    where e.lead_id = p_lead_id and e.enrolled_at <= p_to order by e.enrolled_at desc limit p_limit);
  return query (
    select o.at, 'ownership', private.story_key(8, o.id::text), to_jsonb(o)
    from public.sms_conversations v join public.ownership_changes o on o.conversation_id = v.id
    where v.lead_id = p_lead_id and v.id = coalesce(p_talk, v.id) and o.at <= p_to
    order by o.at desc limit p_limit);
  return query (
    select n.created_at, 'note', private.story_key(9, n.id::text), to_jsonb(n) from public.notes n
    where n.lead_id = p_lead_id and n.created_at <= p_to
      and (p_talk is null or n.conversation_id is null or n.conversation_id = p_talk)
    order by n.created_at desc limit p_limit);
  return query (
    select t.at, 'suppression', private.story_key(10, t.event || s.id),
      jsonb_build_object('event', t.event, 'suppression', to_jsonb(s) - 'phone_hash')
    from public.suppressions s
    cross join lateral (values ('added', s.created_at), ('lifted', s.lifted_at)) t (event, at)
    where s.phone_hash = private.phone_hash(v_phone) and t.at <= p_to order by t.at desc limit p_limit);
  return query (
    select a.at, case a.action when 'lead_assigned' then 'assignment' else 'correction' end,
      private.story_key(11, a.id::text),
      jsonb_build_object('id', a.id, 'actor_id', a.actor_id, 'actor_name', a.actor_name,
        'from', a.details -> 'from', 'to', a.details -> 'to')
      || case a.action when 'lead_assigned' then '{}' else jsonb_build_object(
        'restored', a.action = 'outcome_restored', 'call_id', a.details -> 'call_id',
        'conversation_id', a.details -> 'conversation_id') end
    from public.activity_log a
    where a.lead_id = p_lead_id and a.at <= p_to
      and a.action in ('outcome_corrected', 'outcome_restored', 'lead_assigned')
      and (p_talk is null or a.details ->> 'conversation_id' = p_talk::text)
    order by a.at desc limit p_limit);
end;
$$;

-- A page of calls, each with its analysis. p: {limit, sort?: begun | duration | cost, order?: asc | desc,
-- before?: {createdAt | value, id}: the last row of the page before}, and the conditions of
-- private.call_conditions.
create or replace function public.list_calls(p jsonb) returns jsonb
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

-- A page of leads, each with `next_contact` and `last_contact`. p: {limit, offset?, sort?: created |
-- last_contact | next_contact | name, order?: asc | desc, after?: {id, value?}, id?, next?: any | held |
-- none, next_before?}, and the conditions of private.lead_conditions. `value` of a row is what it is
-- sorted by. Sorted by next contact, it has only
-- leads with which something is planned; with `next` or `next_before` in another order, only those among
-- the soonest five thousand of each kind.
create or replace function public.list_leads(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_sort text := coalesce(p ->> 'sort', 'created');
  v_order text := case when coalesce(p ->> 'order', case v_sort when 'name' then 'asc'
    when 'next_contact' then 'asc' else 'desc' end) = 'asc' then 'asc' else 'desc' end;
  v_after text := case v_order when 'asc' then '>' else '<' end;
  v_key text := case v_sort when 'name' then 'lower(coalesce(l.name, l.phone))'
    when 'last_contact' then 'coalesce(l.last_contacted_at, ''-infinity''::timestamptz)' end;
  v_where text := private.lead_conditions(p);
  v_waits text := concat(
    case when p ->> 'next' = 'held' then ' and w.is_held' end,
    case when p ->> 'next_before' is not null then format(' and w.at < %L', p ->> 'next_before') end);
  v_from text;
  v_page jsonb;
begin
  if p ->> 'id' is not null then
    v_where := v_where || format(' and l.id = %L', p ->> 'id');
  end if;
  if v_sort = 'next_contact' then
    -- Read in the order of the moments; a lead stands at the first thing that waits for it.
    v_from := format('
      select l as l, l.id, w.at::text as value, n.next
      from (%1$s) w
      join public.leads l on l.id = w.lead_id
      cross join lateral (select private.next_contact(l.id) as next) n
      where n.next ->> ''key'' = w.key %2$s order by w.at %3$s, l.id %3$s',
      private.what_waits(format('where true %s %s order by w.at %s', v_waits,
        case when p -> 'after' is not null then format(' and w.at %s= %L', v_after, p -> 'after' ->> 'value') end,
        v_order)),
      v_where || case when p -> 'after' is not null then format(' and (w.at, l.id) %s (%L::timestamptz, %L::bigint)',
        v_after, p -> 'after' ->> 'value', p -> 'after' ->> 'id') else '' end,
      v_order);
  else
    v_where := concat(v_where,
      case when p ->> 'next' = 'none' then ' and not private.is_planned(l.id)'
        when v_waits <> '' or p ->> 'next' is not null then format(' and l.id in (select w.lead_id from (%s) w)',
          private.what_waits(format('where true %s order by w.at limit 5000', v_waits))) end,
      case when p ->> 'next' = 'held' then
        ' and (private.next_contact(l.id) ->> ''is_held'')::boolean' end,
      case when p -> 'after' is null then null
        when v_key is null then format(' and l.id %s %L', v_after, p -> 'after' ->> 'id')
        else format(' and (%s, l.id) %s (%L, %L::bigint)', v_key, v_after, p -> 'after' ->> 'value',
          p -> 'after' ->> 'id') end);
    v_from := format('
      select l as l, l.id, (%s)::text as value, null::jsonb as next from public.leads l
      where true %s order by %s l.id %s', coalesce(v_key, 'null'), v_where,
      v_key || ' ' || v_order || ',', v_order);
  end if;
  execute format('
    select coalesce(jsonb_agg(to_jsonb(r.l) || jsonb_build_object(
      ''next_contact'', coalesce(r.next, private.next_contact(r.id)) - ''key'',
      ''last_contact'', private.last_contact(r.id), ''value'', r.value) order by r.place), ''[]'')
    from (select f.*, row_number() over () as place from (%s offset %L limit %L) f) r',
    v_from, coalesce((p ->> 'offset')::integer, 0), p ->> 'limit')
  into v_page;
  return v_page;
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
