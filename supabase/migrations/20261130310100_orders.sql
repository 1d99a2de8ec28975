-- Several orders for one telephone: which of them are one call, and which still make sense after a talk.

create index idempotency_keys_of_call on public.idempotency_keys (call_id);

-- The call that an order without a key of its own is one with, or null: same number, extension and agent, due, or
-- asked for, within ten minutes of it, and not given up. Who did not pick up is rung again by a redial,
-- if there is one; then the order is one with that. The caller has locked the telephone.
create function private.same_order(
  p_to text, p_extension text, p_agent_id uuid, p_due timestamptz, p_asked_for timestamptz
) returns public.calls
language plpgsql stable security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_redial public.calls;
begin
  for v_call in
    select c.* from public.calls c
    where c.lead_phone = p_to and c.phone_extension is not distinct from p_extension
      and c.direction = 'outbound' and c.agent_id is not distinct from p_agent_id
      and c.status not in ('failed', 'canceled')
      and not exists (select 1 from public.idempotency_keys k where k.call_id = c.id)
      and (c.run_at between p_due - interval '10 minutes' and p_due + interval '10 minutes'
        or exists (
          select 1 from public.contact_decisions d
          where d.call_id = c.id and (d.evidence ->> 'asked_for')::timestamptz
            between p_asked_for - interval '10 minutes' and p_asked_for + interval '10 minutes'))
    order by c.status in ('scheduled', 'held') desc, c.created_at desc
  loop
    if v_call.status not in ('busy', 'no_answer') or v_call.settled_at is null then
      return v_call;
    end if;
    select * into v_redial from public.calls r
    where r.redial_of = v_call.id and r.status not in ('failed', 'canceled', 'busy', 'no_answer');
    if found then
      return v_redial;
    end if;
  end loop;
  return null;
end;
$$;

-- The text that an order without a key of its own is one with, or null: the same words to the same
-- number, due, or asked for, within ten minutes of it, and not given up. Blanks and capitals do not make
-- other words. The caller has locked the telephone.
create function private.same_text(
  p_phone text, p_body text, p_due timestamptz, p_asked_for timestamptz
) returns public.sms_messages
language sql stable security definer set search_path = '' as $$
  select m.* from (
    select * from public.sms_messages
    where lead_phone = p_phone and delivery_status in ('pending', 'held')
    union all
    select * from public.sms_messages
    where lead_phone = p_phone and claimed_at > p_due - interval '10 minutes'
      and delivery_status not in ('pending', 'held', 'failed', 'undelivered', 'canceled', 'suppressed')
  ) m
  where m.direction = 'outbound' and m.kind in ('single', 'campaign', 'human')
    and m.idempotency_key_hash is null
    and lower(regexp_replace(btrim(m.body), '\s+', ' ', 'g')) =
        lower(regexp_replace(btrim(p_body), '\s+', ' ', 'g'))
    and (m.send_at between p_due - interval '10 minutes' and p_due + interval '10 minutes'
      or exists (
        select 1 from public.contact_decisions d
        where d.message_id = m.message_id and (d.evidence ->> 'asked_for')::timestamptz
          between p_asked_for - interval '10 minutes' and p_asked_for + interval '10 minutes'))
  order by m.created_at limit 1;
$$;

-- The later order becomes part of the earlier one. Its words replace those of an order that nobody has
-- claimed yet; what a campaign or the lead had to say of a call of theirs is kept beside them.
create function private.merge_order(p_call public.calls, p_order jsonb, p_now timestamptz)
returns public.calls
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls := p_call;
  v_words text := p_order ->> 'message';
begin
  update public.calls c
  set message = case when v_words is null or v_words = c.message then c.message
        when c.origin in ('api', 'redial') then v_words
        else concat_ws(E'\n', c.message, v_words) end,
      priority = greatest(c.priority, (p_order ->> 'priority')::public.call_priority),
      updated_at = p_now
  where c.id = p_call.id and c.status in ('scheduled', 'held')
  returning * into v_call;
  if not found then
    v_call := p_call;
  end if;
  if p_call.origin not in ('api', 'redial') then
    perform private.add_consent(p_call.lead_id, p_call.lead_phone, 'api', jsonb_build_object(
      'channel', 'call', 'kind', 'operator', 'text', 'The operator asked for this call.'), p_now);
  end if;
  perform private.decide(p_call.lead_id, p_call.id, 'hold', 'merged',
    'Another order for this number within ten minutes is one call with it.', v_call.run_at,
    jsonb_build_object('asked_for', p_order -> 'run_at'), p_now);
  return v_call;
