-- The carrier refused the order. p_to: {status: pending, send_at, rest_until?} (it would accept it
-- later; until when it accepts nothing from this sender) or {status: failed, next?}. `retry_id`:
-- the new attempt.
create function public.release_message(
  p_id uuid, p_fence integer, p_to jsonb, p_reason text, p_now timestamptz
) returns table (released boolean, retry_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_message public.sms_messages;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null or v_message.fence is distinct from p_fence
     or not private.is_claimed(v_message.delivery_status)
     or v_message.provider_sid is not null then
    return query select false, null::uuid;
    return;
  end if;
  perform private.rest_sender(v_message.sender, (p_to ->> 'rest_until')::timestamptz, p_reason, p_now);
  perform private.give_back_grant(v_message);
  if p_to ->> 'status' = 'pending' then
    update public.sms_messages
    set delivery_status = 'pending', send_at = (p_to ->> 'send_at')::timestamptz,
        enqueue_at = (p_to ->> 'send_at')::timestamptz, held_reason = p_reason, claimed_at = null,
        granted_on = null, budgeted = false, deadline_at = null, next_check_at = null,
        updated_at = p_now
    where message_id = p_id;
    return query select true, null::uuid;
    return;
  end if;
  update public.sms_messages
  set delivery_status = 'failed', delivery_error = p_reason, claimed_at = null, granted_on = null,
      budgeted = false, deadline_at = null, next_check_at = null, updated_at = p_now
  where message_id = p_id returning * into v_message;
  v_retry := private.after_failure(v_message, coalesce(p_to -> 'next', '{}'), p_now);
  return query select true, v_retry;
end;
$$;
