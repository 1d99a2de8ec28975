-- Closes a call whose state cannot be found out any more. False if it changed meanwhile.
create function public.close_call(
  p_id uuid, p_status public.call_status, p_reason text, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set status = p_status, end_reason = p_reason, ended_at = p_now, next_check_at = null,
      updated_at = p_now
  where id = p_id and private.is_live(status);
  return found;
end;
$$;
