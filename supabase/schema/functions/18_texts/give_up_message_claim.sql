-- Gives up a claim whose answer was lost, as give_up_call_claim does for a call.
create function public.give_up_message_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return false;
  end if;
  if private.claim_state(v_message.claim_ids, p_claim_id::text,
      private.is_claimed(v_message.delivery_status) and v_message.provider_sid is null)
      is distinct from 'current' then
    update public.sms_messages set claim_ids = array_prepend(p_claim_id, claim_ids)
    where message_id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return (select r.released from public.release_message(p_id, v_message.fence,
    jsonb_build_object('status', 'pending', 'send_at', p_now), 'claim_given_up', p_now) r);
end;
$$;
