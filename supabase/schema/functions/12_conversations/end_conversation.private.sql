-- Ends a conversation; repeated, it changes nothing. The caller has locked the phone number.
create function private.end_conversation(
  p_id uuid, p_outcome public.outcome, p_reason text, p_evidence jsonb, p_now timestamptz,
  p_actor jsonb default null
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_from public.conversation_owner := (select v.owner from public.sms_conversations v where v.id = p_id);
  v_conversation public.sms_conversations;
begin
  update public.sms_conversations
  set owner = 'closed', ended_at = p_now, end_reason = p_reason, end_evidence = p_evidence,
      conversion_status = coalesce(p_outcome, conversion_status), reply_due_at = null,
      reply_first_at = null, awaits_human = false, send_failed_at = null, updated_at = p_now
  where id = p_id and ended_at is null
  returning * into v_conversation;
  if not found then
    return false;
  end if;
  perform private.note_owner(p_id, v_from, p_actor, p_reason, p_now);
  perform private.cancel_planned(v_conversation.lead_phone, '{reply}', 'conversation_ended', p_now, p_id);
  perform private.halt_enrollments(v_conversation.lead_phone, 'stopped', p_reason, p_now);
  perform private.tell_outcome(v_conversation.lead_id, p_outcome, private.over_at(v_conversation), p_now);
  return true;
end;
$$;
