-- The carrier accepted the text. Returns recorded | already | duplicate | late. A text cannot be
-- called back: after `duplicate` a second one has left, after `late` one that was given up; both
-- are for a person to review. The row of a text that was given up is corrected as far as possible.
create function public.record_message_sent(
  p_id uuid, p_fence integer, p_sid text, p_status public.delivery_status, p_segments integer,
  p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return 'late';
  end if;
  if v_message.provider_sid = p_sid then
    -- A report was faster than the carrier's answer, and may not have told its length.
    update public.sms_messages set segments = p_segments, updated_at = p_now
    where message_id = p_id and segments is null and p_segments is not null;
    return 'already';
  end if;
  if v_message.provider_sid is not null then
    return 'duplicate';
  end if;
  if v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent' then
    perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
    return 'late';
  end if;
  if v_message.fence <> p_fence or not private.is_claimed(v_message.delivery_status) then
    return 'late';
  end if;
  perform private.accept_text(p_id, p_sid, p_status, p_segments, p_now);
  return 'recorded';
end;
$$;
