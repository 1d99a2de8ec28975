-- The answer to a claim whose id has claimed this call before; null for a new id. The caller has
-- locked the row.
create function private.call_claimed_before(p_call public.calls, p_claim_id text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case private.claim_state(p_call.claim_ids, p_claim_id,
      private.is_claimed(p_call.status) and p_call.call_sid is null)
    when 'current' then private.call_claimed(p_call)
    when 'over' then jsonb_build_object('verdict', 'skip', 'status', 'given_up') end;
$$;
