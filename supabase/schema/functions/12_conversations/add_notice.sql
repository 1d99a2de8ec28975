-- Plans a notice: a text about the conversation itself (the confirmation of an opt-out, where help
-- is, a handover).
create function private.add_notice(
  p_conversation_id uuid, p_message_id uuid, p_notice text, p_body text, p_in_reply_to integer,
  p_now timestamptz
) returns uuid
language sql security definer set search_path = '' as $$
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, direction, author, kind, notice, body,
    provider, in_reply_to_seq, send_at, enqueue_at, created_at, updated_at)
  select p_message_id, v.id, v.lead_id, v.lead_phone, private.next_seq(v.id, p_now), 'outbound',
         'system', 'notice', p_notice, p_body, v.provider, p_in_reply_to, p_now, p_now, p_now, p_now
  from public.sms_conversations v
  where v.id = p_conversation_id
    -- Checked before a sequence number is taken: a number without a text would be a gap.
    and not exists (select 1 from public.sms_messages m where m.message_id = p_message_id)
  returning message_id;
$$;
