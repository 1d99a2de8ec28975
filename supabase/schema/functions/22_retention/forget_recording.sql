-- Marks the recording of a call as deleted. False: it was already.
create function public.forget_recording(p_call_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set recording_sid = null, recording_url = null, updated_at = p_now
  where id = p_call_id and (recording_sid is not null or recording_url is not null);
  return found;
end;
$$;
