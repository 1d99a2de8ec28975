-- Stores what the carrier's list says about a call without a sid. Found: it is adopted. Not found
-- at the last look: it is presumed not placed, and the next attempt decides. Returns moved_on |
-- adopted | presumed_not_placed | not_found_yet.
create function public.record_lookup(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next timestamptz;
begin
  select * into v_call from public.calls where id = p_id for update;
  -- A live call without a sid has an unknown outcome, whether or not a check has said so; only a
  -- dial before its deadline may still get its sid from us.
  if not found or v_call.fence <> p_fence or v_call.call_sid is not null
     or not private.is_live(v_call.status)
     or (v_call.status = 'dialing' and v_call.deadline_at > p_now) then
    return 'moved_on';
  end if;
  if p_call_sid is not null then
    perform private.adopt(p_id, p_call_sid, p_now);
    return 'adopted';
  end if;
  v_next := private.look_again_at(coalesce(v_call.dialed_at, v_call.created_at), p_now);
  if v_next is null then
    update public.calls
    set status = 'failed', end_reason = 'presumed_not_placed', ended_at = p_now,
        next_check_at = null, updated_at = p_now
    where id = p_id;
    return 'presumed_not_placed';
  end if;
  update public.calls
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where id = p_id;
  return 'not_found_yet';
end;
$$;
