-- Stores one carrier event about a text, from our own request, a callback or the carrier's list. In
-- any order and number of deliveries, the row ends the same.
--
-- p: {provider, kind: callback | check, message_id?, provider_sid, status?, enters_from: [statuses
-- from which `status` may be entered], provider_status, error_code?, next?, segments?, from?}.
-- `enters_from` comes from the table in domain/texts/message-status.ts. `result`: recorded |
-- repeated | stranger | conflict.
create function public.record_delivery(p jsonb, p_now timestamptz) returns table (result text, message_id uuid, moved boolean, retry_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_sid text := p ->> 'provider_sid';
  v_to public.delivery_status := (p ->> 'status')::public.delivery_status;
  v_message public.sms_messages;
  v_result text := 'recorded';
  v_new boolean;
  v_moved boolean;
  v_retry uuid;
begin
  v_message := private.lock_message(
    (select message_id from public.sms_messages where provider_sid = v_sid));
  if v_message.message_id is null and p ->> 'message_id' is not null then
    v_message := private.lock_message((p ->> 'message_id')::uuid);
    if v_message.provider_sid is null and v_message.fence > 0
       and (private.is_claimed(v_message.delivery_status)
         or (v_message.delivery_status = 'failed' and v_message.delivery_error = 'presumed_not_sent')) then
      -- A crash lost our own record of the sid: the event restores it.
      perform private.accept_text(v_message.message_id, v_sid, 'queued', null, p_now);
      select * into v_message from public.sms_messages where message_id = v_message.message_id;
    -- Its sid may have been stored since it was read.
    elsif v_message.message_id is not null and v_message.provider_sid is distinct from v_sid then
      v_result := 'conflict';
    end if;
  end if;
  v_new := private.receipt(p ->> 'provider', 'text_' || (p ->> 'kind'),
    concat_ws('/', v_sid, p ->> 'provider_status', p ->> 'error_code'),
    case when v_message.message_id is null then 'stranger' else v_result end, p_now);
  if v_message.message_id is null or v_result = 'conflict' then
    return query select case when v_message.message_id is null then 'stranger' else 'conflict' end,
      v_message.message_id, false, null::uuid;
    return;
  end if;

  v_moved := v_to is not null and v_message.delivery_status::text in (
    select jsonb_array_elements_text(p -> 'enters_from'));
  if v_moved then
    update public.sms_messages m
    set delivery_status = v_to,
        delivered_at = case when v_to = 'delivered' then p_now end,
        delivery_error = p ->> 'error_code', segments = coalesce((p ->> 'segments')::integer, m.segments),
        next_check_at = case
          when v_to = 'queued' then p_now + interval '10 minutes'
          -- `sent` may be the last report; the carrier is asked once more.
          when v_to = 'sent' then p_now + interval '1 hour' end,
        updated_at = p_now
    where m.message_id = v_message.message_id returning * into v_message;
    perform private.replace_text_cost(v_message, (p ->> 'segments')::integer, (p ->> 'price_usd')::numeric);
    if v_to in ('undelivered', 'failed', 'canceled') then
      v_retry := private.after_failure(v_message, coalesce(p -> 'next', '{}'), p_now);
    end if;
  end if;
  return query select case when v_new then 'recorded' else 'repeated' end, v_message.message_id, v_moved,
    v_retry;
end;
$$;
