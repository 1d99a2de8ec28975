-- The carrier accepted the call. Returns recorded | already | duplicate | late: after duplicate or
-- late the caller must hang up the call that it has just placed.
create function public.record_dialed(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return 'late';
  end if;
  if v_call.call_sid = p_call_sid then
    return 'already';
  end if;
  if v_call.call_sid is not null then
    return 'duplicate';
  end if;
  if v_call.fence <> p_fence or not private.is_claimed(v_call.status) then
    return 'late';
  end if;
  perform private.adopt(p_id, p_call_sid, p_now);
  return 'recorded';
end;
$$;
