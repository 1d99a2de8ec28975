-- Gives up a claim whose answer was lost; the attempt has not dialed. If the call was claimed, it
-- waits for its next turn. A late claim with this id is refused. Returns whether the call was
-- claimed by it.
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
    -- At the front, because the last id is the one whose claim holds.
    update public.calls set claim_ids = array_prepend(p_claim_id, claim_ids)
    where id = p_id and not p_claim_id = any (claim_ids);
    return false;
  end if;
  return public.release_call(p_id, v_call.fence, 'scheduled', p_now, 'claim_given_up', p_now);
end;
$$;
