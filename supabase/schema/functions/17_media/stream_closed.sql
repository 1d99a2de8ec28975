-- The stream of a call closed: the carrier is asked if it does not report soon how the call ended.
create function public.stream_closed(p_call_sid text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set next_check_at = least(next_check_at, p_now + interval '5 seconds'), updated_at = p_now
  where call_sid = p_call_sid and private.is_live(status);
  return found;
end;
$$;
