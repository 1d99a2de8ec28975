-- Writes the row of an ordered call, as schedule_call takes it, and its decision.
create function private.write_call(p_call jsonb, p_lead_id bigint, p_now timestamptz)
returns public.calls
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_decision jsonb := p_call -> 'decision';
  v_run_at timestamptz := (p_call ->> 'run_at')::timestamptz;
begin
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, held_reason, api_key_id, created_at, updated_at
  ) values (
    (p_call ->> 'id')::uuid, p_lead_id,
    coalesce((p_call ->> 'agent_id')::uuid, (select id from public.agents where is_default)),
    'outbound', p_call ->> 'provider', p_call ->> 'voice', p_call ->> 'to', p_call ->> 'to',
    case v_decision ->> 'verdict' when 'hold' then 'held' else 'scheduled' end::public.call_status,
    (p_call ->> 'priority')::public.call_priority, p_call ->> 'message', p_call ->> 'origin',
    (p_call ->> 'campaign_id')::uuid, coalesce(p_call -> 'metadata', '{}'),
    greatest(v_run_at, coalesce((v_decision ->> 'hold_until')::timestamptz, v_run_at)),
    case v_decision ->> 'verdict' when 'hold' then v_decision ->> 'rule' end,
    (p_call ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_call;

  perform private.decide(p_lead_id, v_call.id, (v_decision ->> 'verdict')::public.verdict,
    v_decision ->> 'rule', v_decision ->> 'reason', (v_decision ->> 'hold_until')::timestamptz,
    v_decision -> 'evidence', p_now);
  return v_call;
end;
$$;
