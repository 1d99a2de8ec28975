-- Whether there is a row, a carrier event or a turn of a call with this sid.
create function private.is_known_call(p_call_sid text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.call_sid = p_call_sid)
    or exists (select 1 from public.call_events e where e.call_sid = p_call_sid)
    or exists (select 1 from public.conversation_transcripts t where t.call_sid = p_call_sid);
$$;
