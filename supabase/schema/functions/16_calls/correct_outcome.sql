-- A person says what came of a call or a conversation. What was found before is kept in `correction`, so
-- that it can be taken back. p: {id, outcome, reason?, actor}. All that follows from an outcome that an
-- analysis finds follows from this one. Returns {result: corrected | already | is_open | not_judged |
-- no_such_analysis, analysis?}.
create function public.correct_outcome(p jsonb, p_now timestamptz) returns jsonb
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
