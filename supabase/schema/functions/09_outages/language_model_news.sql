-- Reports on the language model, or asks (p_ok null) whether it may be used; p_trial then names
-- what asks. `until`: when to ask again, or null; `opened`: whether the breaker has opened just
-- now.
create function public.language_model_news(
  p_ok boolean, p_reason text, p_trial text, p_after integer, p_pause_seconds double precision,
  p_now timestamptz
) returns table (until timestamptz, opened boolean, reason text)
language plpgsql security definer set search_path = '' as $$
declare
  v_opened boolean := false;
  v_until timestamptz;
begin
  if p_ok then
    perform private.breaker_ok('language_model', p_now);
  elsif p_ok is false then
    v_opened := private.breaker_failed('language_model', p_reason, p_after,
      make_interval(secs => p_pause_seconds), p_now);
    select b.next_try_at into v_until from public.breakers b where b.name = 'language_model';
  else
    v_until := private.breaker_asks('language_model', p_trial, interval '45 seconds', p_now);
  end if;
  return query select v_until, v_opened,
    (select b.reason from public.breakers b where b.name = 'language_model');
end;
$$;
