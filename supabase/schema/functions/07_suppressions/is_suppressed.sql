-- The same for whoever asks from outside.
create function public.is_suppressed(p_phone text, p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_suppressed(p_phone, p_channel);
$$;
