-- Claims a text for sending. Everything that may forbid it is judged here, at p_now, under the
-- telephone's lock, and its sender's turn is taken. p_claim: {claim_id?: of this attempt, worker, deadline_at,
-- open_until, valid_until?, limits, number, segments?, per_second?, notices_per_day?, body?, variant?,
-- step_version?, evidence, and what take_ceilings reads}. `body` is given for a campaign's step, whose words are made when it is sent;
-- `step_version` says from which edition; `per_second` is what is usual for such a sender.
-- To wait a moment for its turn (`sender_pace`) is no hold, and leaves the row as it is.
-- Returns {verdict: go, fence, message, conversation} or {verdict: skip, status} | {verdict: wait,
-- until, rule} | {verdict: denied, rule}.
create function public.begin_message(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_campaign public.campaigns;
  v_no jsonb;
  v_rule text;
  v_until timestamptz;
  v_cost numeric := coalesce((p_claim ->> 'cost_usd')::numeric, 0);
  v_segments integer := greatest(1, coalesce((p_claim ->> 'segments')::integer, 1));
  v_usual numeric := (p_claim ->> 'per_second')::numeric;
  v_waited integer;
  v_before jsonb;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return jsonb_build_object('verdict', 'skip', 'status', 'gone');
  end if;
  v_before := private.message_claimed_before(v_message, p_claim ->> 'claim_id');
  if v_before is not null then
    return v_before;
  end if;
  if not private.is_waiting(v_message.delivery_status) then
    return jsonb_build_object('verdict', 'skip', 'status', v_message.delivery_status);
  end if;
  if v_message.send_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_message.send_at, 'rule', 'not_due');
  end if;
  if p_now >= (p_claim ->> 'open_until')::timestamptz then
    return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'window_closed');
  end if;
  if private.text_comes_in(v_message.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes(), 'rule', 'text_comes_in');
  end if;

  v_no := coalesce(private.number_objection(p_claim -> 'number', v_message.lead_phone),
    private.objection(v_message, p_now), private.notice_objection(v_message, p_claim, p_now));
  if v_no is null then
    v_no := private.reached_cap(v_message, p_claim -> 'limits', p_now) || jsonb_build_object('act', 'hold');
  end if;
  if v_no ->> 'act' = 'hold' then
    perform public.hold_message(p_id, (v_no ->> 'until')::timestamptz, v_no ->> 'rule',
      v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_no -> 'until', 'rule', v_no ->> 'rule');
  elsif v_no ->> 'act' = 'deny' then
    perform public.deny_message(p_id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  elsif v_no is not null then
    -- Not this row, but the step stays owed: should the campaign go on, it is planned anew.
    update public.sms_messages
    set delivery_status = 'canceled', suppressed_reason = v_no ->> 'rule', enqueue_at = null,
        updated_at = p_now
    where message_id = p_id;
    update public.sms_campaign_enrollments e
    set message_id = null, updated_at = p_now,
        status = case when e.status = 'active' and v_no ->> 'rule' = 'not_ai_owned' then 'paused' else e.status end,
        reason = case when e.status = 'active' and v_no ->> 'rule' = 'not_ai_owned' then 'not_ai_owned' else e.reason end
    where e.message_id = p_id;
    perform private.decide_text(v_message.lead_id, p_id, 'hold', v_no ->> 'rule', v_no ->> 'reason',
      null, null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;

  if v_message.kind = 'campaign' then
    if v_message.retry_of is null and exists (
      select 1 from public.campaign_steps s
      where s.campaign_id = v_message.campaign_id and s.position = v_message.step
        and s.version <> coalesce((p_claim ->> 'step_version')::integer, s.version)) then
      return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'step_edited');
    end if;
  end if;
  -- A single text may be counted with a campaign, too.
  select * into v_campaign from public.campaigns where id = v_message.campaign_id;
  if coalesce(v_message.body, p_claim ->> 'body') is null then
    raise exception 'begin_message: a text without words' using errcode = '22004';
  end if;

  v_no := private.sender_objection(v_message, v_segments, v_usual, p_now);
  if v_no is not null then
    v_until := (v_no ->> 'until')::timestamptz;
    -- A rest of seconds is a wait like any other.
    if v_no ->> 'rule' = 'sender_rests' and v_until > p_now + interval '1 minute' then
      perform public.hold_message(p_id, v_until, 'sender_rests', v_no ->> 'reason', null, p_now);
    end if;
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_no ->> 'rule');
  end if;
  if v_message.kind in ('campaign', 'single') then
    v_rule := private.take_grant(v_campaign, v_cost, p_now);
  end if;
  if v_rule is not null then
    v_until := ((p_now at time zone v_campaign.timezone)::date + 1)::timestamp at time zone v_campaign.timezone;
    update public.campaigns set capped_until = v_until, updated_at = p_now
    where id = v_campaign.id and capped_until is distinct from v_until;
    perform public.hold_message(p_id, v_until, v_rule, case v_rule
        when 'cap_campaign_day' then 'The campaign has sent what it may send in a day.'
        else 'The campaign has spent its money.' end, null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_rule);
  end if;
  v_no := private.take_ceilings('texts', private.is_answer(v_message.kind), v_message.api_key_id, p_claim, p_now);
  if v_no is not null then
    if v_message.kind in ('campaign', 'single') then
      perform private.give_back_grant(v_campaign.id,
        (p_now at time zone coalesce(v_campaign.timezone, 'UTC'))::date, v_cost);
    end if;
    v_until := (v_no ->> 'until')::timestamptz;
    update public.campaigns set capped_until = v_until, updated_at = p_now
    where id = v_campaign.id and v_no ->> 'rule' like 'budget_%' and capped_until is distinct from v_until;
    perform public.hold_message(p_id, v_until, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_no ->> 'rule');
  end if;

  perform private.take_turn(v_message.sender, v_segments, v_usual, p_now);
  v_waited := extract(epoch from p_now - v_message.send_at);
  update public.sms_messages m
  set delivery_status = 'sending', fence = m.fence + 1, worker = p_claim ->> 'worker',
      claim_ids = private.with_claim(m.claim_ids, p_claim ->> 'claim_id'),
      deadline_at = (p_claim ->> 'deadline_at')::timestamptz,
      next_check_at = (p_claim ->> 'deadline_at')::timestamptz,
      valid_until = (p_claim ->> 'valid_until')::timestamptz, claimed_at = p_now, checks = 0,
      body = coalesce(m.body, p_claim ->> 'body'), variant = coalesce(m.variant, p_claim ->> 'variant'),
      step_version = coalesce(m.step_version, (p_claim ->> 'step_version')::integer),
      seq = coalesce(m.seq, private.next_seq(m.conversation_id, p_now)),
      cost_usd = v_cost, held_reason = null, enqueue_at = null,
      granted_on = case when m.kind in ('campaign', 'single')
        then (p_now at time zone coalesce(v_campaign.timezone, 'UTC'))::date end,
      budgeted = true, claimed_segments = v_segments, prefix = p_claim ->> 'prefix',
      updated_at = p_now
  where m.message_id = p_id returning * into v_message;
  perform private.decide_text(v_message.lead_id, p_id, 'allow', 'claimed',
    'Inside the window, under every cap, not suppressed.', null,
    coalesce(p_claim -> 'evidence', '{}') || case when v_waited >= 60
      then jsonb_build_object('waited_seconds', v_waited) else '{}' end, p_now);
  return private.message_claimed(v_message);
end;
$$;
