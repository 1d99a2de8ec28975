-- Whether a number must not be contacted, for callers outside of SQL. p_channel: sms | voice.
create function public.is_suppressed(p_phone text, p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_suppressed(p_phone, p_channel);
$$;
