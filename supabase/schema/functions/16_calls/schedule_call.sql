-- Orders a call. p_call: {id, lead_id?, to, extension?, name?, country?, timezone?, agent_id?,
-- provider, voice, priority, message?, run_at, campaign_id?, metadata, origin,
-- idempotency_key_hash?, request_hash?, api_key_id?: of the caller, decision: {verdict, rule,
-- reason, hold_until?, evidence}, as_unknown?: whether it was decided without a known lead}.
-- Returns {result: scheduled | merged | replayed | key_reused | no_such_lead | no_such_agent |
-- suppressed | own_number | judge_anew, call?, lead?}; merged: another order is for this call
-- already; judge_anew: the number is that of a lead whose record says more about its place, and
-- nothing is written.
create function public.schedule_call(p_call jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_lead public.leads;
  v_known public.idempotency_keys;
  v_key text := p_call ->> 'idempotency_key_hash';
  v_decision jsonb := p_call -> 'decision';
  v_run_at timestamptz := (p_call ->> 'run_at')::timestamptz;
begin
  if v_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(v_key, 0));
    select * into v_known from public.idempotency_keys where key_hash = v_key;
    if found then
      if v_known.request_hash <> p_call ->> 'request_hash' then
        return jsonb_build_object('result', 'key_reused');
      end if;
      select * into v_call from public.calls where id = v_known.call_id;
      return jsonb_build_object('result', 'replayed', 'call', to_jsonb(v_call));
    end if;
  end if;

  perform private.lock_phone(p_call ->> 'to');
  if p_call ->> 'lead_id' is not null then
    select * into v_lead from public.leads where id = (p_call ->> 'lead_id')::bigint;
    if not found then
      return jsonb_build_object('result', 'no_such_lead');
    end if;
  else
    select * into v_lead from public.leads
    where phone = p_call ->> 'to' and phone_extension is not distinct from p_call ->> 'extension';
    if (p_call ->> 'as_unknown')::boolean and private.has_place(v_lead) then
      return jsonb_build_object('result', 'judge_anew', 'lead', to_jsonb(v_lead));
    end if;
  end if;
  if private.is_ours(p_call ->> 'to') then
    return jsonb_build_object('result', 'own_number');
  end if;
  if p_call ->> 'agent_id' is not null
     and not exists (select 1 from public.agents where id = (p_call ->> 'agent_id')::uuid) then
    return jsonb_build_object('result', 'no_such_agent');
  end if;
  if private.is_suppressed(p_call ->> 'to', 'voice') then
    perform private.decide(v_lead.id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null, null, p_now);
    return jsonb_build_object('result', 'suppressed');
  end if;

  if v_key is null then
    v_call := private.same_order(p_call ->> 'to', coalesce(p_call ->> 'extension', v_lead.phone_extension),
      coalesce((p_call ->> 'agent_id')::uuid, (select id from public.agents where is_default)),
      greatest(v_run_at, coalesce((v_decision ->> 'hold_until')::timestamptz, v_run_at)), v_run_at);
    if v_call.id is not null then
      return jsonb_build_object('result', 'merged',
        'call', to_jsonb(private.merge_order(v_call, p_call, p_now)));
    end if;
  end if;

  -- Only a number that may be called becomes a lead: a suppressed one is not stored again.
  if v_lead.id is null then
    insert into public.leads (phone, phone_extension, name, country, timezone, source, created_at,
      updated_at)
    values (p_call ->> 'to', p_call ->> 'extension', p_call ->> 'name', p_call ->> 'country',
            p_call ->> 'timezone', 'call', p_now, p_now)
    on conflict (phone, phone_extension) do nothing;
    select * into v_lead from public.leads
    where phone = p_call ->> 'to' and phone_extension is not distinct from p_call ->> 'extension';
  end if;

  v_call := private.write_call(p_call, v_lead.id, p_now);
  if v_key is not null then
    insert into public.idempotency_keys (key_hash, request_hash, call_id, created_at)
    values (v_key, p_call ->> 'request_hash', v_call.id, p_now);
  end if;
  return jsonb_build_object('result', 'scheduled', 'call', to_jsonb(v_call));
end;
$$;
