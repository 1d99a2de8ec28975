-- Stores the carrier's sid of a text. The delay of the campaign's next step counts from here.
create function private.accept_text(
  p_id uuid, p_sid text, p_status public.delivery_status, p_segments integer, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  update public.sms_messages m
  set provider_sid = p_sid,
      -- It was presumed not sent, and was: the carrier knows better.
      delivery_status = case when private.is_claimed(m.delivery_status) or m.delivery_status = 'failed'
        then coalesce(p_status, 'queued') else m.delivery_status end,
      delivery_error = null, sent_at = coalesce(m.sent_at, p_now), deadline_at = null,
      segments = coalesce(p_segments, m.segments),
      -- Not every carrier reports the delivery: after ten minutes it is asked.
      next_check_at = p_now + interval '10 minutes', updated_at = p_now
  where m.message_id = p_id and m.provider_sid is null
  returning * into v_message;
  if not found then
    return;
  end if;
  perform private.replace_text_cost(v_message, p_segments, null);
  -- No second attempt is needed.
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'first_try_was_sent', enqueue_at = null,
      updated_at = p_now
  where retry_of = p_id and private.is_waiting(delivery_status);
  update public.sms_conversations
  set last_outbound_at = p_now, last_activity_at = greatest(last_activity_at, p_now),
      updated_at = p_now
  where id = v_message.conversation_id;
  if v_message.enrollment_id is not null then
    perform private.advance_enrollment(v_message.enrollment_id, v_message.step, p_now);
  end if;
  update public.leads
  set lead_status = case when lead_status in ('new', 'unreachable') then 'contacted' else lead_status end,
      last_contacted_at = p_now, updated_at = p_now
  where id = v_message.lead_id;
end;
$$;
