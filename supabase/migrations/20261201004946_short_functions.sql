-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions and domain/lives.ts, by "npm run migration". Do not edit.

-- What other campaigns do with these leads over the same channel is over, of those whom this one may
-- contact and does not know yet.
create or replace function private.replace_enrollments(
  p_campaign public.campaigns, p_lead_ids bigint[], p_now timestamptz
) returns void
-- Some hundreds are looked up by key, as in enroll_leads.
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_replaced bigint[];
begin
  select coalesce(array_agg(e.id), '{}') into v_replaced
  from public.leads l
  join public.sms_campaign_enrollments e
    on e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
  where l.id = any (p_lead_ids) and e.status = 'active'
    and e.channel = p_campaign.channel and e.campaign_id <> p_campaign.id
    and private.has_consent(l.phone, p_campaign.channel, p_now)
    and not exists (select 1 from public.sms_campaign_enrollments x
                    where x.lead_phone = l.phone
                      and x.phone_extension is not distinct from l.phone_extension
                      and x.campaign_id = p_campaign.id);
  -- Texts find out when they are claimed; the dial protocol knows nothing of campaigns.
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_stopped', ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = any (v_replaced) and private.is_waiting(status);
  update public.sms_campaign_enrollments
  set status = 'stopped', reason = 'replaced', ended_at = p_now, updated_at = p_now
  where id = any (v_replaced) and status = 'active';
end;
$$;

-- Puts leads into a campaign, each with its verdict: enrolled | already_enrolled | suppressed |
-- no_consent | active_elsewhere | campaign_ended | no_such_campaign | no_such_lead. What is refused
-- leaves a decision.
create or replace function private.enroll_leads(p_campaign_id uuid, p_lead_ids bigint[], p_now timestamptz)
returns table (of_lead bigint, enrollment bigint, verdict text)
-- Some hundreds are looked up by key; a plan made while the tables were small would read them whole.
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_campaign public.campaigns;
  v_delay integer;
  -- Read once for all of them: private.is_suppressed, spread out.
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
begin
  select * into v_campaign from public.campaigns c where c.id = p_campaign_id;
  if not found or v_campaign.status = 'ended' then
    return query select i, null::bigint,
      case when v_campaign.id is null then 'no_such_campaign' else 'campaign_ended' end
    from unnest(p_lead_ids) i;
    return;
  end if;
  select s.delay_seconds into v_delay from public.campaign_steps s
  where s.campaign_id = p_campaign_id and s.position = 1;
  if v_campaign.rules ->> 'on_active_elsewhere' = 'replace' then
    perform private.replace_enrollments(v_campaign, p_lead_ids, p_now);
  end if;

  return query
  with asked as (
    select l.id, l.phone, l.phone_extension as extension, (
      select e.id from public.sms_campaign_enrollments e
      where e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
        and e.campaign_id = p_campaign_id) as known
    from public.leads l where l.id = any (p_lead_ids)
  ), judged as (
    select a.id, a.phone, a.extension, a.known, case
      when a.known is not null then 'already_enrolled'
      when a.extension is not null and v_campaign.channel = 'text' then 'extension'
      when exists (select 1 from public.suppressions b
                   where b.phone_hash = encode(sha256(convert_to(v_salt || a.phone, 'UTF8')), 'hex')
                     and b.scope in ('all', case v_campaign.channel when 'text' then 'sms' else 'voice' end)
                     and b.lifted_at is null) then 'suppressed'
      when not private.has_consent(a.phone, v_campaign.channel, p_now) then 'no_consent'
      -- A scalar, not `exists`: that may be answered by reading everybody who is active.
      when (select e.id from public.sms_campaign_enrollments e
            where e.lead_phone = a.phone and e.phone_extension is not distinct from a.extension
              and e.channel = v_campaign.channel and e.status = 'active' limit 1) is not null then 'active_elsewhere'
      else 'enrolled' end as verdict
    from asked a
  ), made as (
    insert into public.sms_campaign_enrollments as e (
      campaign_id, lead_id, lead_phone, phone_extension, channel, next_message_at, enrolled_at, created_at,
      updated_at)
    select p_campaign_id, j.id, j.phone, j.extension, v_campaign.channel,
           p_now + make_interval(secs => coalesce(v_delay, 0)), p_now, p_now, p_now
    from judged j where j.verdict = 'enrolled' order by j.phone, j.extension
    on conflict do nothing
    returning e.id, e.lead_id
  ), noted as (
    insert into public.contact_decisions (at, lead_id, channel, verdict, rule, reason, evidence)
    select p_now, j.id, v_campaign.channel, 'deny', j.verdict, case j.verdict
        when 'suppressed' then 'The number is on the do-not-contact list.'
        when 'extension' then 'A text cannot reach an extension; a call can.'
        when 'no_consent' then format('There is no consent to be %s in force, and a campaign needs one.',
          case v_campaign.channel when 'text' then 'texted' else 'called' end)
        else 'Another campaign is talking to this lead.' end,
      jsonb_build_object('campaign_id', p_campaign_id)
    from judged j
    where j.verdict in ('suppressed', 'no_consent', 'active_elsewhere', 'extension')
      and not exists (select 1 from public.contact_decisions d
                      where d.lead_id = j.id and d.rule = j.verdict
                        and d.evidence ->> 'campaign_id' = p_campaign_id::text)
  )
  select i, coalesce(m.id, j.known),
         case when j.id is null then 'no_such_lead'
              when j.verdict = 'enrolled' and m.id is null then 'already_enrolled'
              else j.verdict end
  from unnest(p_lead_ids) i
  left join judged j on j.id = i
  left join made m on m.lead_id = i;
