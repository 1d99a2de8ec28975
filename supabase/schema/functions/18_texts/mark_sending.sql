-- Writes the claim of a text: it is about to leave, and the decision says why it may. p_timezone:
-- of its campaign, by whose day it is counted; null: none.
create function private.mark_sending(
  p_message public.sms_messages, p_timezone text, p_cost numeric, p_segments integer, p_claim jsonb,
  p_now timestamptz
) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_waited integer;
begin
  v_waited := extract(epoch from p_now - p_message.send_at);
  update public.sms_messages m
  set delivery_status = 'sending', fence = m.fence + 1, worker = p_claim ->> 'worker',
      claim_ids = private.with_claim(m.claim_ids, p_claim ->> 'claim_id'),
      deadline_at = (p_claim ->> 'deadline_at')::timestamptz,
      next_check_at = (p_claim ->> 'deadline_at')::timestamptz,
      valid_until = (p_claim ->> 'valid_until')::timestamptz, claimed_at = p_now, checks = 0,
      body = coalesce(m.body, p_claim ->> 'body'), variant = coalesce(m.variant, p_claim ->> 'variant'),
      step_version = coalesce(m.step_version, (p_claim ->> 'step_version')::integer),
      seq = coalesce(m.seq, private.next_seq(m.conversation_id, p_now)),
      cost_usd = p_cost, held_reason = null, enqueue_at = null,
      granted_on = case when m.kind in ('campaign', 'single')
        then (p_now at time zone coalesce(p_timezone, 'UTC'))::date end,
      budgeted = true, claimed_segments = p_segments, prefix = p_claim ->> 'prefix',
      updated_at = p_now
  where m.message_id = p_message.message_id returning * into v_message;
  perform private.decide_text(v_message.lead_id, p_message.message_id, 'allow', 'claimed',
    'Inside the window, under every cap, not suppressed.', null,
    coalesce(p_claim -> 'evidence', '{}') || case when v_waited >= 60
      then jsonb_build_object('waited_seconds', v_waited) else '{}' end, p_now);
  return v_message;
end;
$$;
