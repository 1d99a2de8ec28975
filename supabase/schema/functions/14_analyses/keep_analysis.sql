-- Stores the analysis of a call or a conversation, whose row the caller has locked; an earlier
-- analysis is replaced. p: {call_id, call_sid | conversation_id, lead_id, channel, status, …},
-- named as the columns are. What a person has corrected about the same end stays; for a call, what is
-- found now is what stands again if the correction is taken back. Returns its id.
create function private.keep_analysis(p jsonb, p_now timestamptz) returns uuid
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
