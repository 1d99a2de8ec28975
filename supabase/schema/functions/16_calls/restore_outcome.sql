-- Takes the correction of an outcome back: what was found counts again. Campaigns and calls that ended
-- with the correction stay ended. Returns {result: restored | already | is_open | not_judged |
-- no_such_analysis, analysis?}.
create function public.restore_outcome(p_id uuid, p_actor jsonb, p_now timestamptz) returns jsonb
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
