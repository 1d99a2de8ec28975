-- A stream is over: its last words, what was heard on it, and that the carrier is to be asked if it
-- does not say soon what became of the call. p_turns as save_transcripts takes them, p_heard as
-- tell_heard does. Returns what save_transcripts returns.
create function public.end_media_session(
  p_call_sid text, p_turns jsonb, p_heard jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_saved jsonb := public.save_transcripts(p_call_sid, p_turns, p_now, p_heard);
begin
  perform public.stream_closed(p_call_sid, p_now);
  return v_saved;
end;
$$;
