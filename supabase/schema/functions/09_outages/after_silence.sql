-- Acts on how well the lead heard us. p_next: silence_reason: why a lead picked up in vain; a
-- machine that answered has none and counts as an attempt, like a busy line. voice: {heard: true |
-- false, rests_after, pause_seconds} where the call says something about our own audio.
create function private.after_silence(p_call public.calls, p_next jsonb, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_next ->> 'silence_reason' is not null and p_call.status = 'completed' then
    -- A lead that heard nothing was not contacted, unless we were in touch before.
    update public.leads l set lead_status = 'new', updated_at = p_now
    where l.id = p_call.lead_id and l.lead_status = 'contacted' and not private.was_in_touch(l.id);
  end if;
  if (p_next -> 'voice' ->> 'heard')::boolean then
    perform private.voice_heard(p_now);
  elsif (p_next -> 'voice' ->> 'heard')::boolean is false then
    perform private.breaker_failed('voice', p_call.silence_reason,
      (p_next -> 'voice' ->> 'rests_after')::integer,
      make_interval(secs => (p_next -> 'voice' ->> 'pause_seconds')::double precision), p_now);
  end if;
end;
$$;
