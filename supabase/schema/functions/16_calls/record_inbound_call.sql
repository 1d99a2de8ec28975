-- Stores an inbound call, which counts as a contact of the lead. Idempotent by call_sid; an unknown
-- caller becomes a lead. A withheld number is no lead: the call is stored without one. p_call: {id,
-- call_sid, from, to, provider, provider_status, country?, payload}. Returns {result: recorded |
-- repeated, call} or {result: own_number}: one of our own numbers calls.
create function public.record_inbound_call(p_call jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_from text := private.other_party('inbound', p_call ->> 'from', p_call ->> 'to');
  v_lead_id bigint;
  v_call public.calls;
begin
  select * into v_call from public.calls where call_sid = p_call ->> 'call_sid';
  if found then
    return jsonb_build_object('result', 'repeated', 'call', to_jsonb(v_call));
  end if;
  perform private.know_number(p_call ->> 'to', 'called', p_now);
  if private.is_ours(v_from) or v_from = p_call ->> 'to' then
    return jsonb_build_object('result', 'own_number');
  end if;
  v_lead_id := private.know_lead(jsonb_build_object('phone', v_from, 'country', p_call -> 'country',
    'source', 'inbound_call'), p_now);
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, from_number, lead_phone, status, origin,
    run_at, call_sid, answered_at, next_check_at, metadata, created_at, updated_at
  ) values (
    (p_call ->> 'id')::uuid, v_lead_id, (select id from public.agents where is_default), 'inbound',
    p_call ->> 'provider', (private.who_carries()).voice, p_call ->> 'to', nullif(p_call ->> 'from', ''),
    coalesce(v_from, 'withheld:' || (p_call ->> 'call_sid')), 'in_progress', 'inbound', p_now,
    p_call ->> 'call_sid', p_now, p_now + interval '16 minutes',
    case when v_lead_id is null then jsonb_build_object('warning', 'no_lead_found') else '{}' end,
    p_now, p_now
  ) on conflict (call_sid) do nothing;
  select * into v_call from public.calls where call_sid = p_call ->> 'call_sid';
  perform private.touch_lead(v_lead_id, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, status, sequence, payload,
     received_at)
  values (v_call.id, v_call.call_sid, 'inbound', 'inbound', p_call ->> 'from', p_call ->> 'to',
          p_call ->> 'provider_status', 'in_progress', 0, coalesce(p_call -> 'payload', '{}'), p_now)
  on conflict do nothing;
  return jsonb_build_object('result', 'recorded', 'call', to_jsonb(v_call));
end;
$$;
