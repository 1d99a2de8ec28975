-- Adds to a claim what the call may cost at most: the whole minutes of the agent's limit and of the
-- carrier's own limit beyond it.
create function private.with_call_cost(p_claim jsonb, p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select p_claim || jsonb_build_object('cost_usd', coalesce((p_claim ->> 'minute_usd')::numeric, 0)
    * ceil((60 + coalesce((select a.max_seconds from public.agents a where a.id = p_call.agent_id), 900)) / 60.0));
$$;