end;
$$;

-- Steps that would call whoever has not agreed to be called: they are done with, and say why.
create or replace function private.leave_out_calls(p_ids bigint[], p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_row record;
begin
  for v_row in
    select e.id, e.next_step, e.lead_id, e.campaign_id
    from public.sms_campaign_enrollments e
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
      and not private.has_consent(e.lead_phone, 'call', p_now)
  loop
    insert into public.contact_decisions (at, lead_id, channel, verdict, rule, reason, evidence)
    values (p_now, v_row.lead_id, 'call', 'deny', 'no_consent', 'There is no consent to be called.',
            jsonb_build_object('campaign_id', v_row.campaign_id, 'step', v_row.next_step));
    perform private.advance_enrollment(v_row.id, v_row.next_step, p_now);
  end loop;
end;
$$;

-- Plans the next step of enrollments whose telephones the caller has locked: a text in the open
-- conversation with that number (made if there is none), or a call. A call nobody agreed to is
-- left out. Returns how many were planned.
create or replace function private.plan_steps(p_ids bigint[], p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_texts integer;
  v_calls integer;
begin
  -- The last step may have been taken out of the campaign while they waited.
  update public.sms_campaign_enrollments e
  set status = 'completed', reason = 'steps_done', next_message_at = null, ended_at = p_now,
      updated_at = p_now
  where e.id = any (p_ids) and e.status = 'active' and not exists (
    select 1 from public.campaign_steps s
    where s.campaign_id = e.campaign_id and s.position = e.next_step);
  perform private.leave_out_calls(p_ids, p_now);

  insert into public.sms_conversations as v (
    lead_id, lead_phone, our_number, provider, sms_agent_id, campaign_id, last_activity_at,
    created_at, updated_at)
  select e.lead_id, e.lead_phone, c.sender, c.provider,
         coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), c.id, p_now,
         p_now, p_now
  from public.sms_campaign_enrollments e
  join public.campaigns c on c.id = e.campaign_id
  join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
  where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
    and e.message_id is null and e.call_id is null
  order by e.lead_phone
  on conflict (lead_phone, our_number) where ended_at is null do nothing;

  with texts as (
    insert into public.sms_messages as m (
      message_id, conversation_id, lead_id, lead_phone, direction, author, kind, provider,
      campaign_id, enrollment_id, step, send_at, enqueue_at, created_at, updated_at)
    select gen_random_uuid(), v.id, e.lead_id, e.lead_phone, 'outbound', 'campaign', 'campaign',
           v.provider, e.campaign_id, e.id, e.next_step, e.next_message_at, e.next_message_at,
           p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    join public.sms_conversations v
      on v.lead_phone = e.lead_phone and v.our_number = c.sender and v.ended_at is null
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where retry_of is null and delivery_status <> 'canceled'
      do nothing
    returning m.message_id, m.enrollment_id
  )
  update public.sms_campaign_enrollments e set message_id = t.message_id, updated_at = p_now
  from texts t where e.id = t.enrollment_id;
  get diagnostics v_texts = row_count;

  with rings as (
    insert into public.calls as k (
      id, lead_id, agent_id, direction, to_number, lead_phone, status, message, origin, campaign_id,
      run_at, enrollment_id, step, created_at, updated_at)
    select gen_random_uuid(), e.lead_id,
           coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), 'outbound',
           e.lead_phone, e.lead_phone, 'scheduled', c.goal, 'campaign', c.id, e.next_message_at,
           e.id, e.next_step, p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where enrollment_id is not null and status <> 'canceled'
      do nothing
    returning k.id, k.enrollment_id
  )
  update public.sms_campaign_enrollments e set call_id = r.id, updated_at = p_now
  from rings r where e.id = r.enrollment_id;
  get diagnostics v_calls = row_count;
  return v_texts + v_calls;
end;
$$;

