-- What every function about texts is made of. Whatever touches the texts of a telephone takes that
-- telephone's lock first: a STOP and a follow-up that is due stand in line, and whoever comes
-- second sees what the first has done.

create function private.lock_phone(p_phone text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_phone is not null then
    perform pg_advisory_xact_lock(hashtextextended('ringback:text:' || p_phone, 0));
  end if;
end;
$$;

-- A text, or a conversation, with its telephone's lock before its own. What is not there has no id.
create function private.lock_message(p_id uuid) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  perform private.lock_phone((select m.lead_phone from public.sms_messages m where m.message_id = p_id));
  select * into v_message from public.sms_messages where message_id = p_id for update;
  return v_message;
end;
$$;

create function private.lock_conversation(p_id uuid) returns public.sms_conversations
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  perform private.lock_phone((select v.lead_phone from public.sms_conversations v where v.id = p_id));
  select * into v_conversation from public.sms_conversations where id = p_id for update;
  return v_conversation;
end;
$$;

create function private.decide_text(
  p_lead_id bigint, p_message_id uuid, p_verdict public.verdict, p_rule text, p_reason text,
  p_hold_until timestamptz, p_evidence jsonb, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.contact_decisions
    (at, lead_id, message_id, channel, verdict, rule, reason, hold_until, evidence)
  values (p_now, p_lead_id, p_message_id, 'text', p_verdict, p_rule, p_reason, p_hold_until,
          coalesce(p_evidence, '{}'));
$$;

-- The next place in a conversation. The row is locked by it: no gap, no place twice.
create function private.next_seq(p_conversation_id uuid, p_now timestamptz) returns integer
language sql security definer set search_path = '' as $$
  update public.sms_conversations
  set last_seq = last_seq + 1, last_activity_at = greatest(last_activity_at, p_now), updated_at = p_now
  where id = p_conversation_id
  returning last_seq;
$$;

create function private.has_consent(p_phone text, p_channel text, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.consents c
    where c.phone = p_phone and c.channel in ('all', p_channel) and c.revoked_at is null
      and (c.expires_at is null or c.expires_at > p_now)
  );
$$;

-- What a decision about a text or a call is judged by. Asked before every single one, so that plans
-- are kept; one made while the tables were small would read them whole.
--
-- [{scope, source, at}]: the blocks of a number that are in force.
create function private.blocks_of(p_phone text) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('scope', s.scope, 'source', s.source, 'at', s.created_at))
    from public.suppressions s
    where s.phone_hash = private.phone_hash(p_phone) and s.lifted_at is null), '[]');
end;
$$;

-- Every time since a moment that we have turned to a number, over both channels. What never arrived is
-- no touch: a text that failed, an order that the carrier refused, a call that never rang. What answers
-- a lead is none either.
create function private.touches(p_phone text, p_since timestamptz)
returns table (channel text, at timestamptz, call_id uuid)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query
    select 'text', m.claimed_at, null::uuid from public.sms_messages m
    where m.lead_phone = p_phone and m.claimed_at > p_since and m.kind in ('campaign', 'single')
      and m.delivery_status not in ('failed', 'undelivered')
    union all
    select 'call', c.dialed_at, c.id from public.calls c
    where c.lead_phone = p_phone and c.direction = 'outbound' and c.dialed_at > p_since
      and (c.status not in ('failed', 'canceled') or c.answered_at is not null or exists (
        select 1 from public.call_events e
        where e.call_id = c.id and e.call_status in ('ringing', 'in-progress')));
end;
$$;

-- [{channel, at}]: the touches of the last seven days. p_but: a call that is being decided has not been
-- one yet.
create function private.touches_of(p_phone text, p_but uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('channel', t.channel, 'at', t.at) order by t.at), '[]')
  from private.touches(p_phone, p_now - interval '7 days') t
  where t.call_id is distinct from p_but or t.call_id is null;
$$;

-- p_channel: calls | texts.
create function private.is_switched_off(p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.switches s where s.name in ('stop_all', 'stop_' || p_channel) and s.is_on);
$$;

