-- The transfer to a person ended. Accepted: the call is over for us. Otherwise it goes on with the
-- agent. False for a call that is not ours.
create function public.transfer_ended(p_call_sid text, p_result text, p_payload jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where call_sid = p_call_sid for update;
  if not found then
    return false;
  end if;
  insert into public.call_events (call_id, call_sid, kind, call_status, payload, received_at)
  values (v_call.id, p_call_sid, 'transfer', p_result, coalesce(p_payload, '{}'), p_now)
  on conflict do nothing;
  update public.calls
  set transfer_result = p_result,
      wrap_up = case when p_result = 'completed' then wrap_up when wrap_up = 'human' then null else wrap_up end,
      wrap_up_reason = case when p_result <> 'completed' and wrap_up = 'human' then null else wrap_up_reason end,
      updated_at = p_now
  where id = v_call.id;
  return true;
end;
$$;
