-- Claims a text for sending. Everything that may forbid it is judged here, at p_now, under the lock
-- of the phone number, and the sender's turn is taken. p_claim: {claim_id?: of this attempt,
-- worker, deadline_at, open_until, valid_until?, limits, number, segments?, per_second?,
-- notices_per_day?, body?, variant?, step_version?, evidence, and what take_ceilings reads}. `body`
-- is given for a campaign's step, whose words are made when it is sent; `step_version` is the
-- version they were made from; `per_second` is the usual pace of such a sender. A short wait for
-- the sender's turn (`sender_pace`) is no hold and leaves the row as it is. Returns {verdict: go,
-- fence, message, conversation} or {verdict: skip, status} | {verdict: wait, until, rule} |
-- {verdict: denied, rule}.
create function public.begin_message(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_campaign public.campaigns;
  v_no jsonb;
  v_until timestamptz;
  v_cost numeric := coalesce((p_claim ->> 'cost_usd')::numeric, 0);
  v_segments integer := greatest(1, coalesce((p_claim ->> 'segments')::integer, 1));
  v_usual numeric := (p_claim ->> 'per_second')::numeric;
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
  v_before := private.text_not_due(v_message, p_claim, p_now);
  if v_before is not null then
    return v_before;
  end if;

  v_no := coalesce(private.number_objection(p_claim -> 'number', v_message.lead_phone),
    private.objection(v_message, p_now), private.notice_objection(v_message, p_claim, p_now));
  if v_no is null then
    v_no := private.reached_cap(v_message, p_claim -> 'limits', p_now) || jsonb_build_object('act', 'hold');
  end if;
  if v_no is not null then
    return private.put_off_text(v_message, v_no, p_now);
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
    -- A rest of the sender for some seconds is a wait like any other.
    if v_no ->> 'rule' = 'sender_rests' and v_until > p_now + interval '1 minute' then
      perform public.hold_message(p_id, v_until, 'sender_rests', v_no ->> 'reason', null, p_now);
    end if;
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_no ->> 'rule');
  end if;
  v_no := private.take_money(v_message, v_campaign, v_cost, p_claim, p_now);
  if v_no is not null then
    return v_no;
  end if;

  perform private.take_turn(v_message.sender, v_segments, v_usual, p_now);
  v_message := private.mark_sending(v_message, v_campaign.timezone, v_cost, v_segments, p_claim, p_now);
  return private.message_claimed(v_message);
end;
$$;
