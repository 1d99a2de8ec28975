-- Claims a call for dialing. Everything that may forbid it is judged here, at p_now, under locks.
-- p_claim: {claim_id?: of this attempt, worker, from_number?: the own number that calls,
-- deadline_at, open_until, caps: {total, max_live}, limits, number, minute_usd?, evidence, and what
-- take_ceilings reads}; `limits` are caps on calls and texts together, for which the phone number
-- is locked as for texts; `number` is the policy engine's verdict on it, without which there is no
-- claim. Returns {verdict: go, fence, call, lead, max_seconds} or {verdict: skip, status} |
-- {verdict: wait, until, rule} | {verdict: full} | {verdict: denied, rule}.
create function public.begin_call(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_caps jsonb := p_claim -> 'caps';
  v_count integer;
  v_full jsonb;
  v_before jsonb;
  v_slot integer;
begin
  v_call := private.lock_call(p_id);
  if v_call.id is null then
    return jsonb_build_object('verdict', 'skip', 'status', 'gone');
  end if;
  v_before := private.call_claimed_before(v_call, p_claim ->> 'claim_id');
  if v_before is not null then
    return v_before;
  end if;
  v_before := private.put_off_call(v_call, p_claim, p_now);
  if v_before is not null then
    return v_before;
  end if;

  v_slot := private.free_slot((v_caps ->> 'max_live')::integer);
  if v_slot is null then
    return jsonb_build_object('verdict', 'full');
  end if;
  if exists (select 1 from public.calls c
             where c.lead_phone = v_call.lead_phone and private.is_live(c.status)) then
    perform public.hold_call(p_id, p_now + interval '60 seconds', 'line_busy_with_us',
      'Another call with this number is going on.', null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '60 seconds',
      'rule', 'line_busy_with_us');
  end if;
  select count(*) into v_count from public.calls c
  where c.lead_phone = v_call.lead_phone and c.direction = 'outbound' and c.dialed_at is not null;
  if v_count >= (v_caps ->> 'total')::integer then
    perform public.deny_call(p_id, 'cap_total',
      format('%s calls is the most one number ever gets.', v_caps ->> 'total'),
      jsonb_build_object('calls', v_count), p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'cap_total');
  end if;
  -- Before anything is taken: a call that gets the trial of the audio and is then held would waste
  -- it.
  v_full := private.hold_while_voice_rests(p_id, p_now);
  if v_full is not null then
    return v_full;
  end if;
  v_full := private.full_limit(v_call.lead_phone, p_claim -> 'limits', p_now);
  -- Directly before the claim, because it takes what it finds.
  p_claim := private.with_call_cost(p_claim, v_call);
  v_full := coalesce(v_full,
    private.take_ceilings('calls', false, v_call.api_key_id, p_claim, p_now));
  if v_full is not null then
    perform public.hold_call(p_id, (v_full ->> 'until')::timestamptz, v_full ->> 'rule',
      v_full ->> 'reason', v_full -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_full -> 'until', 'rule', v_full ->> 'rule');
  end if;

  update public.calls
  set status = 'dialing', fence = fence + 1, worker = p_claim ->> 'worker',
      from_number = coalesce(p_claim ->> 'from_number', from_number),
      claim_ids = private.with_claim(claim_ids, p_claim ->> 'claim_id'), slot = v_slot,
      deadline_at = (p_claim ->> 'deadline_at')::timestamptz, dialed_at = p_now, held_reason = null,
      cost_usd = coalesce((p_claim ->> 'cost_usd')::numeric, 0), prefix = p_claim ->> 'prefix',
      minute_usd = (p_claim ->> 'minute_usd')::numeric,
      checks = 0, next_check_at = (p_claim ->> 'deadline_at')::timestamptz, updated_at = p_now
  where id = p_id returning * into v_call;
  perform private.decide(v_call.lead_id, v_call.id, 'allow', 'claimed',
    'Inside the calling window, under every cap, not suppressed.', null, p_claim -> 'evidence', p_now);
  return private.call_claimed(v_call);
end;
$$;
