-- Stores the media gateway's account of one stream: {stream, agent_ms, lead_ms, reason?, over,
-- enough}, all since the call began. `stream` is how many were opened; `enough`: the lead has heard
-- us.
create function public.tell_heard(p_call_sid text, p_heard jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set agent_heard_ms = greatest(agent_heard_ms, (p_heard ->> 'agent_ms')::integer),
      lead_heard_ms = greatest(lead_heard_ms, (p_heard ->> 'lead_ms')::integer),
      silence_reason = coalesce(p_heard ->> 'reason', silence_reason),
      stream_open_since = case
        when (p_heard ->> 'over')::boolean and streams_opened = (p_heard ->> 'stream')::integer then null
        else stream_open_since end,
      updated_at = p_now
  where call_sid = p_call_sid;
  if not found then
    return false;
  end if;
  if (p_heard ->> 'enough')::boolean then
    perform private.voice_heard(p_now);
  end if;
  return true;
end;
$$;
