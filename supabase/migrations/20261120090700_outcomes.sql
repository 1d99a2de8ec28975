-- How a conversation ended, and what follows from it.

-- A lead's outcome is that of the conversation in which something was said last, on whichever
-- channel: what is found late about an older one does not replace it.
create function private.tell_outcome(
  p_lead_id bigint, p_outcome public.outcome, p_over_at timestamptz, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.leads
  set outcome = p_outcome, outcome_at = p_over_at, updated_at = p_now
  where id = p_lead_id and p_outcome is not null
    and (outcome_at is null or outcome_at <= p_over_at);
$$;

-- A name that the lead has said itself, with its words, is the lead's name where none is known. What is
-- known already is left: people correct it, not a transcript.
create function private.keep_said_name(p_lead_id bigint, p_facts jsonb, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.leads l
  set name = f.name, updated_at = p_now
  from (
    select btrim(e.fact ->> 'value') as name
    from jsonb_array_elements(coalesce(p_facts, '[]')) with ordinality e (fact, n)
    where e.fact ->> 'field' = 'name'
      and btrim(e.fact ->> 'value') ~ '^[[:alpha:]][[:alpha:]''’. -]{0,79}$'
      and position(lower(btrim(e.fact ->> 'value')) in lower(e.fact ->> 'quote')) > 0
    order by e.n limit 1) f
  where l.id = p_lead_id and l.name is null;
$$;

-- Writes what was found out about a call or a conversation in texts, whose row the caller has locked;
-- said again, it replaces the words. p: {call_id, call_sid | conversation_id, lead_id, channel, status,
-- …}, named as the columns are. Returns its id.
create function private.keep_analysis(p jsonb, p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v public.conversation_analyses := jsonb_populate_record(null::public.conversation_analyses, p);
  v_id uuid;
begin
  v.facts := coalesce(v.facts, '[]');
  v.dropped := coalesce(v.dropped, '[]');
  update public.conversation_analyses a
  set status = v.status, outcome = v.outcome, outcome_quote = v.outcome_quote,
      outcome_turn = v.outcome_turn, summary = v.summary, sentiment = v.sentiment, facts = v.facts,
      dropped = v.dropped, next_action = v.next_action, decided_by = v.decided_by, model = v.model,
      failure = v.failure, usage = v.usage, updated_at = p_now
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

-- Whether the language model is asked by nobody just now, but for one at a time who finds out.
create function private.model_rests() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select 1 from public.breakers b where b.name = 'language_model' and b.opened_at is not null);
end;
$$;

-- A call and all that a judgement of it needs, in one reading: {call, lead, earlier: what was found out
-- before, turns, booked, model_rests}, or null. `booked`: an appointment was made in it.
create function public.call_to_judge(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'call', to_jsonb(c) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = c.lead_id),
    'earlier', (select to_jsonb(a) from public.conversation_analyses a where a.call_id = c.id),
    'turns', coalesce((
      select jsonb_agg(to_jsonb(t) order by t.seq)
      from public.conversation_transcripts t where t.call_sid = c.call_sid), '[]'),
    'booked', c.lead_id is not null and exists (
      select 1 from public.appointments b where b.call_id = c.id and b.lead_id = c.lead_id),
    'model_rests', private.model_rests())
  from public.calls c where c.id = p_id;
$$;

-- p_analysis: {call_id, status, outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?,
-- facts, dropped, next_action?, decided_by, model?, failure?, usage?,
-- callback: {id, run_at} | null, opt_out: {words, scope} | null, model_answered?: whether the language
-- model answers people, as this shows}.
-- Returns {analysis_id, callback_id?}. Saying it again replaces the words and schedules nothing new.
create function public.save_analysis(p_analysis jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_id uuid;
  v_callback uuid;
begin
  select * into v_call from public.calls where id = (p_analysis ->> 'call_id')::uuid for update;
  if not found then
    return null;
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

  perform private.tell_outcome(v_call.lead_id, (p_analysis ->> 'outcome')::public.outcome,
    coalesce(v_call.ended_at, p_now), p_now);
  if p_analysis ->> 'outcome' = 'escalated' then
    perform private.tell_needs_person(v_call.lead_id, 'call ' || v_call.id,
      jsonb_build_object('call_id', v_call.id), 'found_by_the_judge', p_now);
  end if;

  if p_analysis -> 'callback' ->> 'id' is not null
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
  return jsonb_build_object('analysis_id', v_id, 'callback_id', v_callback);
end;
$$;

select private.close_functions();
