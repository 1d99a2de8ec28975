-- Plans the same text once more, as a row of its own; asked for twice, it is one.
create function private.try_again(p_message public.sms_messages, p_at timestamptz, p_now timestamptz)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, direction, author, kind, body, media,
    provider, campaign_id, enrollment_id, step, step_version, variant, retry_of, attempt,
    in_reply_to_seq, notice, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    gen_random_uuid(), p_message.conversation_id, p_message.lead_id, p_message.lead_phone,
    'outbound', p_message.author, p_message.kind, p_message.body, p_message.media,
    p_message.provider, p_message.campaign_id, p_message.enrollment_id, p_message.step,
    p_message.step_version, p_message.variant, p_message.message_id, p_message.attempt + 1,
    p_message.in_reply_to_seq, p_message.notice, p_message.sent_by, p_at, p_at, p_now, p_now
  ) on conflict (retry_of) do nothing returning message_id into v_id;
  return coalesce(v_id, (select m.message_id from public.sms_messages m
                         where m.retry_of = p_message.message_id));
end;
$$;
