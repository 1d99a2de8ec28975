-- Ends a media stream: stores its last turns and what was heard on it, and lets the carrier be
-- asked if it does not report soon how the call ended. p_turns: as for save_transcripts; p_heard:
-- as for tell_heard. Returns what save_transcripts returns.
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