end;
$$;

-- What a talk with the lead means for a call that was ordered before it ended: null, or {act: hold |
-- deny, rule, reason, until?, evidence}. Until the talk is judged nobody is rung again. Who was reached
-- and did not ask for another call gets none; who asked for one at a time gets that one.
create function private.talk_objection(p_call public.calls, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_talk public.calls;
  v_analysis public.conversation_analyses;
begin
  select t.* into v_talk from public.calls t
  where t.lead_phone = p_call.lead_phone and t.id <> p_call.id and t.answered_at is not null
    -- Somebody else behind the same line has talked for nobody but themselves.
    and (t.lead_id = p_call.lead_id or t.phone_extension is not distinct from p_call.phone_extension)
    -- A wish of the lead was known to whoever spoke after it.
    and case when p_call.origin = 'callback' then t.answered_at else t.ended_at end > p_call.created_at
    and t.ended_at is not null and t.ended_at > p_now - interval '90 days'
    and exists (select 1 from public.conversation_transcripts w
                where w.call_sid = t.call_sid and w.role = 'user')
  order by t.ended_at desc limit 1;
  if not found then
    return null;
  end if;
  select * into v_analysis from public.conversation_analyses a where a.call_id = v_talk.id;
  if not found then
    return jsonb_build_object('act', 'hold', 'rule', 'talk_not_judged',
      'reason', 'The lead has just talked with us, and what came of it is not known yet.',
      'until', p_now + interval '1 minute', 'evidence', jsonb_build_object('talk', v_talk.id));
  end if;
  if v_analysis.outcome = 'no_response' then
    return null;
  end if;
  if exists (select 1 from public.calls b where b.callback_of = v_talk.id and b.id <> p_call.id) then
    return jsonb_build_object('act', 'deny', 'rule', 'called_back_instead',
      'reason', 'The lead was reached meanwhile and is called at the time it asked for.',
      'evidence', jsonb_build_object('talk', v_talk.id));
  end if;
  -- A wish without a time that could be kept: this call is the answer to it.
  if v_analysis.next_action ->> 'kind' = 'callback' and v_analysis.next_action ->> 'quote' is not null then
    return null;
  end if;
  return jsonb_build_object('act', 'deny', 'rule', 'talked_meanwhile',
    'reason', 'The lead was reached meanwhile and did not ask to be called again.',
    'evidence', jsonb_build_object('talk', v_talk.id, 'outcome', v_analysis.outcome));
end;
$$;

-- Holds or takes back a call that is about to be claimed; null, or what begin_call answers.
create function private.judge_after_talk(p_call public.calls, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_no jsonb := private.talk_objection(p_call, p_now);
begin
  if v_no ->> 'act' = 'hold' then
    perform public.hold_call(p_call.id, (v_no ->> 'until')::timestamptz, v_no ->> 'rule',
      v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'wait', 'until', v_no -> 'until', 'rule', v_no ->> 'rule');
  elsif v_no ->> 'act' = 'deny' then
    perform public.deny_call(p_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence', p_now);
    return jsonb_build_object('verdict', 'denied', 'rule', v_no ->> 'rule');
  end if;
  return null;
end;
$$;

-- Once a talk is judged, what waits for the same telephone is judged anew; at the end of the
-- transaction, since the call that the lead asked for is planned in it.
create function private.talk_judges_orders() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := (select c.lead_phone from public.calls c where c.id = new.call_id);
  v_call public.calls;
  v_no jsonb;
begin
  perform private.lock_phone(v_phone);
  for v_call in
    select * from public.calls c
    where c.lead_phone = v_phone and c.direction = 'outbound' and c.status in ('scheduled', 'held')
    order by c.id
  loop
    v_no := private.talk_objection(v_call, new.updated_at);
    if v_no ->> 'act' = 'deny' then
      perform public.deny_call(v_call.id, v_no ->> 'rule', v_no ->> 'reason', v_no -> 'evidence',
        new.updated_at);
    end if;
  end loop;
  -- What waited for this verdict need not wait for its next look.
  update public.calls set run_at = least(run_at, new.updated_at), updated_at = new.updated_at
  where lead_phone = v_phone and status = 'held' and held_reason = 'talk_not_judged';
  return null;
end;
$$;
create constraint trigger analyses_judge_orders
  after insert or update of outcome on public.conversation_analyses deferrable initially deferred
  for each row when (new.call_id is not null)
  execute function private.talk_judges_orders();

select private.close_functions();
