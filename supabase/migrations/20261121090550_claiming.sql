-- The send protocol, as for calls: the intent is a row, it is claimed once, acted on once, and what
-- came of it is recorded. Here is the claim.

-- Takes one from a campaign's day and money. Returns null, or the rule against it.
create function private.take_grant(p_campaign public.campaigns, p_cost numeric, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_day date := (p_now at time zone coalesce(p_campaign.timezone, 'UTC'))::date;
  v_spent numeric;
begin
  if p_campaign.id is not null then
    if p_campaign.budget_usd is not null then
      -- One at a time through the sum: a campaign's texts may leave from several senders.
      perform pg_advisory_xact_lock(hashtextextended('ringback:budget:' || p_campaign.id, 0));
      select coalesce(sum(d.spent_usd), 0) into v_spent from public.campaign_days d
      where d.campaign_id = p_campaign.id;
      if v_spent + p_cost > p_campaign.budget_usd then
        return 'campaign_budget';
      end if;
    end if;
    insert into public.campaign_days as d (campaign_id, day, granted, spent_usd)
    values (p_campaign.id, v_day, 1, p_cost)
    on conflict (campaign_id, day) do update
      set granted = d.granted + 1, spent_usd = d.spent_usd + excluded.spent_usd
      where p_campaign.daily_cap is null or d.granted < p_campaign.daily_cap;
    if not found then
      return 'cap_campaign_day';
    end if;
  end if;
  return null;
end;
$$;

-- One less for the campaign's day.
create function private.give_back_grant(p_campaign_id uuid, p_day date, p_cost numeric) returns void
language sql security definer set search_path = '' as $$
  update public.campaign_days set granted = granted - 1, spent_usd = spent_usd - p_cost
  where campaign_id = p_campaign_id and day = p_day;
$$;

-- What was never taken by the carrier counts against nobody.
create function private.give_back_grant(p_message public.sms_messages) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.give_back_grant(p_message.campaign_id, p_message.granted_on, p_message.cost_usd);
  if p_message.budgeted then
    perform private.give_back_ceilings('texts', p_message.api_key_id, p_message.prefix,
      p_message.cost_usd, p_message.claimed_at);
  end if;
end;
$$;

-- What speaks against sending this text now, apart from what is counted: null, or {act: deny | hold |
-- put_back, rule, reason, until?}. The caller has locked the telephone.
create function private.objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_enrollment public.sms_campaign_enrollments;
  v_campaign public.campaigns;
  v_words jsonb;
begin
  if private.is_switched_off('texts') then
    return jsonb_build_object('act', 'hold', 'rule', 'switched_off',
      'reason', 'Somebody has switched all texts off.', 'until', p_now + interval '5 minutes');
  end if;
  if private.is_ours(p_message.lead_phone) then
    return jsonb_build_object('act', 'deny', 'rule', 'own_number',
      'reason', 'The number is one of our own.');
  end if;
  select * into v_conversation from public.sms_conversations where id = p_message.conversation_id;
  if p_message.kind in ('campaign', 'single') or (p_message.kind = 'human' and v_conversation.last_inbound_at is null) then
    if private.inbound_unread(p_now) is not null then
      return private.inbound_unread(p_now) || jsonb_build_object('act', 'hold');
    end if;
  end if;
  if private.is_suppressed(p_message.lead_phone, 'sms') then
    -- Two things may still be said: that the opt-out was understood, and where help is.
    if p_message.notice is distinct from 'help' and (p_message.notice is distinct from 'opt_out'
       or p_now > p_message.created_at + interval '5 minutes') then
      return jsonb_build_object('act', 'deny', 'rule', 'suppressed',
        'reason', 'The number is on the do-not-contact list.');
    end if;
  end if;
  v_words := private.words_objection(p_message, p_now);
  if v_words is not null then
    return v_words;
  end if;
  -- A closing line belongs to a conversation that it has ended itself; open again, it is somebody's.
  if p_message.kind = 'reply' or p_message.notice = 'closing' then
    if v_conversation.owner <> 'ai' and not (p_message.notice = 'closing' and v_conversation.owner = 'closed') then
      return jsonb_build_object('act', 'deny', 'rule', 'not_ai_owned',
        'reason', 'The conversation is not the agent''s any more.');
    end if;
    -- A person has spoken since, and has closed the conversation or handed it back.
    if exists (select 1 from public.sms_messages h
               where h.conversation_id = p_message.conversation_id and h.author = 'human'
                 and h.seq > p_message.in_reply_to_seq) then
      return jsonb_build_object('act', 'deny', 'rule', 'person_spoke',
        'reason', 'A person has answered instead.');
    end if;
    if v_conversation.last_inbound_seq <> p_message.in_reply_to_seq then
      return jsonb_build_object('act', 'deny', 'rule', 'newer_inbound',
        'reason', 'The lead has said something newer.');
    end if;
  end if;
  if p_message.kind = 'single' and not private.has_consent(p_message.lead_phone, 'text', p_now) then
    return jsonb_build_object('act', 'deny', 'rule', 'no_consent',
      'reason', 'There is no consent for texts.');
  end if;
  if p_message.kind = 'campaign' then
    select * into v_enrollment from public.sms_campaign_enrollments where id = p_message.enrollment_id;
    if not found or v_enrollment.status in ('paused', 'stopped')
       or (v_enrollment.status = 'completed' and p_message.retry_of is null) then
      return jsonb_build_object('act', 'put_back',
        'rule', 'enrollment_' || coalesce(v_enrollment.status::text, 'gone'),
        'reason', 'The campaign lets this lead be.');
    end if;
    -- Nobody pauses an enrollment that has come to its end. What would have is looked at here.
    if v_enrollment.status = 'completed' and exists (
      select 1 from public.sms_conversations v
      where v.lead_phone = p_message.lead_phone and (v.last_inbound_at >= v_enrollment.ended_at
        or (v.ended_at >= v_enrollment.ended_at and v.end_reason <> 'silent'))) then
      return jsonb_build_object('act', 'put_back', 'rule', 'conversation_went_on',
        'reason', 'The lead has answered meanwhile, or the conversation is over.');
    end if;
    -- A second try of a step is pointless once the step after it is on its way.
    if v_enrollment.next_step <> p_message.step + (case when p_message.retry_of is null then 0 else 1 end) then
      return jsonb_build_object('act', 'put_back', 'rule', 'overtaken',
        'reason', 'The campaign is further already.');
    end if;
    select * into v_campaign from public.campaigns where id = p_message.campaign_id;
    if v_campaign.status = 'paused' and p_message.retry_of is not null then
      -- The step counts as done, so nobody would plan it anew: the try itself waits. Resuming the
      -- campaign wakes it; asking again every hour is for a wake that passed it by.
      return jsonb_build_object('act', 'hold', 'rule', 'campaign_paused',
        'reason', 'The campaign does not run.', 'until', p_now + interval '1 hour');
    end if;
    if v_campaign.status <> 'running' then
      return jsonb_build_object('act', 'put_back', 'rule', 'campaign_' || v_campaign.status,
        'reason', 'The campaign does not run.');
    end if;
    if not private.has_consent(p_message.lead_phone, 'text', p_now) then
      return jsonb_build_object('act', 'deny', 'rule', 'no_consent',
        'reason', 'There is no consent for texts.');
    end if;
    if v_conversation.owner in ('human', 'paused') then
      return jsonb_build_object('act', 'put_back', 'rule', 'not_ai_owned',
        'reason', 'A person is in this conversation.');
    end if;
  end if;
  return null;
end;
$$;

-- The first of these limits that is full for a telephone: null, or {rule, reason, until}. p_limits:
-- [{id, channels: [call | text], limit, window_hours}]. What answers a lead is no contact of ours.
create function private.full_limit(p_phone text, p_limits jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit jsonb;
  v_at timestamptz;
begin
  for v_limit in select * from jsonb_array_elements(coalesce(p_limits, '[]')) loop
    -- The contact whose leaving the window makes room.
    select t.at into v_at
    from private.touches(p_phone, p_now - make_interval(hours => (v_limit ->> 'window_hours')::integer)) t
    where v_limit -> 'channels' ? t.channel
    order by t.at desc offset (v_limit ->> 'limit')::integer - 1 limit 1;
    if found then
      return jsonb_build_object('rule', 'cap_' || (v_limit ->> 'id'),
        'reason', format('%s in %s hours is the most one lead gets.', v_limit ->> 'limit', v_limit ->> 'window_hours'),
        'until', v_at + make_interval(hours => (v_limit ->> 'window_hours')::integer));
    end if;
  end loop;
  return null;
end;
$$;

-- Which cap is reached: null, or {rule, reason, until, evidence?}. p_limits: as for full_limit; the
-- campaign's own cap on a lead's day is one more. What answers a lead is not counted and not capped.
create function private.reached_cap(
  p_message public.sms_messages, p_limits jsonb, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_texts timestamptz[];
  v_per_day integer;
begin
  if p_message.kind not in ('campaign', 'single') then
    return null;
  end if;
  select c.per_lead_per_day into v_per_day from public.campaigns c where c.id = p_message.campaign_id;
  if v_per_day is not null then
    select coalesce(array_agg(t.at order by t.at desc), '{}') into v_texts
    from private.touches(p_message.lead_phone, p_now - interval '24 hours') t where t.channel = 'text';
    if cardinality(v_texts) >= v_per_day then
      return jsonb_build_object('rule', 'cap_campaign_per_lead',
        'reason', format('%s texts in 24 hours is the most that the campaign lets one lead get.', v_per_day),
        'until', v_texts[v_per_day] + interval '24 hours',
        'evidence', jsonb_build_object('texts_in_24_hours', cardinality(v_texts)));
    end if;
  end if;
  return private.full_limit(p_message.lead_phone, p_limits, p_now);
end;
$$;

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
  if v_message.delivery_status not in ('pending', 'held') then
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

select private.close_functions();
