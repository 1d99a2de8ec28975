-- What is to be sent: single texts, the sweep that plans and gives out what is due, and what holds
-- or ends a text before it leaves.

-- One text outside of any campaign. p: {message_id, lead_id?, to?, body, sender, provider?,
-- run_at?, campaign_id?, country?, name?, idempotency_key_hash?, request_hash?, api_key_id?: who asks,
-- decision?: {verdict, rule, reason,
-- hold_until?, evidence?}, as_unknown?: as for schedule_call}. Whoever asks for it says that the lead agreed; that is recorded.
-- Without a key, the same words to the same number within ten minutes are one text (`merged`).
-- Returns {result: planned | merged | replayed | key_reused | no_such_lead | suppressed | own_number |
-- judge_anew, message?, lead?}.
create function public.plan_text(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_message public.sms_messages;
  v_conversation uuid;
  v_key text := p ->> 'idempotency_key_hash';
  v_decision jsonb := nullif(p -> 'decision', 'null');
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
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, direction, author, kind, body, campaign_id,
    delivery_status, provider, send_at, enqueue_at, held_reason, idempotency_key_hash, request_hash,
    api_key_id, created_at, updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation, v_lead.id, v_lead.phone, 'outbound', 'system',
    'single', p ->> 'body', (p ->> 'campaign_id')::uuid,
    case v_decision ->> 'verdict' when 'hold' then 'held' else 'pending' end::public.delivery_status,
    coalesce(p ->> 'provider', 'twilio'), v_at, v_at,
    case v_decision ->> 'verdict' when 'hold' then v_decision ->> 'rule' end, v_key,
    p ->> 'request_hash', (p ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_message;
  if v_decision is not null then
    perform private.decide_text(v_lead.id, v_message.message_id,
      (v_decision ->> 'verdict')::public.verdict, v_decision ->> 'rule', v_decision ->> 'reason',
      (v_decision ->> 'hold_until')::timestamptz, v_decision -> 'evidence', p_now);
  end if;
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message));
end;
$$;

-- The open conversation of a telephone with a number of ours; made if there is none.
create function private.open_conversation(
  p_lead_id bigint, p_phone text, p_our_number text, p_provider text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.sms_conversations (
    lead_id, lead_phone, our_number, provider, sms_agent_id, last_activity_at, created_at, updated_at)
  values (p_lead_id, p_phone, p_our_number, p_provider,
          (select a.id from public.agents a where a.is_default), p_now, p_now, p_now)
  on conflict (lead_phone, our_number) where ended_at is null do nothing
  returning id into v_id;
  if v_id is null then
    select id into v_id from public.sms_conversations
    where lead_phone = p_phone and our_number = p_our_number and ended_at is null;
  end if;
  return v_id;
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
create function public.claim_due_messages(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_ids bigint[];
  v_planned integer := 0;
  v_due jsonb;
begin
  -- As many as the line of their sender is short of. Calls have a pace of their own.
  with short as materialized (
    select r.sender, greatest(r.room - r.given - (
      select count(*) from (
        select 1 from public.sms_messages m
        where m.sender = r.sender and m.delivery_status in ('pending', 'held')
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
  if v_ids is not null then
    v_planned := private.plan_steps(v_ids, p_now);
  end if;

  with line as materialized (
    select r.sender, r.opens_at, r.pace, r.given, m.message_id, m.rank,
      row_number() over (partition by r.sender order by m.rank, m.enqueue_at) as place
    from private.sender_rooms(p_ahead, p_now) r cross join lateral (
      (select a.message_id, a.enqueue_at, 0 as rank from public.sms_messages a
       where a.sender = r.sender and a.delivery_status in ('pending', 'held')
         and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead
       order by a.enqueue_at limit least(r.room, p_limit))
      union all
      (select o.message_id, o.enqueue_at, 1 from public.sms_messages o
       where o.sender = r.sender and o.delivery_status in ('pending', 'held')
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
      where x.message_id = t.message_id and x.delivery_status in ('pending', 'held')
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

-- Everything a decision about a text needs, in one reading, or null.
create function private.message_context(p_id uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'message', to_jsonb(m),
    'conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = m.lead_id),
    'campaign', (select to_jsonb(c) from public.campaigns c where c.id = m.campaign_id),
    'step', (select to_jsonb(s) from public.campaign_steps s
             where s.campaign_id = m.campaign_id and s.position = m.step),
    'enrollment', (select to_jsonb(e) from public.sms_campaign_enrollments e where e.id = m.enrollment_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = v.sms_agent_id),
    'consents', coalesce((
      select jsonb_agg(to_jsonb(k) order by k.id desc) from public.consents k
      where k.phone = m.lead_phone), '[]'),
    'suppressions', private.blocks_of(m.lead_phone),
    'touches', private.touches_of(m.lead_phone, null, p_now),
    'spent_today_usd', coalesce((
      select sum(d.spent_usd) from public.spend_days d
      where d.day = (p_now at time zone 'UTC')::date), 0),
    'switched_off', private.is_switched_off('texts'))
  from public.sms_messages m join public.sms_conversations v on v.id = m.conversation_id
  where m.message_id = p_id;
$$;

-- The same for all that are being decided at this moment: {id: context}, without those that are gone.
create function public.message_contexts(p_ids uuid[], p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(c.id, c.context), '{}')
  from (select id, private.message_context(id, p_now) as context from unnest(p_ids) id) c
  where c.context is not null;
$$;

-- Not yet: the text waits until p_until, and the decision says why. Said again, it is one decision.
create function public.hold_message(
  p_id uuid, p_until timestamptz, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.sms_messages;
begin
  select * into v_before from public.sms_messages where message_id = p_id for update;
  if not found or v_before.delivery_status not in ('pending', 'held') then
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

-- Never: it ends without having been sent, and the decision says why. A draft stays as a
-- suppressed draft; an enrollment that cannot go on is stopped.
create function public.deny_message(
  p_id uuid, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  perform private.lock_message(p_id);
  update public.sms_messages m
  set delivery_status = case when m.author = 'ai' then 'suppressed' else 'canceled' end::public.delivery_status,
      suppressed_reason = p_rule, enqueue_at = null, updated_at = p_now
  where m.message_id = p_id and m.delivery_status in ('pending', 'held')
  returning * into v_message;
  if not found then
    return false;
  end if;
  perform private.decide_text(v_message.lead_id, p_id, 'deny', p_rule, p_reason, null, p_evidence, p_now);
  update public.sms_campaign_enrollments
  set status = 'stopped', reason = p_rule, message_id = null, ended_at = p_now, updated_at = p_now
  where id = v_message.enrollment_id and status in ('active', 'paused')
    and message_id = p_id;
  return true;
end;
$$;

select private.close_functions();
