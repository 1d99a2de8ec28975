-- Null: go on, or try whether it works again. Otherwise the moment at which to ask again.
create function private.breaker_asks(
  p_name text, p_trial text, p_trial_lasts interval, p_now timestamptz
) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name;
  if v.opened_at is null then
    return null;
  end if;
  select * into v from public.breakers where name = p_name for update;
  if v.opened_at is null or v.trial = p_trial then
    return null;
  end if;
  if v.trial is not null and v.trial_until > p_now then
    return least(v.trial_until, p_now + interval '15 seconds');
  end if;
  if v.next_try_at > p_now then
    return v.next_try_at;
  end if;
  update public.breakers
  set trial = p_trial, trial_until = p_now + p_trial_lasts, updated_at = p_now where name = p_name;
  return null;
end;
$$;
