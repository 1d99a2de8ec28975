-- Leads hear us again: calls that waited for that go on.
create function private.voice_heard(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.breaker_ok('voice', p_now) then
    update public.calls c set run_at = p_now, updated_at = p_now
    from (select h.id from public.calls h
          where h.status = 'held' and h.held_reason = 'voice_not_heard' and h.run_at > p_now
          for update skip locked) h
    where c.id = h.id;
  end if;
end;
$$;
