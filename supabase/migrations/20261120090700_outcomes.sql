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

-- p_analysis: {call_id, status, outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?,
-- facts, dropped, next_action?, decided_by, model?, failure?, usage?,
-- callback: {id, run_at} | null, opt_out: {words, scope} | null}.
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
  insert into public.conversation_analyses (
    call_id, call_sid, lead_id, status, outcome, outcome_quote, outcome_turn, summary, sentiment,
    facts, dropped, next_action, decided_by, model, failure, usage, created_at, updated_at
  ) values (
    v_call.id, v_call.call_sid, v_call.lead_id, p_analysis ->> 'status',
    (p_analysis ->> 'outcome')::public.outcome, p_analysis ->> 'outcome_quote',
    (p_analysis ->> 'outcome_turn')::integer, p_analysis ->> 'summary', p_analysis ->> 'sentiment',
    coalesce(p_analysis -> 'facts', '[]'), coalesce(p_analysis -> 'dropped', '[]'),
    nullif(p_analysis -> 'next_action', 'null'), p_analysis ->> 'decided_by', p_analysis ->> 'model',
    p_analysis ->> 'failure', nullif(p_analysis -> 'usage', 'null'), p_now, p_now
  )
  on conflict (call_id) do update set
    status = excluded.status, outcome = excluded.outcome, outcome_quote = excluded.outcome_quote,
    outcome_turn = excluded.outcome_turn, summary = excluded.summary, sentiment = excluded.sentiment,
    facts = excluded.facts, dropped = excluded.dropped, next_action = excluded.next_action,
    decided_by = excluded.decided_by, model = excluded.model, failure = excluded.failure,
    usage = excluded.usage, updated_at = excluded.updated_at
  returning id into v_id;

  if p_analysis -> 'opt_out' ->> 'words' is not null then
    perform public.suppress(v_call.lead_phone, coalesce(p_analysis -> 'opt_out' ->> 'scope', 'all'),
      'spoken', p_analysis -> 'opt_out' ->> 'words', v_call.id, p_now);
  end if;

  perform private.tell_outcome(v_call.lead_id, (p_analysis ->> 'outcome')::public.outcome,
    coalesce(v_call.ended_at, p_now), p_now);

  if p_analysis -> 'callback' ->> 'id' is not null
     and not private.is_suppressed(v_call.lead_phone, 'voice') then
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
