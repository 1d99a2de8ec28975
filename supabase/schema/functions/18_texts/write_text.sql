-- Writes the row of an ordered text, as plan_text takes it, and its decision.
create function private.write_text(
  p jsonb, p_lead public.leads, p_conversation_id uuid, p_at timestamptz, p_now timestamptz
) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_decision jsonb := nullif(p -> 'decision', 'null');
begin
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, direction, author, kind, body, campaign_id,
    delivery_status, provider, send_at, enqueue_at, held_reason, idempotency_key_hash, request_hash,
    api_key_id, created_at, updated_at
  ) values (
    (p ->> 'message_id')::uuid, p_conversation_id, p_lead.id, p_lead.phone, 'outbound', 'system',
    'single', p ->> 'body', (p ->> 'campaign_id')::uuid,
    case v_decision ->> 'verdict' when 'hold' then 'held' else 'pending' end::public.delivery_status,
    (select v.provider from public.sms_conversations v where v.id = p_conversation_id), p_at, p_at,
    case v_decision ->> 'verdict' when 'hold' then v_decision ->> 'rule' end, p ->> 'idempotency_key_hash',
    p ->> 'request_hash', (p ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_message;
  if v_decision is not null then
    perform private.decide_text(p_lead.id, v_message.message_id,
      (v_decision ->> 'verdict')::public.verdict, v_decision ->> 'rule', v_decision ->> 'reason',
      (v_decision ->> 'hold_until')::timestamptz, v_decision -> 'evidence', p_now);
  end if;
  return v_message;
end;
$$;
