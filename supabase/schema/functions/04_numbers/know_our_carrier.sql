-- Stores the carrier and the voice that the settings name. Repeated, it changes nothing.
create function public.know_our_carrier(p_provider text, p_voice text, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  insert into private.our_carrier as c (provider, voice, updated_at)
  values (p_provider, p_voice, p_now)
  on conflict (only_one) do update
    set provider = excluded.provider, voice = excluded.voice, updated_at = excluded.updated_at
    where (c.provider, c.voice) is distinct from (excluded.provider, excluded.voice);
$$;
