-- The answer to a claim of a call.
create function private.call_claimed(p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('verdict', 'go', 'fence', p_call.fence, 'call', to_jsonb(p_call),
    'lead', (select to_jsonb(l) from public.leads l where l.id = p_call.lead_id),
    'max_seconds', coalesce((select a.max_seconds from public.agents a where a.id = p_call.agent_id), 900));
$$;
