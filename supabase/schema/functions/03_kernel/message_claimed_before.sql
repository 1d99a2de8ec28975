-- The answer of begin_message to a claim whose id was used before on this text; null for a new id.
create function private.message_claimed_before(p_message public.sms_messages, p_claim_id text)
returns jsonb
language sql stable security definer set search_path = '' as $$
  select case private.claim_state(p_message.claim_ids, p_claim_id,
      private.is_claimed(p_message.delivery_status) and p_message.provider_sid is null)
    when 'current' then private.message_claimed(p_message)
    when 'over' then jsonb_build_object('verdict', 'skip', 'status', 'given_up') end;
$$;
