-- The agent ends the conversation because the goal is reached. p: as for save_reply_draft, and
-- {outcome, reason, evidence?, appointment?: {starts_at, words}}. Only a draft that is not out of
-- date books and ends anything; it is sent as a closing line, which the end of the conversation
-- does not take back. Returns what save_reply_draft returns.
create function public.finish_conversation(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_saved jsonb;
  v_evidence jsonb := coalesce(nullif(p -> 'evidence', 'null'), '{}');
begin
  v_saved := public.save_reply_draft(p, p_now);
  if v_saved ->> 'result' <> 'planned' then
    return v_saved;
  end if;
  update public.sms_messages set kind = 'notice', notice = 'closing', updated_at = p_now
  where message_id = (p ->> 'message_id')::uuid;
  if jsonb_typeof(p -> 'appointment') = 'object' then
    v_evidence := v_evidence || jsonb_build_object('appointment_id', public.book_text_appointment(
      v_id, (p -> 'appointment' ->> 'starts_at')::timestamptz, p -> 'appointment' ->> 'words', p_now));
  end if;
  perform private.end_conversation(v_id, (p ->> 'outcome')::public.outcome, p ->> 'reason', v_evidence, p_now);
  return v_saved;
end;
$$;
