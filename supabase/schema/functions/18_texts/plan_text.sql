-- Orders a single text. p: {message_id, lead_id?, to?, body, sender, provider?, run_at?,
-- campaign_id?, country?, name?, idempotency_key_hash?, request_hash?, api_key_id?: of the caller,
-- decision?: {verdict, rule, reason, hold_until?, evidence?}, as_unknown?: as for schedule_call}.
-- The caller states that the lead agreed, which is stored as a consent. Without a key, the same
-- words to the same number within ten minutes are one text (`merged`). Returns {result: planned |
-- merged | replayed | key_reused | no_such_lead | suppressed | own_number | judge_anew, message?,
-- lead?}.
create function public.plan_text(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_message public.sms_messages;
  v_conversation uuid;
  v_key text := p ->> 'idempotency_key_hash';
  v_at timestamptz := greatest(coalesce((p ->> 'run_at')::timestamptz, p_now),
    (p -> 'decision' ->> 'hold_until')::timestamptz);
begin
  if v_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(v_key, 0));
  end if;
  select * into v_message from public.sms_messages
  where message_id = (p ->> 'message_id')::uuid or idempotency_key_hash = v_key;
  if found then
    if v_key is not null and v_message.request_hash is distinct from p ->> 'request_hash' then
      return jsonb_build_object('result', 'key_reused');
    end if;
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message));
  end if;
  if p ->> 'lead_id' is not null then
    select * into v_lead from public.leads where id = (p ->> 'lead_id')::bigint;
    if not found then
      return jsonb_build_object('result', 'no_such_lead');
    end if;
  end if;
  perform private.lock_phone(coalesce(v_lead.phone, p ->> 'to'));
  if private.is_ours(coalesce(v_lead.phone, p ->> 'to')) then
    return jsonb_build_object('result', 'own_number');
  end if;
  if v_lead.id is null and (p ->> 'as_unknown')::boolean then
    select * into v_lead from public.leads where phone = p ->> 'to' and phone_extension is null;
    if private.has_place(v_lead) then
      return jsonb_build_object('result', 'judge_anew', 'lead', to_jsonb(v_lead));
    end if;
  end if;
  if v_lead.id is null then
    insert into public.leads (phone, name, country, source, created_at, updated_at)
    values (p ->> 'to', p ->> 'name', p ->> 'country', 'text', p_now, p_now)
    on conflict (phone, phone_extension) do nothing;
    select * into v_lead from public.leads where phone = p ->> 'to' and phone_extension is null;
  end if;
  if private.is_suppressed(v_lead.phone, 'sms') then
    perform private.decide_text(v_lead.id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null, null, p_now);
    return jsonb_build_object('result', 'suppressed');
  end if;
  if v_key is null then
    v_message := private.same_text(v_lead.phone, p ->> 'body', v_at,
      coalesce((p ->> 'run_at')::timestamptz, p_now));
    if v_message.message_id is not null then
      perform private.decide_text(v_lead.id, v_message.message_id, 'hold', 'merged',
        'Another order for the same words within ten minutes is one text with it.', v_message.send_at,
        jsonb_build_object('asked_for', p -> 'run_at'), p_now);
      return jsonb_build_object('result', 'merged', 'message', to_jsonb(v_message));
    end if;
  end if;
  perform private.add_consent(v_lead.id, v_lead.phone, 'api',
    jsonb_build_object('channel', 'text', 'kind', 'operator'), p_now);
  v_conversation := private.open_conversation(v_lead.id, v_lead.phone, p ->> 'sender',
    coalesce(p ->> 'provider', (select s.provider from public.senders s where s.sender = p ->> 'sender'),
      (private.who_carries()).provider), p_now);
  v_message := private.write_text(p, v_lead, v_conversation, v_at, p_now);
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message));
end;
$$;
