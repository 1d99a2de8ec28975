-- A call and what is known of its audio, for the decision on what follows: {call, heard}, or null.
create function public.call_to_settle(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('call', to_jsonb(c) - 'stream_token_hash', 'heard', private.heard_on(c))
  from public.calls c where c.id = p_id;
$$;
