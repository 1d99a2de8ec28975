-- Counts a success. True if the breaker was open until now.
create function private.breaker_ok(p_name text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name;
  -- At most one row is written a minute, however often it succeeds.
  if v.failures = 0 and v.opened_at is null and v.last_ok_at > p_now - interval '1 minute' then
    return false;
  end if;
  select * into v from public.breakers where name = p_name for update;
  update public.breakers
  set failures = 0, opened_at = null, reason = null, tries = 0, next_try_at = null, trial = null,
      trial_until = null, last_ok_at = p_now, updated_at = p_now
  where name = p_name;
  return v.opened_at is not null;
end;
$$;
