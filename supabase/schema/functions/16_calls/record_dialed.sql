-- The carrier accepted. Returns {result: recorded | already | duplicate | late, call_sid?}: after
-- duplicate or late the caller must hang up what it has just placed.
create function public.record_dialed(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'late');
  end if;
  if v_call.call_sid = p_call_sid then
    return jsonb_build_object('result', 'already', 'lead_id', v_call.lead_id);
  end if;
  if v_call.call_sid is not null then
    return jsonb_build_object('result', 'duplicate', 'call_sid', v_call.call_sid);
  end if;
  if v_call.fence <> p_fence or v_call.status not in ('dialing', 'unknown') then
    return jsonb_build_object('result', 'late', 'status', v_call.status);
  end if;
  perform private.adopt(p_id, p_call_sid, p_now);
  return jsonb_build_object('result', 'recorded', 'lead_id', v_call.lead_id);
end;
$$;
