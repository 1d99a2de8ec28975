-- Acts on a failed text. p_next, from the caller's table of codes: {retry_at?, stop?: reason,
-- suppress?: {scope, source, words?}, rest_until?: for the sender}. A step that failed for good is
-- done: the campaign goes on with the next one, unless it is stopped. Returns the id of the new
-- attempt, or null.
create function private.after_failure(p_message public.sms_messages, p_next jsonb, p_now timestamptz)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_retry uuid;
begin
  perform private.rest_sender(p_message.sender, (p_next ->> 'rest_until')::timestamptz,
    p_message.delivery_error, p_now);
  if jsonb_typeof(p_next -> 'suppress') = 'object' then
    perform public.suppress(p_message.lead_phone, p_next -> 'suppress' ->> 'scope',
      p_next -> 'suppress' ->> 'source', p_next -> 'suppress' ->> 'words', null, p_now);
    perform private.end_conversation(p_message.conversation_id, 'discarded', 'opted_out',
      jsonb_build_object('message_id', p_message.message_id, 'error', p_message.delivery_error), p_now);
    if p_next -> 'suppress' ->> 'scope' <> 'voice' then
      perform private.end_conversations(p_message.lead_phone,
        jsonb_build_object('source', 'carrier', 'error', p_message.delivery_error), p_now);
    end if;
    return null;
  end if;
  if p_next ->> 'stop' is not null then
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = p_next ->> 'stop', enqueue_at = null,
        updated_at = p_now
    where m.enrollment_id = p_message.enrollment_id and private.is_waiting(m.delivery_status);
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = p_next ->> 'stop', message_id = null, ended_at = p_now,
        updated_at = p_now
    where id = p_message.enrollment_id and private.is_live(status);
    return null;
  end if;
  if p_message.enrollment_id is not null then
    perform private.advance_enrollment(p_message.enrollment_id, p_message.step, p_now);
  end if;
  -- Attempts end somewhere, also where only a person could have mended the cause and none has.
  if p_next ->> 'retry_at' is not null and p_message.attempt < 8
     and not private.is_suppressed(p_message.lead_phone, 'sms') then
    v_retry := private.try_again(p_message, (p_next ->> 'retry_at')::timestamptz, p_now);
  end if;
  return v_retry;
end;
$$;
