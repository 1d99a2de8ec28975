-- The attempt never learned whether it had claimed the call, and has not dialed. If it had, the call
-- waits for its next turn; in any case this id claims nothing any more, however late it comes.
-- Returns whether the call was claimed by it.
create function public.give_up_call_claim(p_id uuid, p_claim_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return false;
  end if;
  if private.claim_state(v_call.claim_ids, p_claim_id::text,
      private.is_claimed(v_call.status) and v_call.call_sid is null) is distinct from 'current' then
    -- In front: the last one is whose claim holds.
    update public.calls set claim_ids = array_prepend(p_claim_id, claim_ids)
    where id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return public.release_call(p_id, v_call.fence, 'scheduled', p_now, 'claim_given_up', p_now);
end;
$$;
