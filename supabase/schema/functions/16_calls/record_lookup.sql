-- What the carrier's list said about a call without a sid. Found: adopted. Not found at
-- the last look: presumed not placed; the next planned slot decides. Returns moved_on | adopted |
-- presumed_not_placed | not_found_yet.
create function public.record_lookup(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next timestamptz;
begin
  select * into v_call from public.calls where id = p_id for update;
  -- Whoever is alive without a name is unknown, whether or not a check has come by to say so; only
  -- a dial that is still before its deadline may yet get its name from us.
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