-- Takes back what is planned for a telephone, or in one of its conversations, and has not left:
-- drafts stay as suppressed drafts, the rest is canceled, and an enrollment that waited for it waits
-- for the sweep again.
create function private.cancel_planned(
  p_phone text, p_kinds public.message_kind[], p_reason text, p_now timestamptz,
  p_conversation_id uuid default null
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_ids uuid[];
begin
  with gone as (
    update public.sms_messages m
    set delivery_status = case when m.author = 'ai' then 'suppressed' else 'canceled' end::public.delivery_status,
        suppressed_reason = p_reason, enqueue_at = null, updated_at = p_now
    where m.lead_phone = p_phone and m.delivery_status in ('pending', 'held')
      and m.kind = any (p_kinds)
      and (p_conversation_id is null or m.conversation_id = p_conversation_id)
    returning m.message_id
  )
  select coalesce(array_agg(g.message_id), '{}') into v_ids from gone g;
  update public.sms_campaign_enrollments set message_id = null, updated_at = p_now
  where message_id = any (v_ids);
  return cardinality(v_ids);
end;
$$;

-- A campaign lets a telephone be, for a while (`paused`) or for good. With p_lead_id it lets that lead
-- be, and goes on with others behind the same line.
create function private.halt_enrollments(
  p_phone text, p_status public.enrollment_status, p_reason text, p_now timestamptz,
  p_lead_id bigint default null
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  -- Calls before enrollments: whoever settles a call locks them in this order too.
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where lead_phone = p_phone and enrollment_id is not null and status in ('scheduled', 'held')
    and coalesce(lead_id = p_lead_id, true);
  -- Who has an extension is not texted.
  if p_lead_id is null or not exists (
    select 1 from public.leads l where l.id = p_lead_id and l.phone_extension is not null) then
    perform private.cancel_planned(p_phone, '{campaign}', p_reason, p_now);
  end if;
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'paused' then null else p_now end, updated_at = p_now
  where lead_phone = p_phone and coalesce(lead_id = p_lead_id, true)
    and (status = 'active' or (status = 'paused' and p_status <> 'paused'));
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;

-- Step p_step is done with: the next one waits for its time, or there is none left. An enrollment
-- that was halted meanwhile keeps its status, but never says the same step twice.
create function private.advance_enrollment(p_id bigint, p_step integer, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_delay integer;
begin
  select s.delay_seconds into v_delay
  from public.sms_campaign_enrollments e
  join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = p_step + 1
  where e.id = p_id;
  update public.sms_campaign_enrollments e
  set next_step = p_step + 1, message_id = null, call_id = null,
      next_message_at = case when v_delay is null then null else p_now + make_interval(secs => v_delay) end,
      status = case when v_delay is null and e.status = 'active' then 'completed' else e.status end,
      reason = case when v_delay is null and e.status = 'active' then 'steps_done' else e.reason end,
      ended_at = case when v_delay is null and e.status = 'active' then p_now else e.ended_at end,
      updated_at = p_now
  where e.id = p_id and e.next_step = p_step;
end;
$$;

-- Nobody contacts this number again. Replays add nothing; what START had lifted stands again.
-- Returns {suppression_id, canceled_calls, canceled_texts, is_new}.
create function public.suppress(
  p_phone text, p_scope text, p_source text, p_words text, p_call_id uuid, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
  v_new boolean := false;
  v_canceled integer := 0;
  v_texts integer := 0;
begin
  perform private.lock_phone(p_phone);
  insert into public.suppressions as s
    (phone, phone_hash, scope, source, words, call_id, created_at)
  values (p_phone, private.phone_hash(p_phone), p_scope, p_source, p_words, p_call_id, p_now)
  on conflict (phone_hash, scope) do update
    set lifted_at = null, phone = excluded.phone, source = excluded.source, words = excluded.words,
        call_id = excluded.call_id, created_at = excluded.created_at
    where s.lifted_at is not null
  returning id into v_id;
  v_new := v_id is not null;
  if v_id is null then
    -- What START could take back, said again in a way that START does not reach: that way counts.
    update public.suppressions
    set source = p_source, words = p_words, call_id = p_call_id, message_id = null
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope
      and source in ('text', 'carrier') and p_source not in ('text', 'carrier');
    select id into v_id from public.suppressions
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope;
  end if;
  if p_scope in ('all', 'voice') then
    update public.calls
    set status = 'canceled', end_reason = 'suppressed', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where lead_phone = p_phone and status in ('scheduled', 'held');
    get diagnostics v_canceled = row_count;
  end if;
  if p_scope in ('all', 'sms') then
    v_texts := private.cancel_planned(p_phone, '{campaign,single,reply,human}', 'opted_out', p_now);
    perform private.halt_enrollments(p_phone, 'stopped', 'opted_out', p_now);
    update public.sms_conversations
    set reply_due_at = null, reply_first_at = null, updated_at = p_now
    where lead_phone = p_phone and reply_due_at is not null;
    -- Said on the telephone, or by the operator: what was talked of in texts is over, too. Whoever
    -- heard it in a text ends that conversation with its words.
    if p_source not in ('text', 'carrier') then
      perform private.end_conversations(p_phone, jsonb_build_object('words', p_words,
        'scope', p_scope, 'source', p_source, 'call_id', p_call_id), p_now);
    end if;
  end if;
  -- The lead before its consents, as an import locks them.
  update public.leads
  set lead_status = 'do_not_contact', updated_at = p_now
  where phone = p_phone and p_scope = 'all' and lead_status <> 'do_not_contact';
  update public.consents
  set revoked_at = p_now, updated_at = p_now
  where phone = p_phone and revoked_at is null
    and (p_scope = 'all' or channel = case p_scope when 'sms' then 'text' else 'call' end);
  return jsonb_build_object('suppression_id', v_id, 'canceled_calls', v_canceled,
    'canceled_texts', v_texts, 'is_new', v_new);
end;
$$;

-- START: the lead takes back what it said in a text until then; an older START that comes late, or is
-- found late, lifts no newer STOP. What was spoken, or entered by the operator, stays. Returns how many
-- were lifted.
create function private.lift_text_opt_out(p_phone text, p_said_at timestamptz, p_now timestamptz)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  update public.suppressions s set lifted_at = p_now
  where s.phone_hash = private.phone_hash(p_phone) and s.scope in ('all', 'sms')
    and s.lifted_at is null and s.source in ('text', 'carrier')
    and coalesce((select m.sent_at from public.sms_messages m where m.message_id = s.message_id),
                 s.created_at) <= p_said_at;
  get diagnostics v_count = row_count;
  if v_count > 0 and not private.is_suppressed(p_phone, 'sms') then
    update public.leads set lead_status = 'contacted', updated_at = p_now
    where phone = p_phone and lead_status = 'do_not_contact';
  end if;
  return v_count;
end;
$$;

-- What a switch had held goes on at once when nothing holds it any more. Returns {switch: the
-- row or null, released: how many calls and texts go on}.
create function public.set_switch(p_name text, p_on boolean, p_reason text, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_switch public.switches;
  v_released integer := 0;
  v_calls integer := 0;
begin
  update public.switches set is_on = p_on, reason = p_reason, updated_at = p_now
  where name = p_name and (is_on, reason) is distinct from (p_on, p_reason);
  select * into v_switch from public.switches where name = p_name;
  if not found then
    return jsonb_build_object('switch', null, 'released', 0);
  end if;
  if not private.is_switched_off('texts') then
    -- What somebody has in hand at this moment looks for itself.
    update public.sms_messages m set send_at = p_now, enqueue_at = p_now, updated_at = p_now
    from (select h.message_id from public.sms_messages h
          where h.delivery_status = 'held' and h.held_reason = 'switched_off' and h.send_at > p_now
          for update skip locked) h
    where m.message_id = h.message_id;
    get diagnostics v_released = row_count;
  end if;
  if not private.is_switched_off('calls') then
    update public.calls c set run_at = p_now, updated_at = p_now
    from (select h.id from public.calls h
          where h.status = 'held' and h.held_reason = 'switched_off' and h.run_at > p_now
          for update skip locked) h
    where c.id = h.id;
    get diagnostics v_calls = row_count;
  end if;
  return jsonb_build_object('switch', to_jsonb(v_switch), 'released', v_released + v_calls);
end;
$$;

-- A call that a campaign asked for is over: the campaign goes on. One that we took back ourselves
-- because the enrollment was halted is planned again should it ever go on.
create function private.campaign_call_settled() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.end_reason in ('enrollment_paused', 'enrollment_stopped', 'campaign_paused') then
    update public.sms_campaign_enrollments set call_id = null, updated_at = new.updated_at
    where id = new.enrollment_id and call_id = new.id;
  else
    perform private.advance_enrollment(new.enrollment_id, new.step, new.updated_at);
  end if;
  return null;
end;
$$;
create trigger calls_settled_for_campaign after update of settled_at on public.calls
  for each row when (old.settled_at is null and new.settled_at is not null and new.enrollment_id is not null)
  execute function private.campaign_call_settled();

-- A conversation by telephone came to something: no campaign goes on as if it had not.
create function private.analysis_halts_campaigns() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  select phone into v_phone from public.leads where id = new.lead_id;
  if v_phone is not null then
    perform private.lock_phone(v_phone);
    perform private.halt_enrollments(v_phone, 'stopped', 'outcome_' || new.outcome, new.updated_at,
      new.lead_id);
  end if;
  return null;
end;
$$;
create trigger analyses_halt_campaigns after insert or update of outcome on public.conversation_analyses
  for each row when (new.outcome in ('success', 'qualified', 'unqualified', 'escalated', 'discarded'))
  execute function private.analysis_halts_campaigns();

select private.close_functions();
