-- Stores the analysis of a conversation in texts. p: as for save_text_analysis, and {ended_at,
-- callback: {run_at} | null, model_answered?: as for save_analysis}. An analysis is about one
-- ending: once the lead has written again it says nothing any more. The call that a lead asked for
-- is planned once for the same words, whether the agent or the analysis finds them, and at
-- whichever ending. Returns {result: saved | moved_on | gone, analysis_id?, callback_id?}.
create function public.record_text_outcome(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_conversation public.sms_conversations;
  v_saved jsonb;
  v_planned jsonb;
begin
  v_conversation := private.lock_conversation(v_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'gone');
  end if;
  if v_conversation.ended_at is distinct from (p ->> 'ended_at')::timestamptz then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if (p ->> 'model_answered')::boolean then
    perform private.breaker_ok('language_model', p_now);
  end if;
  v_saved := public.save_text_analysis(p - 'callback' - 'ended_at' - 'model_answered', p_now);

  if p -> 'callback' ->> 'run_at' is not null then
    v_planned := private.plan_asked_call(v_conversation, jsonb_build_object(
      'seq', p -> 'next_action' -> 'turn', 'quote', p -> 'next_action' -> 'quote',
      'run_at', p -> 'callback' -> 'run_at', 'evidence', p -> 'next_action'), p_now);
  end if;
  return v_saved || jsonb_build_object('result', 'saved', 'callback_id', v_planned -> 'call_id');
end;
$$;
