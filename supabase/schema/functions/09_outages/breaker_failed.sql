-- Counts a failure. True where the breaker opens now: after p_after failures in a row, for p_pause,
-- and for twice as long after each failed trial, up to a quarter of an hour.
create function private.breaker_failed(
  p_name text, p_reason text, p_after integer, p_pause interval, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name for update;
  v.failures := v.failures + 1;
  if v.opened_at is null and v.failures < p_after then
    update public.breakers
    set failures = v.failures, last_failure_at = p_now, updated_at = p_now where name = p_name;
    return false;
  end if;
  -- A request that had begun before the breaker opened says nothing new.
  if v.opened_at is not null and v.trial is null then
    update public.breakers
    set failures = v.failures, last_failure_at = p_now, updated_at = p_now where name = p_name;
    return false;
  end if;
  update public.breakers
  set failures = v.failures, opened_at = coalesce(v.opened_at, p_now), reason = p_reason,
      tries = case when v.opened_at is null then 0 else v.tries + 1 end,
      next_try_at = p_now + least(interval '15 minutes',
        p_pause * power(2, case when v.opened_at is null then 0 else least(v.tries + 1, 10) end)),
      trial = null, trial_until = null, last_failure_at = p_now, updated_at = p_now
  where name = p_name;
  return v.opened_at is null;
end;
$$;
