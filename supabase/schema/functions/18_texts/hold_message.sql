-- Holds a text until p_until, with a decision that says why. A repeated hold writes one decision.
create function public.hold_message(
  p_id uuid, p_until timestamptz, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.sms_messages;
begin
  select * into v_before from public.sms_messages where message_id = p_id for update;
  if not found or not private.is_waiting(v_before.delivery_status) then
    return false;
  end if;
  update public.sms_messages
  set delivery_status = 'held', send_at = p_until, enqueue_at = p_until, held_reason = p_rule,
      updated_at = p_now
  where message_id = p_id;
  if v_before.held_reason is distinct from p_rule
     or (v_before.send_at is distinct from p_until and p_rule not in ('switched_off', 'campaign_paused', 'words_not_judged',
       'inbound_not_read')) then
    perform private.decide_text(v_before.lead_id, p_id, 'hold', p_rule, p_reason, p_until, p_evidence, p_now);
  end if;
  return true;
end;
$$;
