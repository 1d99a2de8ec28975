-- Stores the analysis of a call with its callback and opt-out. p_analysis: {call_id, status,
-- outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?, facts, dropped, next_action?,
-- decided_by, model?, failure?, usage?, callback: {id, run_at} | null, opt_out: {words, scope} |
-- null, model_answered?: whether the language model works, as this shows}. No row: the call is
-- gone. Repeated, it replaces the words and plans nothing new.
create function public.save_analysis(p_analysis jsonb, p_now timestamptz) returns table (analysis_id uuid, callback_id uuid)
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
