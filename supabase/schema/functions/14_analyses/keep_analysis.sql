-- Stores the analysis of a call or a conversation, whose row the caller has locked; an earlier
-- analysis is replaced. p: {call_id, call_sid | conversation_id, lead_id, channel, status, …},
-- named as the columns are. Returns its id.
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
