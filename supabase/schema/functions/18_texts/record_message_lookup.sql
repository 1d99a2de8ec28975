-- Stores what the carrier's list says about a text. Without a sid: found, it is adopted; not found
-- at the last look, it is presumed not sent and tried again a quarter of an hour later as a new
-- row. With a sid: it is asked about again later, or not any more.
create function public.record_message_lookup(
  p_id uuid, p_fence integer, p_sid text, p_now timestamptz
) returns table (result text, retry_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_message public.sms_messages;
  v_next timestamptz;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null or v_message.fence <> p_fence then
    return query select 'moved_on', null::uuid;
    return;
  end if;
  if v_message.provider_sid is not null and v_message.delivery_status in ('queued', 'sent') then
    update public.sms_messages
    set next_check_at = case when v_message.delivery_status = 'queued'
          and p_now < v_message.claimed_at + interval '12 hours' then p_now + interval '30 minutes' end,
        updated_at = p_now
    where message_id = p_id;
    return query select 'known', null::uuid;
    return;
  end if;
  if v_message.delivery_status <> 'unknown' or v_message.provider_sid is not null then
    return query select 'moved_on', null::uuid;
    return;
  end if;
  if p_sid is not null then
    perform private.accept_text(p_id, p_sid, 'queued', null, p_now);
    return query select 'adopted', null::uuid;
    return;
  end if;
  v_next := private.look_again_at(v_message.claimed_at, p_now);
  if v_next is null then
    update public.sms_messages
    set delivery_status = 'failed', delivery_error = 'presumed_not_sent', deadline_at = null,
        next_check_at = null, updated_at = p_now
    where message_id = p_id returning * into v_message;
    v_retry := private.after_failure(v_message, case when v_message.attempt < 3
      then jsonb_build_object('retry_at', p_now + interval '15 minutes') else '{}' end, p_now);
    return query select 'presumed_not_sent', v_retry;
    return;
  end if;
  update public.sms_messages
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where message_id = p_id;
  return query select 'not_found_yet', null::uuid;
end;
$$;
