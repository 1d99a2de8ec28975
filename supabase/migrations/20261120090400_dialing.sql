-- The dial protocol: write the intent, claim it once, act once, record what came of it.

create function private.decide(
  p_lead_id bigint, p_call_id uuid, p_verdict public.verdict, p_rule text, p_reason text,
  p_hold_until timestamptz, p_evidence jsonb, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.contact_decisions
    (at, lead_id, call_id, verdict, rule, reason, hold_until, evidence)
  values (p_now, p_lead_id, p_call_id, p_verdict, p_rule, p_reason, p_hold_until,
          coalesce(p_evidence, '{}'));
$$;

-- Whether a lead is where its number alone does not tell.
create function private.has_place(p_lead public.leads) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_lead.timezone, p_lead.region, p_lead.postal_code) is not null;
$$;

-- Writes the intent to call. p_call: {id, lead_id?, to, extension?, name?, country?, timezone?, agent_id?,
-- provider, voice, priority, message?, run_at, campaign_id?, metadata, origin,
-- idempotency_key_hash?, request_hash?, api_key_id?: who asks, decision: {verdict, rule, reason,
-- hold_until?, evidence}, as_unknown?: whether it was decided without knowing of any lead}.
-- Returns {result: scheduled | merged | replayed | key_reused | no_such_lead | no_such_agent |
-- suppressed | own_number | judge_anew, call?, lead?}; merged: another order is already for this call;
-- judge_anew: the number is that of a lead whose place says more, and nothing is written.
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

  -- Only who may be called becomes a lead: a blocked number is not stored anew.
  if v_lead.id is null then
    insert into public.leads (phone, phone_extension, name, country, timezone, source, created_at,
      updated_at)
    values (p_call ->> 'to', p_call ->> 'extension', p_call ->> 'name', p_call ->> 'country',
            p_call ->> 'timezone', 'call', p_now, p_now)
    on conflict (phone, phone_extension) do nothing;
    select * into v_lead from public.leads
    where phone = p_call ->> 'to' and phone_extension is not distinct from p_call ->> 'extension';
  end if;

  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, held_reason, api_key_id, created_at, updated_at
  ) values (
    (p_call ->> 'id')::uuid, v_lead.id,
    coalesce((p_call ->> 'agent_id')::uuid, (select id from public.agents where is_default)),
    'outbound', p_call ->> 'provider', p_call ->> 'voice', p_call ->> 'to', p_call ->> 'to',
    case v_decision ->> 'verdict' when 'hold' then 'held' else 'scheduled' end::public.call_status,
    (p_call ->> 'priority')::public.call_priority, p_call ->> 'message', p_call ->> 'origin',
    (p_call ->> 'campaign_id')::uuid, coalesce(p_call -> 'metadata', '{}'),
    greatest(v_run_at, coalesce((v_decision ->> 'hold_until')::timestamptz, v_run_at)),
    case v_decision ->> 'verdict' when 'hold' then v_decision ->> 'rule' end,
    (p_call ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_call;

  perform private.decide(v_lead.id, v_call.id, (v_decision ->> 'verdict')::public.verdict,
    v_decision ->> 'rule', v_decision ->> 'reason', (v_decision ->> 'hold_until')::timestamptz,
    v_decision -> 'evidence', p_now);
  if v_key is not null then
    insert into public.idempotency_keys (key_hash, request_hash, call_id, created_at)
    values (v_key, p_call ->> 'request_hash', v_call.id, p_now);
  end if;
  return jsonb_build_object('result', 'scheduled', 'call', to_jsonb(v_call));
end;
$$;

-- Not yet: the call waits until p_until, and the decision says why. Said again of a switch that is
-- looked at every few minutes, it is one decision.
create function public.hold_call(
  p_id uuid, p_until timestamptz, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  if not found or v_before.status not in ('scheduled', 'held') then
    return false;
  end if;
  update public.calls
  set status = 'held', run_at = p_until, held_reason = p_rule, updated_at = p_now
  where id = p_id;
  if p_rule not in
       ('switched_off', 'talk_not_judged', 'words_not_judged', 'inbound_not_read', 'voice_not_heard', 'voice_away')
     or v_before.held_reason is distinct from p_rule then
    perform private.decide(v_before.lead_id, p_id, 'hold', p_rule, p_reason, p_until, p_evidence, p_now);
  end if;
  return true;
end;
$$;

-- Never: the call ends without having been placed, and the decision says why.
create function public.deny_call(
  p_id uuid, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set status = 'canceled', end_reason = p_rule, ended_at = p_now, settled_at = p_now, updated_at = p_now
  where id = p_id and status in ('scheduled', 'held')
  returning * into v_call;
  if not found then
    return false;
  end if;
  perform private.decide(v_call.lead_id, v_call.id, 'deny', p_rule, p_reason, null, p_evidence, p_now);
  return true;
end;
$$;

-- A place for one more call among the p_max that may be alive at once, or null. Two claims must not both
-- see room for one, and must not wait for each other either: each place has a lock of its own, which is
-- tried and never waited for, and is held until the claim is committed and the place can be seen. A call
-- that has a higher place, or none, takes up room all the same.
create function private.free_slot(p_max integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_slot integer;
  v_above integer;
  v_taken boolean;
begin
  for v_slot in
    -- As many places as there are calls that live, and some for claims that nobody can see yet.
    select n from generate_series(1, least(p_max, 200 + (
      select count(*) from public.calls c where c.direction = 'outbound' and private.is_live(c.status)))) n
    where not exists (select 1 from public.calls c
                      where c.direction = 'outbound' and private.is_live(c.status) and c.slot = n)
    order by n
  loop
    continue when not pg_try_advisory_xact_lock(hashtextextended('ringback:slot:' || v_slot, 0));
    -- Only now nobody else can take it: whoever was quicker is seen by this look.
    select count(*) filter (where c.slot is null or c.slot > v_slot),
           coalesce(bool_or(c.slot = v_slot), false)
    into v_above, v_taken
    from public.calls c where c.direction = 'outbound' and private.is_live(c.status);
    exit when v_slot + v_above > p_max;
    if not v_taken then
      return v_slot;
    end if;
  end loop;
  return null;
end;
$$;

-- Claims a call for dialing. Everything that may forbid it is judged here, at p_now, under locks.
-- p_claim: {claim_id?: of this attempt, worker, from_number?: which of ours rings, deadline_at, open_until, caps: {total, max_live}, limits,
-- number, minute_usd?, evidence, and what take_ceilings reads}; `limits` are caps on calls and texts together, for which the telephone is locked as
-- texts lock it; `number` is the policy engine's verdict on it, without which there is no claim.
-- Returns {verdict: go, fence, call, lead, max_seconds} or {verdict: skip, status} | {verdict: wait, until,
-- rule} | {verdict: full} | {verdict: denied, rule}.
create function public.begin_call(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_caps jsonb := p_claim -> 'caps';
  v_count integer;
  v_full jsonb;
  v_no jsonb;
  v_unjudged text;
  v_before jsonb;
  v_slot integer;
begin
  perform private.lock_phone((select lead_phone from public.calls where id = p_id));
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return jsonb_build_object('verdict', 'skip', 'status', 'gone');
  end if;
  v_before := private.call_claimed_before(v_call, p_claim ->> 'claim_id');
  if v_before is not null then
    return v_before;
  end if;
  if v_call.status not in ('scheduled', 'held') then
    return jsonb_build_object('verdict', 'skip', 'status', v_call.status);
  end if;
  if v_call.run_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_call.run_at, 'rule', 'not_due');
  end if;
  if p_now >= (p_claim ->> 'open_until')::timestamptz then
    return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'window_closed');
  end if;
  if private.is_ours(v_call.lead_phone) then
    perform public.deny_call(p_id, 'own_number', 'The number is one of our own.', null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'own_number');
  end if;
  if private.text_comes_in(v_call.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes(), 'rule', 'text_comes_in');
  end if;
  if private.is_suppressed(v_call.lead_phone, 'voice') then
    perform public.deny_call(p_id, 'suppressed', 'The number is on the do-not-contact list.', null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'suppressed');
  end if;

  v_no := private.number_objection(p_claim -> 'number', v_call.to_number);
  if v_no is not null then
    perform public.deny_call(p_id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;

  v_no := private.judge_after_talk(v_call, p_now);
  if v_no is not null then
    return v_no;
  end if;

  if private.is_switched_off('calls') then
    perform public.hold_call(p_id, p_now + interval '5 minutes', 'switched_off',
      'Somebody has switched all calls off.', null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '5 minutes',
      'rule', 'switched_off');
  end if;

  v_full := private.inbound_unread(p_now);
  if v_full is not null then
    perform public.hold_call(p_id, (v_full ->> 'until')::timestamptz, v_full ->> 'rule', v_full ->> 'reason',
      v_full -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_full -> 'until', 'rule', v_full ->> 'rule');
  end if;
  v_unjudged := private.words_not_judged(v_call.lead_phone, 'call', p_now);
  if v_unjudged is not null then
    perform public.hold_call(p_id, p_now + interval '5 minutes', 'words_not_judged', v_unjudged, null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '5 minutes',
      'rule', 'words_not_judged');
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
  -- Before anything is taken. Who may try whether we are heard again, and is then held, tries nothing.
  v_full := private.hold_while_voice_rests(p_id, p_now);
  if v_full is not null then
    return v_full;
  end if;
  v_full := private.full_limit(v_call.lead_phone, p_claim -> 'limits', p_now);
  -- The last thing before the claim itself, since it takes what it finds.
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

-- The carrier accepted. Returns {result: recorded | already | duplicate | late, call_sid?}: after
-- duplicate or late the caller must hang up what it has just placed.
create function public.record_dialed(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'late');
  end if;
  if v_call.call_sid = p_call_sid then
    return jsonb_build_object('result', 'already', 'lead_id', v_call.lead_id);
  end if;
  if v_call.call_sid is not null then
    return jsonb_build_object('result', 'duplicate', 'call_sid', v_call.call_sid);
  end if;
  if v_call.fence <> p_fence or v_call.status not in ('dialing', 'unknown') then
    return jsonb_build_object('result', 'late', 'status', v_call.status);
  end if;
  perform private.adopt(p_id, p_call_sid, p_now);
  return jsonb_build_object('result', 'recorded', 'lead_id', v_call.lead_id);
end;
$$;

-- The physical call behind a row becomes known, by our own record, a webhook or the carrier's list.
create function private.adopt(p_id uuid, p_call_sid text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_lead_id bigint;
begin
  update public.calls
  set call_sid = p_call_sid,
      status = case when status in ('dialing', 'unknown') then 'queued' else status end,
      deadline_at = null,
      -- If no word comes for two minutes, somebody asks the carrier.
      next_check_at = p_now + interval '120 seconds',
      updated_at = p_now
  where id = p_id and call_sid is null
  returning lead_id into v_lead_id;
  if v_lead_id is not null then
    perform private.mark_contacted(v_lead_id, p_call_sid, p_now);
  end if;
end;
$$;

-- The carrier said no: p_status is `scheduled` (it would say yes later) or `failed`.
create function public.release_call(
  p_id uuid, p_fence integer, p_status public.call_status, p_run_at timestamptz, p_reason text,
  p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  update public.calls
  set status = p_status,
      run_at = coalesce(p_run_at, run_at),
      -- An order that was never taken is no attempt: it does not count against the caps.
      dialed_at = case when p_status = 'scheduled' then null else dialed_at end,
      end_reason = case when p_status = 'failed' then p_reason end,
      ended_at = case when p_status = 'failed' then p_now end,
      held_reason = case when p_status = 'scheduled' then p_reason end,
      deadline_at = null, next_check_at = null, updated_at = p_now
  -- Unknown is what a look that came in between made of it: whoever knows says so.
  where id = p_id and fence = p_fence and status in ('dialing', 'unknown') and call_sid is null;
  if not found then
    return false;
  end if;
  perform private.give_back_ceilings('calls', v_before.api_key_id, v_before.prefix,
    v_before.cost_usd, v_before.dialed_at);
  update public.calls set cost_usd = 0, minute_usd = null where id = p_id;
  return true;
end;
$$;

-- Rows whose truth only the carrier knows: dialing past the deadline, or silent for too long.
-- Each is leased for a minute, so that two checkers do not ask twice.
create function public.claim_checks(p_now timestamptz, p_limit integer) returns setof public.calls
language sql security definer set search_path = '' as $$
  update public.calls c
  set status = case when c.status = 'dialing' then 'unknown' else c.status end,
      next_check_at = p_now + interval '60 seconds', updated_at = p_now
  from (
    select id from public.calls
    where private.is_live(status) and next_check_at <= p_now
    order by next_check_at limit p_limit for update skip locked
  ) due
  where c.id = due.id
  returning c.*;
$$;

-- When to look again for what the carrier has said nothing about: 15 s, 60 s and 5 min after it left.
-- Null: it was looked for often enough, and is presumed not to have left.
create function private.look_again_at(p_left_at timestamptz, p_now timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  select min(p_left_at + pause) from unnest('{15 seconds,60 seconds,5 minutes}'::interval[]) pause
  where p_left_at + pause > p_now;
$$;

-- What the carrier's list said about a call without a sid. Found: adopted. Not found at
-- the last look: presumed not placed; the next planned slot decides.
create function public.record_lookup(
  p_id uuid, p_fence integer, p_call_sid text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next timestamptz;
begin
  select * into v_call from public.calls where id = p_id for update;
  -- Whoever is alive without a name is unknown, whether or not a check has come by to say so; only
  -- a dial that is still before its deadline may yet get its name from us.
  if not found or v_call.fence <> p_fence or v_call.call_sid is not null
     or not private.is_live(v_call.status)
     or (v_call.status = 'dialing' and v_call.deadline_at > p_now) then
    return jsonb_build_object('result', 'moved_on');
  end if;
  if p_call_sid is not null then
    perform private.adopt(p_id, p_call_sid, p_now);
    return jsonb_build_object('result', 'adopted');
  end if;
  v_next := private.look_again_at(coalesce(v_call.dialed_at, v_call.created_at), p_now);
  if v_next is null then
    update public.calls
    set status = 'failed', end_reason = 'presumed_not_placed', ended_at = p_now,
        next_check_at = null, updated_at = p_now
    where id = p_id;
    return jsonb_build_object('result', 'presumed_not_placed');
  end if;
  update public.calls
  set checks = checks + 1, next_check_at = v_next, updated_at = p_now
  where id = p_id;
  return jsonb_build_object('result', 'not_found_yet');
end;
$$;

select private.close_functions();
