-- Stores how a conversation in texts ended, as save_analysis does for calls. p: {conversation_id,
-- status, outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?, facts, dropped,
-- next_action?, decided_by, model?, failure?, usage?, opt_out: {words, scope} | null}. An outcome
-- that was known without the words (standing_outcome) replaces the one that was found in them.
-- Returns {analysis_id}, or null.
create function public.save_text_analysis(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_stands public.outcome;
  v_id uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return null;
  end if;
  if p -> 'opt_out' ->> 'words' is not null then
    perform private.opt_out(v_conversation.id, coalesce(p -> 'opt_out' ->> 'scope', 'all'), 'text',
      p -> 'opt_out' ->> 'words', null, null, false, p_now);
    select * into v_conversation from public.sms_conversations where id = v_conversation.id;
  end if;
  v_stands := private.standing_outcome(v_conversation);
  -- The analysis is told the standing outcome and returns no other; but only here, under one lock,
  -- are this row and the conversation's certain to agree.
  if v_stands is not null and v_stands::text is distinct from p ->> 'outcome' then
    p := p || jsonb_build_object('status', 'done', 'outcome', v_stands, 'outcome_quote', null,
      'outcome_turn', null, 'failure', null, 'decided_by',
      case v_conversation.end_reason when 'closed_by_staff' then 'staff' else 'rules' end);
  end if;
  v_id := private.keep_analysis(p || jsonb_build_object('lead_id', v_conversation.lead_id,
    'channel', 'text'), p_now);
  if p ->> 'outcome' is not null and v_conversation.ended_at is not null and v_stands is null then
    update public.sms_conversations
    set conversion_status = (p ->> 'outcome')::public.outcome, updated_at = p_now
    where id = v_conversation.id;
    perform private.tell_outcome(v_conversation.lead_id, (p ->> 'outcome')::public.outcome,
      private.over_at(v_conversation), p_now);
  end if;
  -- The webhook of a handover was sent at the handover.
  if p ->> 'outcome' = 'escalated' and v_stands is null and v_conversation.ended_at is not null
     and v_conversation.handed_over_at is null then
    perform private.tell_needs_person(v_conversation.lead_id,
      'conversation ' || v_conversation.id || ' ' || extract(epoch from v_conversation.ended_at),
      jsonb_build_object('conversation_id', v_conversation.id), 'found_by_the_judge', p_now);
  end if;
  return jsonb_build_object('analysis_id', v_id);
end;
$$;
