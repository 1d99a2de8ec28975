-- Stores a consent; the same one is stored once. p: {channel?, kind?, text?, text_version?, url?,
-- ip?, user_agent?, form_id?, at?, expires_at?, evidence?}. Without a kind it is the weakest one,
-- on which no campaign contacts the lead.
create function private.add_consent(
  p_lead_id bigint, p_phone text, p_source text, p jsonb, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.consents (
    lead_id, phone, channel, kind, text, text_version, url, ip, user_agent, form_id, source,
    evidence, at, expires_at, created_at, updated_at
  ) values (
    p_lead_id, p_phone, coalesce(p ->> 'channel', 'text'), coalesce(p ->> 'kind', 'implied'),
    p ->> 'text', p ->> 'text_version', p ->> 'url', p ->> 'ip', p ->> 'user_agent', p ->> 'form_id',
    coalesce(p ->> 'source', p_source), coalesce(p -> 'evidence', '{}'),
    coalesce((p ->> 'at')::timestamptz, p_now), (p ->> 'expires_at')::timestamptz, p_now, p_now
  ) on conflict do nothing;
$$;