-- The lead wrote START: what STOP had said by text is lifted, and the word itself is a consent.
create or replace function private.opt_in(
  p_phone text, p_lead_id bigint, p_words text, p_said_at timestamptz, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lift_text_opt_out(p_phone, p_said_at, p_now);
  perform private.settle_words(p_phone, 'not', 'rules', 'The lead wrote START after it.', p_now);
  if not private.is_suppressed(p_phone, 'sms') then
    perform private.add_consent(p_lead_id, p_phone, 'text',
      jsonb_build_object('channel', 'text', 'kind', 'keyword', 'text', p_words), p_now);
  end if;
end;
$$;

-- What speaks against claiming a call before any place or money is looked at: it is held or denied here.
-- Null, or what begin_call answers. The caller has locked the telephone and the row.
create or replace function private.put_off_call(p_call public.calls, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_no jsonb;
  v_unjudged text;
begin
  if not private.is_waiting(p_call.status) then
    return jsonb_build_object('verdict', 'skip', 'status', p_call.status);
  end if;
  if p_call.run_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', p_call.run_at, 'rule', 'not_due');
  end if;
  if p_now >= (p_claim ->> 'open_until')::timestamptz then
    return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'window_closed');
  end if;
  if private.is_ours(p_call.lead_phone) then
    perform public.deny_call(p_call.id, 'own_number', 'The number is one of our own.', null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'own_number');
  end if;
  if private.text_comes_in(p_call.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes(), 'rule', 'text_comes_in');
  end if;
  if private.is_suppressed(p_call.lead_phone, 'voice') then
    perform public.deny_call(p_call.id, 'suppressed', 'The number is on the do-not-contact list.', null, p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', 'suppressed');
  end if;

  v_no := private.number_objection(p_claim -> 'number', p_call.to_number);
  if v_no is not null then
    perform public.deny_call(p_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;

  v_no := private.judge_after_talk(p_call, p_now);
  if v_no is not null then
    return v_no;
  end if;

  if private.is_switched_off('calls') then
    perform public.hold_call(p_call.id, p_now + interval '5 minutes', 'switched_off',
      'Somebody has switched all calls off.', null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '5 minutes',
      'rule', 'switched_off');
  end if;

  v_no := private.inbound_unread(p_now);
  if v_no is not null then
    perform public.hold_call(p_call.id, (v_no ->> 'until')::timestamptz, v_no ->> 'rule', v_no ->> 'reason',
      v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_no -> 'until', 'rule', v_no ->> 'rule');
  end if;
  v_unjudged := private.words_not_judged(p_call.lead_phone, 'call', p_now);
  if v_unjudged is not null then
    perform public.hold_call(p_call.id, p_now + interval '5 minutes', 'words_not_judged', v_unjudged, null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_now + interval '5 minutes',
      'rule', 'words_not_judged');
  end if;
  return null;
end;
$$;

-- Claims a call for dialing. Everything that may forbid it is judged here, at p_now, under locks.
-- p_claim: {claim_id?: of this attempt, worker, from_number?: which of ours rings, deadline_at, open_until, caps: {total, max_live}, limits,
-- number, minute_usd?, evidence, and what take_ceilings reads}; `limits` are caps on calls and texts together, for which the telephone is locked as
-- texts lock it; `number` is the policy engine's verdict on it, without which there is no claim.
-- Returns {verdict: go, fence, call, lead, max_seconds} or {verdict: skip, status} | {verdict: wait, until,
-- rule} | {verdict: full} | {verdict: denied, rule}.
create or replace function public.begin_call(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_caps jsonb := p_claim -> 'caps';
  v_count integer;
  v_full jsonb;
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

-- The row of a call that was ordered, as schedule_call takes it, and the decision that goes with it.
create or replace function private.write_call(p_call jsonb, p_lead_id bigint, p_now timestamptz)
returns public.calls
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_decision jsonb := p_call -> 'decision';
  v_run_at timestamptz := (p_call ->> 'run_at')::timestamptz;
begin
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, held_reason, api_key_id, created_at, updated_at
  ) values (
    (p_call ->> 'id')::uuid, p_lead_id,
    coalesce((p_call ->> 'agent_id')::uuid, (select id from public.agents where is_default)),
    'outbound', p_call ->> 'provider', p_call ->> 'voice', p_call ->> 'to', p_call ->> 'to',
    case v_decision ->> 'verdict' when 'hold' then 'held' else 'scheduled' end::public.call_status,
    (p_call ->> 'priority')::public.call_priority, p_call ->> 'message', p_call ->> 'origin',
    (p_call ->> 'campaign_id')::uuid, coalesce(p_call -> 'metadata', '{}'),
    greatest(v_run_at, coalesce((v_decision ->> 'hold_until')::timestamptz, v_run_at)),
    case v_decision ->> 'verdict' when 'hold' then v_decision ->> 'rule' end,
    (p_call ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_call;

  perform private.decide(p_lead_id, v_call.id, (v_decision ->> 'verdict')::public.verdict,
    v_decision ->> 'rule', v_decision ->> 'reason', (v_decision ->> 'hold_until')::timestamptz,
    v_decision -> 'evidence', p_now);
  return v_call;
end;
$$;

-- Writes the intent to call. p_call: {id, lead_id?, to, extension?, name?, country?, timezone?, agent_id?,
-- provider, voice, priority, message?, run_at, campaign_id?, metadata, origin,
-- idempotency_key_hash?, request_hash?, api_key_id?: who asks, decision: {verdict, rule, reason,
-- hold_until?, evidence}, as_unknown?: whether it was decided without knowing of any lead}.
-- Returns {result: scheduled | merged | replayed | key_reused | no_such_lead | no_such_agent |
-- suppressed | own_number | judge_anew, call?, lead?}; merged: another order is already for this call;
-- judge_anew: the number is that of a lead whose place says more, and nothing is written.
create or replace function public.schedule_call(p_call jsonb, p_now timestamptz) returns jsonb
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

  v_call := private.write_call(p_call, v_lead.id, p_now);
  if v_key is not null then
    insert into public.idempotency_keys (key_hash, request_hash, call_id, created_at)
    values (v_key, p_call ->> 'request_hash', v_call.id, p_now);
  end if;
  return jsonb_build_object('result', 'scheduled', 'call', to_jsonb(v_call));
end;
$$;

-- Null, or what begin_message answers for a text that is not to be claimed at this moment, whatever else
-- may be said of it.
create or replace function private.text_not_due(p_message public.sms_messages, p_claim jsonb, p_now timestamptz)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_waiting(p_message.delivery_status) then
    return jsonb_build_object('verdict', 'skip', 'status', p_message.delivery_status);
  end if;
  if p_message.send_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', p_message.send_at, 'rule', 'not_due');
  end if;
  if p_now >= (p_claim ->> 'open_until')::timestamptz then
    return jsonb_build_object('verdict', 'wait', 'until', p_now, 'rule', 'window_closed');
  end if;
  if private.text_comes_in(p_message.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes(), 'rule', 'text_comes_in');
  end if;
  return null;
end;
$$;

-- What speaks against a step of a campaign now, as objection says it. p_owner: who has its conversation.
create or replace function private.campaign_objection(
  p_message public.sms_messages, p_owner public.conversation_owner, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_enrollment public.sms_campaign_enrollments;
  v_campaign public.campaigns;
begin
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
  if p_owner in ('human', 'paused') then
    return jsonb_build_object('act', 'put_back', 'rule', 'not_ai_owned',
      'reason', 'A person is in this conversation.');
  end if;
  return null;
end;
$$;

-- What speaks against sending this text now, apart from what is counted: null, or {act: deny | hold |
-- put_back, rule, reason, until?}. The caller has locked the telephone.
create or replace function private.objection(p_message public.sms_messages, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
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
    return private.campaign_objection(p_message, v_conversation.owner, p_now);
  end if;
  return null;
end;
$$;

-- Holds, denies or puts back a text against which something speaks: p_no is as objection says it. Returns
-- what begin_message answers.
create or replace function private.put_off_text(p_message public.sms_messages, p_no jsonb, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  if p_no ->> 'act' = 'hold' then
    perform public.hold_message(p_message.message_id, (p_no ->> 'until')::timestamptz, p_no ->> 'rule',
      p_no ->> 'reason', p_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', p_no -> 'until', 'rule', p_no ->> 'rule');
  elsif p_no ->> 'act' = 'deny' then
    perform public.deny_message(p_message.message_id, p_no ->> 'rule', p_no ->> 'reason', p_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', p_no ->> 'rule');
  end if;
  -- Not this row, but the step stays owed: should the campaign go on, it is planned anew.
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = p_no ->> 'rule', enqueue_at = null,
      updated_at = p_now
  where message_id = p_message.message_id;
  update public.sms_campaign_enrollments e
  set message_id = null, updated_at = p_now,
      status = case when e.status = 'active' and p_no ->> 'rule' = 'not_ai_owned' then 'paused' else e.status end,
      reason = case when e.status = 'active' and p_no ->> 'rule' = 'not_ai_owned' then 'not_ai_owned' else e.reason end
  where e.message_id = p_message.message_id;
  perform private.decide_text(p_message.lead_id, p_message.message_id, 'hold', p_no ->> 'rule', p_no ->> 'reason',
    null, null, p_now);
  return jsonb_build_object('verdict', 'denied', 'rule', p_no ->> 'rule');
end;
$$;

-- Takes what a text costs from its campaign and from the day. Null, or what begin_message answers: then
-- the text is held, the campaign rests until its next day where it is the campaign's, and nothing was taken.
create or replace function private.take_money(
  p_message public.sms_messages, p_campaign public.campaigns, p_cost numeric, p_claim jsonb,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_rule text;
  v_no jsonb;
  v_until timestamptz;
begin
  if p_message.kind in ('campaign', 'single') then
    v_rule := private.take_grant(p_campaign, p_cost, p_now);
  end if;
  if v_rule is not null then
    v_until := ((p_now at time zone p_campaign.timezone)::date + 1)::timestamp at time zone p_campaign.timezone;
    update public.campaigns set capped_until = v_until, updated_at = p_now
    where id = p_campaign.id and capped_until is distinct from v_until;
    perform public.hold_message(p_message.message_id, v_until, v_rule, case v_rule
        when 'cap_campaign_day' then 'The campaign has sent what it may send in a day.'
        else 'The campaign has spent its money.' end, null, p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_rule);
  end if;
  v_no := private.take_ceilings('texts', private.is_answer(p_message.kind), p_message.api_key_id, p_claim, p_now);
  if v_no is not null then
    if p_message.kind in ('campaign', 'single') then
      perform private.give_back_grant(p_campaign.id,
        (p_now at time zone coalesce(p_campaign.timezone, 'UTC'))::date, p_cost);
    end if;
    v_until := (v_no ->> 'until')::timestamptz;
    update public.campaigns set capped_until = v_until, updated_at = p_now
    where id = p_campaign.id and v_no ->> 'rule' like 'budget_%' and capped_until is distinct from v_until;
    perform public.hold_message(p_message.message_id, v_until, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', v_no ->> 'rule');
  end if;
  return null;
end;
$$;

-- The claim itself: the text is about to leave, and the decision says why it may. p_timezone: that of its
-- campaign, by whose day it is counted; null: none.
create or replace function private.mark_sending(
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

-- Claims a text for sending. Everything that may forbid it is judged here, at p_now, under the
-- telephone's lock, and its sender's turn is taken. p_claim: {claim_id?: of this attempt, worker, deadline_at,
-- open_until, valid_until?, limits, number, segments?, per_second?, notices_per_day?, body?, variant?,
-- step_version?, evidence, and what take_ceilings reads}. `body` is given for a campaign's step, whose words are made when it is sent;
-- `step_version` says from which edition; `per_second` is what is usual for such a sender.
-- To wait a moment for its turn (`sender_pace`) is no hold, and leaves the row as it is.
-- Returns {verdict: go, fence, message, conversation} or {verdict: skip, status} | {verdict: wait,
-- until, rule} | {verdict: denied, rule}.
create or replace function public.begin_message(p_id uuid, p_claim jsonb, p_now timestamptz) returns jsonb
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
    -- A rest of seconds is a wait like any other.
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

-- The first half of the sweep: plans the steps that come due in running campaigns, as many as the line
-- of each sender is short of. Returns how many. Rows are looked up by key, as in claim_due_messages.
create or replace function private.plan_due_steps(p_ahead interval, p_now timestamptz, p_limit integer)
returns integer
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_ids bigint[];
begin
  -- As many as the line of their sender is short of. Calls have a pace of their own.
  with short as materialized (
    select r.sender, greatest(r.room - r.given - (
      select count(*) from (
        select 1 from public.sms_messages m
        where m.sender = r.sender and private.is_waiting(m.delivery_status)
          and m.kind in ('campaign', 'single') and m.enqueue_at <= p_now + p_ahead
        limit r.room) line), 0) as places
    from private.sender_rooms(p_ahead, p_now) r
  ), running as materialized (
    select c.id, c.sender, coalesce(f.places, 0) as places, exists (
      select 1 from public.campaign_steps s where s.campaign_id = c.id and s.channel = 'call') as rings
    from public.campaigns c left join short f on f.sender = c.sender
    where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)
  ), near as materialized (
    select e.id, e.lead_phone, e.next_message_at, e.is_call, c.places,
      row_number() over (partition by c.sender, e.is_call order by e.next_message_at) as place
    from running c cross join lateral (
      select x.id, x.lead_phone, x.next_message_at, exists (
        select 1 from public.campaign_steps s
        where s.campaign_id = x.campaign_id and s.position = x.next_step and s.channel = 'call'
      ) as is_call
      from public.sms_campaign_enrollments x
      where x.campaign_id = c.id and x.status = 'active' and x.message_id is null
        and x.call_id is null and x.next_message_at <= p_now + p_ahead
      order by x.next_message_at limit case when c.rings then p_limit else least(c.places, p_limit) end
    ) e
  ), picked as materialized (
    -- Place by place, so that a sender with a long line does not use up the limit.
    select n.id, n.lead_phone from near n
    where n.is_call or n.place <= n.places
    order by n.place, n.next_message_at limit p_limit
  )
  select array_agg(p.id) into v_ids from picked p
  where pg_try_advisory_xact_lock(hashtextextended('ringback:text:' || p.lead_phone, 0));
  return case when v_ids is null then 0 else private.plan_steps(v_ids, p_now) end;
end;
$$;

-- The sweep. Plans the steps that come due in running campaigns, then gives out what should be in
-- the queue: of each sender what it can send before p_now + p_ahead, answers first, each with the
-- moment at which it is its turn. Everybody else stays in line, and one sender's line hides no
-- other's. What is given is leased, so that a lost job comes back soon. The cost is that of what it
-- gives out: who waits longer is never looked at. Telephones that somebody else has locked wait for
-- the next sweep. Returns {planned, due: [{id, fence, send_at, turn_at, again, sender, kind}]};
-- `again`: it was given out before, and nothing came of it.
--
-- Rows are looked up by their keys and never joined whole: on tables that nobody has analysed the
-- planner does not know how few are meant.
create or replace function public.claim_due_messages(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_planned integer;
  v_due jsonb;
begin
  v_planned := private.plan_due_steps(p_ahead, p_now, p_limit);
  with line as materialized (
    select r.sender, r.opens_at, r.pace, r.given, m.message_id, m.rank,
      row_number() over (partition by r.sender order by m.rank, m.enqueue_at) as place
    from private.sender_rooms(p_ahead, p_now) r cross join lateral (
      (select a.message_id, a.enqueue_at, 0 as rank from public.sms_messages a
       where a.sender = r.sender and private.is_waiting(a.delivery_status)
         and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead
       order by a.enqueue_at limit least(r.room, p_limit))
      union all
      (select o.message_id, o.enqueue_at, 1 from public.sms_messages o
       where o.sender = r.sender and private.is_waiting(o.delivery_status)
         and o.kind in ('campaign', 'single') and o.enqueue_at <= p_now + p_ahead
       order by o.enqueue_at limit least(greatest(r.room - r.given, 0), p_limit))
    ) m
  ), turns as materialized (
    -- Answers go ahead of what is in the queue already.
    select l.message_id, l.opens_at + make_interval(secs => ((l.place - 1
      + case l.rank when 0 then 0 else l.given end) / l.pace)::double precision) as turn_at
    from line l
    order by l.place, turn_at limit p_limit
  ), mine as (
    select m.message_id, m.enqueue_at, t.turn_at from turns t cross join lateral (
      select x.message_id, x.enqueue_at from public.sms_messages x
      where x.message_id = t.message_id and private.is_waiting(x.delivery_status)
        and x.enqueue_at <= p_now + p_ahead
      limit 1 for update skip locked) m
  ), given as (
    update public.sms_messages m
    set enqueue_at = greatest(m.send_at, n.turn_at) + p_ahead + interval '15 seconds'
    from mine n where m.message_id = n.message_id
    returning m.message_id, m.fence, m.send_at, m.kind, m.sender,
      greatest(m.send_at, n.turn_at) as turn_at, n.enqueue_at > m.send_at as again
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', g.message_id, 'fence', g.fence,
    'send_at', g.send_at, 'turn_at', g.turn_at, 'again', g.again, 'kind', g.kind,
    'sender', g.sender) order by g.turn_at), '[]') into v_due
  from given g;
  return jsonb_build_object('planned', v_planned, 'due', v_due);
end;
$$;

-- The row of a text that was ordered, as plan_text takes it, and the decision that goes with it.
create or replace function private.write_text(
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
    coalesce(p ->> 'provider', 'twilio'), p_at, p_at,
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

-- One text outside of any campaign. p: {message_id, lead_id?, to?, body, sender, provider?,
-- run_at?, campaign_id?, country?, name?, idempotency_key_hash?, request_hash?, api_key_id?: who asks,
-- decision?: {verdict, rule, reason,
-- hold_until?, evidence?}, as_unknown?: as for schedule_call}. Whoever asks for it says that the lead agreed; that is recorded.
-- Without a key, the same words to the same number within ten minutes are one text (`merged`).
-- Returns {result: planned | merged | replayed | key_reused | no_such_lead | suppressed | own_number |
-- judge_anew, message?, lead?}.
create or replace function public.plan_text(p jsonb, p_now timestamptz) returns jsonb
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
    coalesce(p ->> 'provider', 'twilio'), p_now);
  v_message := private.write_text(p, v_lead, v_conversation, v_at, p_now);
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message));
end;
$$;

-- The conversation that a text of a lead belongs to, as it was before this text: one that has ended is
-- opened again where p_opens says so.
create or replace function private.conversation_of_text(
  p jsonb, p_lead_id bigint, p_opens boolean, p_now timestamptz
) returns public.sms_conversations
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  -- The open conversation with this number or its pool, else the last one that ended.
  select * into v_conversation from public.sms_conversations v
  where v.lead_phone = p ->> 'from' and v.our_number in (p ->> 'to', p ->> 'service')
  order by v.ended_at is null desc, v.created_at desc limit 1 for update;
  if not found then
    v_conversation.id := private.open_conversation(p_lead_id, p ->> 'from', p ->> 'to', p ->> 'provider', p_now);
  elsif v_conversation.ended_at is not null and p_opens then
    update public.sms_conversations
    set owner = 'ai', ended_at = null, end_reason = null, end_evidence = null,
        reopened_at = p_now, lead_id = p_lead_id, updated_at = p_now
    where id = v_conversation.id;
  end if;
  return v_conversation;
end;
$$;

-- The conversation has heard the lead, and may owe an answer. p_may_answer: the lead may be written to;
-- p_asks: this text asks for an answer, or takes the place of one that was about to leave.
create or replace function private.owe_answer(
  p jsonb, p_message public.sms_messages, p_said_at timestamptz, p_heard_at timestamptz,
  p_may_answer boolean, p_asks boolean, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.sms_conversations v
  set last_inbound_seq = p_message.seq, last_inbound_at = greatest(v.last_inbound_at, p_said_at),
      reply_first_at = case when o.owes then coalesce(v.reply_first_at, p_heard_at) end,
      -- Each further text puts the answer off a little, up to the cap.
      reply_due_at = case when o.owes then least(
        p_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric),
        coalesce(v.reply_first_at, p_heard_at) + make_interval(secs => (p ->> 'cap_seconds')::numeric)) end,
      reply_tries = 0, updated_at = p_now
  -- A call for help asks for no answer of the agent's, but what was asked before it still does.
  from (select w.id, w.owner = 'ai' and p_may_answer
               and (p_asks or w.reply_due_at is not null) as owes
        from public.sms_conversations w where w.id = p_message.conversation_id) o
  where v.id = o.id;
$$;

-- What receive_message answers of a text that is in its conversation.
create or replace function private.text_taken(
  p_result text, p_message public.sms_messages, p_created boolean, p_reopened boolean, p_paused integer,
  p_suppressed boolean
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('result', p_result, 'message', to_jsonb(p_message),
    'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = p_message.conversation_id),
    'lead', (select to_jsonb(l) from public.leads l where l.id = p_message.lead_id),
    'created_lead', p_created, 'reopened', p_reopened, 'paused', p_paused, 'suppressed', p_suppressed);
$$;

-- The row of a text of a lead, as receive_message takes it. p_judged: whether it refuses contact, as far as
-- rules can say.
create or replace function private.store_inbound(
  p jsonb, p_lead_id bigint, p_conversation_id uuid, p_judged text, p_written_at timestamptz,
  p_heard_at timestamptz, p_now timestamptz
) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
    kind, body, media, delivery_status, provider, provider_sid, opt_out, refusal_verdict, refusal_by,
    refusal_scope, refusal_words, judged_at, judge_at, sent_at, arrived_at, created_at,
    updated_at
  ) values (
    (p ->> 'message_id')::uuid, p_conversation_id, p_lead_id, p ->> 'from',
    private.next_seq(p_conversation_id, p_now), p ->> 'source_message_id', 'inbound', 'lead',
    'inbound', p ->> 'body', coalesce(p -> 'media', '[]'), 'received', p ->> 'provider',
    p ->> 'provider_sid', nullif(p -> 'opt_out', 'null'), p_judged,
    case when p_judged <> 'pending' then 'rules' end,
    case when p_judged = 'refuses' then coalesce(p -> 'opt_out' ->> 'scope', 'all') end,
    case when p_judged = 'refuses' then p -> 'opt_out' ->> 'words' end,
    case when p_judged <> 'pending' then p_now end,
    case when p_judged = 'pending' then p_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric) end,
    p_written_at, (p ->> 'arrived_at')::timestamptz, private.after_the_last(p_conversation_id, p_now), p_now
  ) returning * into v_message;
  return v_message;
end;
$$;

-- The lead says something. One function stores it and draws every consequence before the webhook
-- answers: campaigns rest, drafts are out of date, an opt-out is the law.
--
-- p: {message_id, provider, provider_sid, from, to, service?, body, media?, country?, name?,
-- same_as?, source_message_id?, written_at?, arrived_at?, heard_at?, debounce_seconds, cap_seconds,
-- opt_out: {kind: opt_out |
-- opt_in | help | none, rule, words, said?, scope?, wants_call?}, notice?: {message_id, body}}. `scope`
-- is all, sms or voice; an opt_out of `voice` goes on as a text like any other. `wants_call`: one of
-- `sms` that asks to be called instead; the call is planned in the same step. `notice` is what to say to
-- an opt_out, opt_in or help, if it is for us to say it. `service` is the pool of numbers it came
-- through. `same_as`: a name under which this text may have been told already, if that is less than two
-- minutes ago. `said` is what the text is (words | reaction | quotation | machine | picture | nothing):
-- one without words of the lead is kept and seen, and is neither an answer nor owed one; only a picture
-- is for a person to look at. What the rules do not decide is `pending`: see words_not_judged.
-- `written_at` has what was found in the carrier's list, since its webhook never came: it
-- takes its place now, behind what came before it, and everything that asks when the lead wrote goes by
-- that moment. `arrived_at`: when its webhook reached us, kept with it. `heard_at`: the moment at which
-- this is called, if that is later than p_now, so that a text that had to wait puts its answer off too.
-- Returns {result: recorded | repeated, message, conversation, lead, created_lead, reopened,
-- paused, notice_id?, call_id?, suppressed}, or {result: own_number}: one of our own numbers wrote.
create or replace function public.receive_message(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'from';
  v_kind text := coalesce(p -> 'opt_out' ->> 'kind', 'none');
  v_scope text := coalesce(p -> 'opt_out' ->> 'scope', 'all');
  v_leaves boolean := v_kind = 'opt_out' and v_scope <> 'voice';
  v_said text := coalesce(p -> 'opt_out' ->> 'said', 'words');
  v_quiet boolean := v_kind = 'none' and v_said not in ('words', 'picture');
  v_judged text := case when v_kind = 'opt_out' then 'refuses'
    when v_kind <> 'none' or v_said in ('reaction', 'picture', 'nothing') then 'not' else 'pending' end;
  v_written_at timestamptz := case when p ? 'written_at' then least((p ->> 'written_at')::timestamptz, p_now) end;
  v_said_at timestamptz := coalesce(v_written_at, p_now);
  v_heard_at timestamptz := greatest((p ->> 'heard_at')::timestamptz, p_now);
  v_lead public.leads;
  v_created boolean;
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
  v_opens boolean;
  v_reopened boolean;
  v_paused integer := 0;
  v_unsaid integer;
  v_notice uuid;
  v_opted jsonb;
  v_suppressed boolean;
begin
  if v_phone = p ->> 'to' or private.is_ours(v_phone) then
    return jsonb_build_object('result', 'own_number');
  end if;
  perform private.lock_phone(v_phone);
  perform private.receipt(p ->> 'provider',
    case when v_written_at is null then 'text_inbound' else 'text_found' end,
    p ->> 'provider_sid', 'recorded', p_now);
  select * into v_message from public.sms_messages
  where provider_sid = p ->> 'provider_sid'
     or (provider_sid = p ->> 'same_as' and created_at > p_now - interval '2 minutes')
  limit 1;
  if found then
    return private.text_taken('repeated', v_message, false, false, 0,
      private.is_suppressed(v_phone, 'sms'));
  end if;

  v_lead.id := private.lead_of_line(v_phone);
  v_created := v_lead.id is null;
  v_lead.id := private.know_lead(p || jsonb_build_object('phone', v_phone, 'source', 'inbound_text'), p_now);
  select * into v_lead from public.leads where id = v_lead.id;
  if v_kind = 'opt_in' then
    perform private.opt_in(v_phone, v_lead.id, p -> 'opt_out' ->> 'words', v_said_at, p_now);
  end if;
  v_suppressed := private.is_suppressed(v_phone, 'sms');

  v_opens := not v_suppressed and not v_leaves and not v_quiet;
  v_conversation := private.conversation_of_text(p, v_lead.id, v_opens, p_now);
  v_reopened := v_opens and v_conversation.ended_at is not null;

  v_message := private.store_inbound(p, v_lead.id, v_conversation.id, v_judged, v_written_at, v_heard_at, p_now);

  if v_quiet then
    return private.text_taken('recorded', v_message, v_created, false, 0, v_suppressed);
  end if;

  v_paused := private.halt_enrollments(v_phone, 'paused', 'lead_replied', p_now);
  v_unsaid := private.cancel_planned(v_phone, '{reply}', 'newer_inbound', p_now, v_conversation.id);
  perform private.owe_answer(p, v_message, v_said_at, v_heard_at, not v_suppressed and not v_leaves,
    v_kind in ('none', 'opt_out') or v_unsaid > 0, p_now);

  if v_kind = 'opt_out' then
    v_opted := private.opt_out(v_conversation.id, v_scope, 'text',
      p -> 'opt_out' ->> 'words', v_message.message_id, p -> 'notice',
      coalesce((p -> 'opt_out' ->> 'wants_call')::boolean, false), p_now);
    v_notice := (v_opted ->> 'notice_id')::uuid;
    v_suppressed := v_suppressed or v_leaves;
  elsif v_kind in ('opt_in', 'help') and jsonb_typeof(p -> 'notice') = 'object' then
    v_notice := private.add_notice(v_conversation.id, (p -> 'notice' ->> 'message_id')::uuid, v_kind,
      p -> 'notice' ->> 'body', v_message.seq, p_now);
  end if;
  return private.text_taken('recorded', v_message, v_created, v_reopened, v_paused, v_suppressed)
    || jsonb_build_object('notice_id', v_notice, 'call_id', v_opted -> 'call_id');
end;
$$;

-- The rows of a file as import_leads takes them, each with its place and, where it does not count, its
-- fault: [{n, line, phone, extension, row, fault}].
create or replace function private.read_batch(p_rows jsonb) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  select coalesce(jsonb_agg(jsonb_build_object('n', n, 'line', r -> 'line', 'phone', r ->> 'phone',
    'extension', r ->> 'phone_extension', 'row', r, 'fault', case
      when r ->> 'phone' is null or r ->> 'phone' !~ '^\+[1-9][0-9]{6,14}$' then 'bad_phone'
      when private.is_ours(r ->> 'phone') then 'own_number'
      when first_n < n then 'repeated' end) order by n), '[]')
  from (
    select r, n, min(n) over (partition by r ->> 'phone', r ->> 'phone_extension') as first_n
    from jsonb_array_elements(p_rows) with ordinality t (r, n)
  ) numbered;
$$;

-- Five hundred leads in one step. p: {source, campaign_id?, consent?, rows: [{line, phone,
-- phone_extension?, name?, …, consent?}]}. The numbers are E.164 already. Returns {rows: [{line, result,
-- lead_id?}]}: besides the verdicts of receive_lead, `bad_phone`, `own_number` and `repeated` (the same
-- number and extension earlier in this batch).
create or replace function public.import_leads(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_salt text := (select d.value from public.data_secrets d where d.name = 'phone_salt');
  v_source text := coalesce(p ->> 'source', 'import');
  v_rows jsonb := private.read_batch(p -> 'rows');
  v_ids bigint[];
  v_created bigint[];
begin
  with good as (
    select e ->> 'phone' as phone, e ->> 'extension' as extension, e -> 'row' as r
    from jsonb_array_elements(v_rows) e
    where e ->> 'fault' is null order by e ->> 'phone', e ->> 'extension'
  ), made as (
    insert into public.leads as l (
      phone, phone_extension, name, email, external_id, source, country, timezone, region, postal_code, custom,
      created_at, updated_at)
    select g.phone, g.extension, g.r ->> 'name', g.r ->> 'email', g.r ->> 'external_id', v_source,
           g.r ->> 'country', g.r ->> 'timezone', g.r ->> 'region', g.r ->> 'postal_code',
           coalesce(g.r -> 'custom', '{}'), p_now, p_now
    from good g
    on conflict (phone, phone_extension) do update
      set name = coalesce(l.name, excluded.name), email = coalesce(l.email, excluded.email),
          external_id = coalesce(l.external_id, excluded.external_id),
          timezone = coalesce(l.timezone, excluded.timezone),
          region = coalesce(l.region, excluded.region),
          postal_code = coalesce(l.postal_code, excluded.postal_code),
          custom = excluded.custom || l.custom, updated_at = p_now
      where (l.name is null and excluded.name is not null)
        or (l.email is null and excluded.email is not null)
        or (l.external_id is null and excluded.external_id is not null)
        or (l.timezone is null and excluded.timezone is not null)
        or (l.region is null and excluded.region is not null)
        or (l.postal_code is null and excluded.postal_code is not null)
        or not l.custom @> (excluded.custom || l.custom)
    returning l.id, (xmax = 0) as is_new
  )
  select coalesce(array_agg(m.id) filter (where m.is_new), '{}') into v_created from made m;
  select coalesce(array_agg(l.id), '{}') into v_ids
  from jsonb_array_elements(v_rows) e
  cross join lateral (
    select x.id, x.phone from public.leads x
    where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension' limit 1) l
  where e ->> 'fault' is null;

  perform private.add_consent(l.id, l.phone, v_source, coalesce(e -> 'row' -> 'consent', p -> 'consent'), p_now)
  from jsonb_array_elements(v_rows) e
  cross join lateral (
    select x.id, x.phone from public.leads x
    where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension' limit 1) l
  where e ->> 'fault' is null
    and jsonb_typeof(coalesce(e -> 'row' -> 'consent', p -> 'consent')) = 'object'
    and not exists (select 1 from public.suppressions b
                    where b.phone_hash = encode(sha256(convert_to(v_salt || l.phone, 'UTF8')), 'hex')
                      and b.scope in ('all', 'sms') and b.lifted_at is null);

  return jsonb_build_object('rows', (
    with enrolled as (
      select * from private.enroll_leads((p ->> 'campaign_id')::uuid, v_ids, p_now)
      where p ->> 'campaign_id' is not null
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'line', e -> 'line', 'lead_id', l.id, 'created', l.id = any (v_created),
      'result', coalesce(e ->> 'fault', en.verdict, 'stored')) order by (e ->> 'n')::integer), '[]')
    from jsonb_array_elements(v_rows) e
    left join lateral (
      select x.id from public.leads x
      where x.phone = e ->> 'phone' and x.phone_extension is not distinct from e ->> 'extension'
        and e ->> 'fault' is null limit 1) l on true
    left join enrolled en on en.of_lead = l.id));
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
