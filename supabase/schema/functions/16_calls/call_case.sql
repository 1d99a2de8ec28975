-- Everything that a decision about a call needs, or null. `voice_fault`: why calls cannot be
-- answered now, by the heartbeats of the last p_signs_within.
create function public.call_case(p_id uuid, p_signs_within interval, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (select jsonb_build_object(
    'call', to_jsonb(c) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = c.lead_id),
    'purpose', (select k.rules ->> 'purpose' from public.campaigns k where k.id = c.campaign_id),
    'consents', coalesce((
      select jsonb_agg(jsonb_build_object('channel', k.channel, 'kind', k.kind, 'at', k.at,
        'expires_at', k.expires_at, 'revoked_at', k.revoked_at) order by k.id desc)
      from public.consents k where k.phone = c.lead_phone), '[]'),
    'suppressions', private.blocks_of(c.lead_phone),
    'touches', private.touches_of(c.lead_phone, c.id, p_now),
    'switched_off', private.is_switched_off('calls'),
    'voice_fault', private.voice_fault(p_signs_within))
  from public.calls c where c.id = p_id);
end;
$$;
