-- Whether a consent for a channel (text | call) is in force at p_now: given, not expired and not
-- revoked.
create function private.has_consent(p_phone text, p_channel text, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.consents c
    where c.phone = p_phone and c.channel in ('all', p_channel) and c.revoked_at is null
      and c.at <= p_now
      and (c.expires_at is null or c.expires_at > p_now)
  );
$$;
