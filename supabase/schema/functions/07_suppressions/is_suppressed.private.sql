-- Whether a number must not be contacted. p_channel: sms | voice.
create function private.is_suppressed(p_phone text, p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.suppressions s
    where s.phone_hash = private.phone_hash(p_phone) and s.scope in ('all', p_channel)
      and s.lifted_at is null
  );
$$;
