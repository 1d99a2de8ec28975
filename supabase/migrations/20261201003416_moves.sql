-- What may follow what in each life: a copy of domain/lives.ts, which "npm run migration" writes here.
create table private.moves (
  -- call, text, conversation, enrollment or campaign.
  life text not null,
  from_status text not null,
  to_status text not null,
  primary key (life, from_status, to_status)
);

-- From supabase/schema/functions and domain/lives.ts, by "npm run migration". Do not edit.

delete from private.moves;
insert into private.moves (life, from_status, to_status) values
  ('call', 'scheduled', 'held'),
  ('call', 'scheduled', 'dialing'),
  ('call', 'scheduled', 'canceled'),
  ('call', 'held', 'scheduled'),
  ('call', 'held', 'dialing'),
  ('call', 'held', 'canceled'),
  ('call', 'dialing', 'scheduled'),
  ('call', 'dialing', 'unknown'),
  ('call', 'dialing', 'queued'),
  ('call', 'dialing', 'ringing'),
  ('call', 'dialing', 'in_progress'),
  ('call', 'dialing', 'completed'),
  ('call', 'dialing', 'busy'),
  ('call', 'dialing', 'no_answer'),
  ('call', 'dialing', 'failed'),
  ('call', 'dialing', 'canceled'),
  ('call', 'unknown', 'queued'),
  ('call', 'unknown', 'ringing'),
  ('call', 'unknown', 'in_progress'),
  ('call', 'unknown', 'completed'),
  ('call', 'unknown', 'busy'),
  ('call', 'unknown', 'no_answer'),
  ('call', 'unknown', 'failed'),
  ('call', 'unknown', 'canceled'),
  ('call', 'unknown', 'scheduled'),
  ('call', 'queued', 'ringing'),
  ('call', 'queued', 'in_progress'),
  ('call', 'queued', 'completed'),
  ('call', 'queued', 'busy'),
  ('call', 'queued', 'no_answer'),
  ('call', 'queued', 'failed'),
  ('call', 'queued', 'canceled'),
  ('call', 'ringing', 'in_progress'),
  ('call', 'ringing', 'completed'),
  ('call', 'ringing', 'busy'),
  ('call', 'ringing', 'no_answer'),
  ('call', 'ringing', 'failed'),
  ('call', 'ringing', 'canceled'),
  ('call', 'in_progress', 'completed'),
  ('call', 'in_progress', 'failed'),
  ('call', 'in_progress', 'busy'),
  ('call', 'in_progress', 'no_answer'),
  ('call', 'in_progress', 'canceled'),
  ('text', 'pending', 'held'),
  ('text', 'pending', 'sending'),
  ('text', 'pending', 'failed'),
  ('text', 'pending', 'canceled'),
  ('text', 'pending', 'suppressed'),
  ('text', 'held', 'pending'),
  ('text', 'held', 'sending'),
  ('text', 'held', 'failed'),
  ('text', 'held', 'canceled'),
  ('text', 'held', 'suppressed'),
  ('text', 'sending', 'pending'),
  ('text', 'sending', 'unknown'),
  ('text', 'sending', 'queued'),
  ('text', 'sending', 'sent'),
  ('text', 'sending', 'delivered'),
  ('text', 'sending', 'undelivered'),
  ('text', 'sending', 'failed'),
  ('text', 'sending', 'canceled'),
  ('text', 'unknown', 'queued'),
  ('text', 'unknown', 'sent'),
  ('text', 'unknown', 'delivered'),
  ('text', 'unknown', 'undelivered'),
  ('text', 'unknown', 'failed'),
  ('text', 'unknown', 'canceled'),
  ('text', 'unknown', 'pending'),
  ('text', 'queued', 'sent'),
  ('text', 'queued', 'delivered'),
  ('text', 'queued', 'undelivered'),
  ('text', 'queued', 'failed'),
  ('text', 'queued', 'canceled'),
  ('text', 'sent', 'delivered'),
  ('text', 'sent', 'undelivered'),
  ('text', 'sent', 'failed'),
  ('text', 'failed', 'queued'),
  ('text', 'failed', 'sent'),
  ('text', 'failed', 'delivered'),
  ('text', 'failed', 'undelivered'),
  ('text', 'failed', 'canceled'),
  ('conversation', 'ai', 'human'),
  ('conversation', 'ai', 'closed'),
  ('conversation', 'human', 'ai'),
  ('conversation', 'human', 'paused'),
  ('conversation', 'human', 'closed'),
  ('conversation', 'paused', 'ai'),
  ('conversation', 'paused', 'human'),
  ('conversation', 'paused', 'closed'),
  ('conversation', 'closed', 'ai'),
  ('conversation', 'closed', 'human'),
  ('enrollment', 'active', 'paused'),
  ('enrollment', 'active', 'completed'),
  ('enrollment', 'active', 'stopped'),
  ('enrollment', 'paused', 'active'),
  ('enrollment', 'paused', 'stopped'),
  ('campaign', 'draft', 'running'),
  ('campaign', 'draft', 'paused'),
  ('campaign', 'draft', 'ended'),
  ('campaign', 'running', 'paused'),
  ('campaign', 'running', 'ended'),
  ('campaign', 'paused', 'running'),
  ('campaign', 'paused', 'ended');

-- Refuses a move that a life does not know. The arguments of its trigger: the life, and the column
-- that says where a row stands in it.
create or replace function private.guard_move() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_from text := to_jsonb(old) ->> tg_argv[1];
  v_to text := to_jsonb(new) ->> tg_argv[1];
begin
  if not exists (
    select 1 from private.moves m
    where m.life = tg_argv[0] and m.from_status = v_from and m.to_status = v_to
  ) then
    raise exception 'a % does not go from % to %', tg_argv[0], v_from, v_to using errcode = '23514';
  end if;
  return new;
end;
$$;

-- It goes on by itself, or may be let go on.
create or replace function private.is_live(p_status public.enrollment_status) returns boolean
language sql immutable
return p_status in ('active', 'paused');

create or replace function private.is_over(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('completed', 'busy', 'no_answer', 'failed', 'canceled');

create or replace function private.is_over(p_status public.enrollment_status) returns boolean
language sql immutable
return p_status in ('completed', 'stopped');

-- Nothing of it has left yet. As with is_live, a search path that is set would hide the indexes.
create or replace function private.is_waiting(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('scheduled', 'held');

-- Nothing of it has left yet. As with is_live, a search path that is set would hide the indexes.
create or replace function private.is_waiting(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('pending', 'held');

-- An extension that is put right is dialed by the calls that wait, and kept by the campaigns.
create or replace function private.correct_extension() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set phone_extension = new.phone_extension, updated_at = new.updated_at
  where lead_id = new.id and lead_phone = new.phone and private.is_waiting(status);
  update public.sms_campaign_enrollments
  set phone_extension = new.phone_extension, updated_at = new.updated_at
  where lead_id = new.id and lead_phone = new.phone;
  return null;
end;
$$;

-- Takes back what is planned for a telephone, or in one of its conversations, and has not left:
-- drafts stay as suppressed drafts, the rest is canceled, and an enrollment that waited for it waits
-- for the sweep again.
create or replace function private.cancel_planned(
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
    where m.lead_phone = p_phone and private.is_waiting(m.delivery_status)
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
create or replace function private.halt_enrollments(
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
  where lead_phone = p_phone and enrollment_id is not null and private.is_waiting(status)
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
  v_replaced bigint[];
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
    select coalesce(array_agg(e.id), '{}') into v_replaced
    from public.leads l
    join public.sms_campaign_enrollments e
      on e.lead_phone = l.phone and e.phone_extension is not distinct from l.phone_extension
    where l.id = any (p_lead_ids) and e.status = 'active'
      and e.channel = v_campaign.channel and e.campaign_id <> p_campaign_id
      and private.has_consent(l.phone, v_campaign.channel, p_now)
      and not exists (select 1 from public.sms_campaign_enrollments x
                      where x.lead_phone = l.phone
                        and x.phone_extension is not distinct from l.phone_extension
                        and x.campaign_id = p_campaign_id);
    -- Texts find out when they are claimed; the dial protocol knows nothing of campaigns.
    update public.calls
    set status = 'canceled', end_reason = 'enrollment_stopped', ended_at = p_now,
        settled_at = p_now, updated_at = p_now
    where enrollment_id = any (v_replaced) and private.is_waiting(status);
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'replaced', ended_at = p_now, updated_at = p_now
    where id = any (v_replaced) and status = 'active';
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

-- A lead's number was changed. Whoever answers the old one is somebody else, perhaps: what waited for it
-- is taken back and said so, and nothing of it moves to the new number, which nobody has agreed to yet.
-- Somebody else behind the same line keeps what waits for them.
create or replace function private.leave_number() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_is_shared boolean := exists (select 1 from public.leads o where o.phone = old.phone);
begin
  perform private.halt_enrollments(old.phone, 'stopped', 'number_changed', new.updated_at,
    case when v_is_shared then old.id end);
  update public.calls
  set status = 'canceled', end_reason = 'number_changed', ended_at = new.updated_at,
      settled_at = new.updated_at, updated_at = new.updated_at
  where lead_phone = old.phone and private.is_waiting(status)
    and (lead_id = old.id or not v_is_shared);
  if v_is_shared and old.phone_extension is not null then
    return null;
  end if;
  perform private.cancel_planned(old.phone, enum_range(null::public.message_kind), 'number_changed',
    new.updated_at);
  update public.sms_conversations
  set reply_due_at = null, reply_first_at = null, updated_at = new.updated_at
  where lead_phone = old.phone and reply_due_at is not null;
  return null;
end;
$$;

-- Open conversations in which nobody has said anything for p_days and nothing more is planned. Of those
-- that are silent some hundreds are looked at each time, in rounds: a million that wait for the next step
-- of a campaign are not all looked at each time.
create or replace function public.idle_conversations(p_days numeric, p_now timestamptz, p_limit integer)
returns setof uuid
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_slice constant integer := greatest(1000, 5 * p_limit);
  v_from private.rounds;
  v_seen integer;
  v_idle uuid[];
  v_last public.sms_conversations;
begin
  select * into v_from from private.rounds r where r.name = 'idle_conversations';
  with slice as materialized (
    select v.id, v.lead_phone, v.owner, v.reply_due_at, v.last_activity_at
    from public.sms_conversations v
    where v.ended_at is null
      and v.last_activity_at < p_now - make_interval(secs => (p_days * 86400)::double precision)
      and (v.last_activity_at, v.id) > (v_from.reached_at, v_from.reached_id)
    order by v.last_activity_at, v.id limit v_slice
  ), idle as (
    select s.id, s.last_activity_at from slice s
    where s.owner <> 'paused' and s.reply_due_at is null
      and not exists (select 1 from public.sms_campaign_enrollments e
                      where e.lead_phone = s.lead_phone and e.status = 'active')
      and not exists (select 1 from public.sms_messages m
                      where m.lead_phone = s.lead_phone and private.is_waiting(m.delivery_status))
    order by s.last_activity_at, s.id limit p_limit
  )
  select (select count(*) from slice),
         (select array_agg(i.id order by i.last_activity_at, i.id) from idle i),
         (select array_agg(s.id order by s.last_activity_at, s.id) from slice s)[v_slice]
  into v_seen, v_idle, v_last.id;
  -- Where as many were found as were asked for, the next look goes on behind the last of them.
  if cardinality(v_idle) = p_limit then
    v_last.id := v_idle[p_limit];
  end if;
  update private.rounds r
  set reached_at = coalesce(w.last_activity_at, '-infinity'),
      reached_id = coalesce(w.id, '00000000-0000-0000-0000-000000000000')
  from (select 1) one
  left join public.sms_conversations w on w.id = v_last.id
  where r.name = 'idle_conversations'
    and (r.reached_at, r.reached_id) is distinct from (coalesce(w.last_activity_at, '-infinity'),
      coalesce(w.id, '00000000-0000-0000-0000-000000000000'));
  return query select unnest(v_idle);
end;
$$;

-- Nobody contacts this number again. Replays add nothing; what START had lifted stands again.
-- Returns {suppression_id, canceled_calls, canceled_texts, is_new}.
create or replace function public.suppress(
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
    where lead_phone = p_phone and private.is_waiting(status);
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

-- Plans the call, once for the same words. p_wish: {seq: where the words stand, heard_seq: the newest
-- text that was read with them, quote, run_at?, evidence?}; without run_at the lead wants it as soon as
-- the hours permit. A newer wish moves a call that waits, and never adds one. The caller has locked the
-- telephone. Returns {result: planned | already | refused, reason?, call_id?}.
create or replace function private.plan_asked_call(
  v public.sms_conversations, p_wish jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_heard integer := coalesce(p_wish ->> 'heard_seq', p_wish ->> 'seq', '0')::integer;
  v_asked_for timestamptz := (p_wish ->> 'run_at')::timestamptz;
  v_refused text := private.why_no_call(v, p_wish);
  v_last public.calls;
  v_before public.calls;
  v_call uuid;
  v_evidence jsonb := coalesce(nullif(p_wish -> 'evidence', 'null'), '{}') || jsonb_build_object(
    'conversation_id', v.id, 'seq', p_wish -> 'seq', 'quote', p_wish -> 'quote', 'asked_for', v_asked_for);
begin
  v_last := private.asked_call(v.id, v.lead_phone);
  if v_refused = 'calls_closed' then
    if not exists (select 1 from public.contact_decisions d
                   where d.lead_id = v.lead_id and d.rule = 'suppressed'
                     and d.evidence @> jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')) then
      perform private.decide(v.lead_id, null, 'deny', 'suppressed',
        'The lead asked by text to be called; the number is closed to calls.', null, v_evidence, p_now);
    end if;
    return jsonb_build_object('result', 'refused', 'reason', v_refused);
  elsif v_refused is not null then
    return jsonb_build_object('result', 'refused', 'reason', v_refused, 'call_id', v_last.id);
  end if;
  if (v_last.metadata ->> 'asked_seq')::integer >= v_heard
     -- It is about to ring, or rings.
     or (v_asked_for is null and private.is_live(v_last.status))
     or (v_asked_for is null and private.is_waiting(v_last.status) and v_last.dial = 1
         and v_last.metadata ->> 'asked_for' is null) then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;

  update public.calls
  set status = 'canceled', end_reason = 'newer_wish', ended_at = p_now, settled_at = p_now,
      updated_at = p_now
  where lead_phone = v.lead_phone and origin in ('callback', 'redial')
    and private.is_waiting(status) and metadata ->> 'conversation_id' = v.id::text;
  perform private.add_consent(v.lead_id, v.lead_phone, 'asked_by_text',
    jsonb_build_object('channel', 'call', 'kind', 'express', 'text', p_wish -> 'quote',
      'evidence', jsonb_build_object('conversation_id', v.id, 'seq', p_wish -> 'seq')), p_now);
  select * into v_before from public.calls c
  where c.lead_phone = v.lead_phone order by c.created_at desc limit 1;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, priority,
    message, origin, campaign_id, metadata, run_at, created_at, updated_at
  ) values (
    overlay(overlay(md5('callback of ' || v.id || ' ' || v_heard) placing '8' from 13)
      placing 'a' from 17)::uuid,
    v.lead_id, coalesce(v.sms_agent_id, (select a.id from public.agents a where a.is_default)),
    'outbound', coalesce(v_before.provider, 'twilio'), coalesce(v_before.voice, 'openai'),
    v.lead_phone, v.lead_phone, 'scheduled', 'high', 'The lead asked by text to be called.',
    'callback', v.campaign_id,
    jsonb_strip_nulls(jsonb_build_object('conversation_id', v.id, 'asked_seq', v_heard,
      'asked_for', v_asked_for)),
    coalesce(v_asked_for, p_now), p_now, p_now
  ) on conflict (id) do nothing returning id into v_call;
  if v_call is null then
    return jsonb_build_object('result', 'already', 'call_id', v_last.id);
  end if;
  perform private.decide(v.lead_id, v_call, 'hold', 'callback_requested',
    case when v_asked_for is null then 'The lead asked to be called as soon as possible.'
      else 'The lead asked to be called at this time.' end,
    coalesce(v_asked_for, p_now), v_evidence, p_now);
  return jsonb_build_object('result', 'planned', 'call_id', v_call);
end;
$$;

-- Never: the call ends without having been placed, and the decision says why.
create or replace function public.deny_call(
  p_id uuid, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set status = 'canceled', end_reason = p_rule, ended_at = p_now, settled_at = p_now, updated_at = p_now
  where id = p_id and private.is_waiting(status)
  returning * into v_call;
  if not found then
    return false;
  end if;
  perform private.decide(v_call.lead_id, v_call.id, 'deny', p_rule, p_reason, null, p_evidence, p_now);
  return true;
end;
$$;

-- Not yet: the call waits until p_until, and the decision says why. Said again of a switch that is
-- looked at every few minutes, it is one decision.
create or replace function public.hold_call(
  p_id uuid, p_until timestamptz, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  if not found or not private.is_waiting(v_before.status) then
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
  if not private.is_waiting(v_call.status) then
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

-- The later order becomes part of the earlier one. Its words replace those of an order that nobody has
-- claimed yet; what a campaign or the lead had to say of a call of theirs is kept beside them.
create or replace function private.merge_order(p_call public.calls, p_order jsonb, p_now timestamptz)
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
  where c.id = p_call.id and private.is_waiting(c.status)
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

-- What the carrier says about calls: in any order, any number of times, the row ends the same.
--
-- p_event: {provider, kind, call_id?, call_sid, direction?, from, to, status?, enters_from: [statuses from
-- which `status` may be entered], provider_status, sequence, duration_seconds?, answered_by?,
-- end_reason?, payload}. `enters_from` comes from the status table in domain/call.ts, so that there
-- is one such table.
-- Returns {result: recorded | repeated | stranger | conflict, call_id?, moved, ended, stream_open?: the
-- gateway has still to tell how it ended}.
create or replace function public.record_call_event(p_event jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sid text := p_event ->> 'call_sid';
  v_call public.calls;
  v_result text := 'recorded';
  v_new boolean;
  v_before public.call_status;
  v_to public.call_status := (p_event ->> 'status')::public.call_status;
  v_moved boolean := false;
  v_ends boolean := private.is_over(v_to);
begin
  select * into v_call from public.calls where call_sid = v_sid for update;
  if not found and p_event ->> 'call_id' is not null then
    select * into v_call from public.calls where id = (p_event ->> 'call_id')::uuid for update;
    if found and v_call.call_sid is null and v_call.dialed_at is not null then
      -- A crash lost our own record of the sid: the carrier's word brings it back.
      perform private.adopt(v_call.id, v_sid, p_now);
      select * into v_call from public.calls where id = v_call.id;
    elsif found and v_call.call_sid is not null and v_call.call_sid <> v_sid then
      v_result := 'conflict';
    end if;
  end if;

  v_new := private.receipt(
    p_event ->> 'provider', p_event ->> 'kind',
    concat_ws('/', v_sid, p_event ->> 'provider_status', p_event ->> 'sequence'), v_result, p_now);
  insert into public.call_events
    (call_id, call_sid, kind, direction, from_number, to_number, call_status, duration, sequence, payload, received_at)
  values
    (case when v_result = 'recorded' then v_call.id end, v_sid, p_event ->> 'kind',
     coalesce(v_call.direction, (p_event ->> 'direction')::public.call_direction), p_event ->> 'from', p_event ->> 'to', p_event ->> 'provider_status',
     (p_event ->> 'duration_seconds')::integer, (p_event ->> 'sequence')::integer,
     coalesce(p_event -> 'payload', '{}'), p_now)
  on conflict do nothing;

  if v_call.id is null then
    return jsonb_build_object('result', 'stranger', 'moved', false, 'ended', false);
  end if;
  if v_result = 'conflict' then
    return jsonb_build_object('result', 'conflict', 'call_id', v_call.id, 'moved', false, 'ended', false);
  end if;

  v_before := v_call.status;
  if v_to is not null and v_before::text in (
    select jsonb_array_elements_text(p_event -> 'enters_from')
  ) then
    v_moved := true;
  end if;
  update public.calls c
  set status = case when v_moved then v_to else c.status end,
      answered_at = case
        when c.answered_at is null and (v_to = 'in_progress' or (v_to = 'completed' and v_moved))
        then p_now else c.answered_at end,
      answered_by = coalesce(p_event ->> 'answered_by', c.answered_by),
      duration_seconds = coalesce((p_event ->> 'duration_seconds')::integer, c.duration_seconds),
      ended_at = case when v_moved and v_ends then coalesce(c.ended_at, p_now) else c.ended_at end,
      end_reason = case when v_moved and v_ends
        then coalesce(c.end_reason, p_event ->> 'end_reason') else c.end_reason end,
      next_check_at = case
        when not private.is_live(case when v_moved then v_to else c.status end) then null
        when v_moved and v_to = 'in_progress'
          then p_now + make_interval(secs => 60 + coalesce(
            (select a.max_seconds from public.agents a where a.id = c.agent_id), 900))
        when v_moved then p_now + interval '120 seconds'
        else c.next_check_at end,
      updated_at = p_now
  where c.id = v_call.id
    and (v_moved
      or (p_event ->> 'answered_by' is not null and c.answered_by is distinct from p_event ->> 'answered_by')
      or (p_event ->> 'duration_seconds' is not null and c.duration_seconds is null));
  return jsonb_build_object(
    'result', case when v_new then 'recorded' else 'repeated' end, 'call_id', v_call.id,
    'moved', v_moved, 'ended', v_moved and v_ends,
    'stream_open', v_call.stream_open_since is not null);
end;
$$;

-- The call that an order without a key of its own is one with, or null: same number, extension and agent, due, or
-- asked for, within ten minutes of it, and not given up. Who did not pick up is rung again by a redial,
-- if there is one; then the order is one with that. The caller has locked the telephone.
create or replace function private.same_order(
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
    order by private.is_waiting(c.status) desc, c.created_at desc
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

-- Once a talk is judged, what waits for the same telephone is judged anew; at the end of the
-- transaction, since the call that the lead asked for is planned in it.
create or replace function private.talk_judges_orders() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := (select c.lead_phone from public.calls c where c.id = new.call_id);
  v_call public.calls;
  v_no jsonb;
begin
  perform private.lock_phone(v_phone);
  for v_call in
    select * from public.calls c
    where c.lead_phone = v_phone and c.direction = 'outbound' and private.is_waiting(c.status)
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

-- The physical text behind a row becomes known. The campaign's next step counts from here.
create or replace function private.accept_text(
  p_id uuid, p_sid text, p_status public.delivery_status, p_segments integer, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  update public.sms_messages m
  set provider_sid = p_sid,
      -- Presumed not sent, and it was: the carrier knows better.
      delivery_status = case when m.delivery_status in ('sending', 'unknown', 'failed')
        then coalesce(p_status, 'queued') else m.delivery_status end,
      delivery_error = null, sent_at = coalesce(m.sent_at, p_now), deadline_at = null,
      segments = coalesce(p_segments, m.segments),
      -- Not every carrier says what became of it: after ten minutes somebody asks.
      next_check_at = p_now + interval '10 minutes', updated_at = p_now
  where m.message_id = p_id and m.provider_sid is null
  returning * into v_message;
  if not found then
    return;
  end if;
  perform private.replace_text_cost(v_message, p_segments, null);
  -- It need not be tried a second time.
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'first_try_was_sent', enqueue_at = null,
      updated_at = p_now
  where retry_of = p_id and private.is_waiting(delivery_status);
  update public.sms_conversations
  set last_outbound_at = p_now, last_activity_at = greatest(last_activity_at, p_now),
      updated_at = p_now
  where id = v_message.conversation_id;
  if v_message.enrollment_id is not null then
    perform private.advance_enrollment(v_message.enrollment_id, v_message.step, p_now);
  end if;
  update public.leads
  set lead_status = case when lead_status in ('new', 'unreachable') then 'contacted' else lead_status end,
      last_contacted_at = p_now, updated_at = p_now
  where id = v_message.lead_id;
end;
$$;

-- What follows from a failure, as the caller's table of codes has it. p_next: {retry_at?, stop?:
-- reason, suppress?: {scope, source, words?}, rest_until?: for the sender}. A step that failed for
-- good is done with: the campaign goes on with the next one, unless it is stopped.
create or replace function private.after_failure(p_message public.sms_messages, p_next jsonb, p_now timestamptz)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_retry uuid;
begin
  perform private.rest_sender(p_message.sender, (p_next ->> 'rest_until')::timestamptz,
    p_message.delivery_error, p_now);
  if jsonb_typeof(p_next -> 'suppress') = 'object' then
    perform public.suppress(p_message.lead_phone, p_next -> 'suppress' ->> 'scope',
      p_next -> 'suppress' ->> 'source', p_next -> 'suppress' ->> 'words', null, p_now);
    perform private.end_conversation(p_message.conversation_id, 'discarded', 'opted_out',
      jsonb_build_object('message_id', p_message.message_id, 'error', p_message.delivery_error), p_now);
    if p_next -> 'suppress' ->> 'scope' <> 'voice' then
      perform private.end_conversations(p_message.lead_phone,
        jsonb_build_object('source', 'carrier', 'error', p_message.delivery_error), p_now);
    end if;
    return null;
  end if;
  if p_next ->> 'stop' is not null then
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = p_next ->> 'stop', enqueue_at = null,
        updated_at = p_now
    where m.enrollment_id = p_message.enrollment_id and private.is_waiting(m.delivery_status);
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = p_next ->> 'stop', message_id = null, ended_at = p_now,
        updated_at = p_now
    where id = p_message.enrollment_id and private.is_live(status);
    return null;
  end if;
  if p_message.enrollment_id is not null then
    perform private.advance_enrollment(p_message.enrollment_id, p_message.step, p_now);
  end if;
  -- Somewhere it ends, also where only a person could have mended the cause and nobody has.
  if p_next ->> 'retry_at' is not null and p_message.attempt < 8
     and not private.is_suppressed(p_message.lead_phone, 'sms') then
    v_retry := private.try_again(p_message, (p_next ->> 'retry_at')::timestamptz, p_now);
  end if;
  return v_retry;
end;
$$;

-- Not yet: the text waits until p_until, and the decision says why. Said again, it is one decision.
create or replace function public.hold_message(
  p_id uuid, p_until timestamptz, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.sms_messages;
begin
  select * into v_before from public.sms_messages where message_id = p_id for update;
  if not found or not private.is_waiting(v_before.delivery_status) then
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
create or replace function public.deny_message(
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
  where m.message_id = p_id and private.is_waiting(m.delivery_status)
  returning * into v_message;
  if not found then
    return false;
  end if;
  perform private.decide_text(v_message.lead_id, p_id, 'deny', p_rule, p_reason, null, p_evidence, p_now);
  update public.sms_campaign_enrollments
  set status = 'stopped', reason = p_rule, message_id = null, ended_at = p_now, updated_at = p_now
  where id = v_message.enrollment_id and private.is_live(status)
    and message_id = p_id;
  return true;
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

-- What each sender can still be given for the time until p_now + p_ahead: {sender, pace, opens_at,
-- room: texts, given: jobs that are under way already}. Texts count as one segment here; what is
-- longer is found out when it is claimed.
create or replace function private.sender_rooms(p_ahead interval, p_now timestamptz)
returns table (sender text, pace numeric, opens_at timestamptz, room integer, given integer)
language sql stable security definer set search_path = '' as $$
  select o.sender, o.pace, o.opens_at,
    -- Not more at once than anybody could take, however fast the sender.
    least(ceil(extract(epoch from p_now + p_ahead - o.opens_at) * o.pace), 10000)::integer,
    (select count(*)::integer from public.sms_messages m
     where m.sender = o.sender and private.is_waiting(m.delivery_status)
       and m.enqueue_at > m.send_at and m.enqueue_at > p_now + p_ahead)
  from (
    select s.sender, coalesce(s.per_second, s.usual_per_second) as pace,
           greatest(p_now, s.free_at, s.rests_until) as opens_at
    from public.senders s) o
  where o.opens_at < p_now + p_ahead;
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
  v_ids bigint[];
  v_planned integer := 0;
  v_due jsonb;
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
  if v_ids is not null then
    v_planned := private.plan_steps(v_ids, p_now);
  end if;

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

-- [{sender, per_second, usual_per_second, waiting, free_at, rests_until, rest_reason}]: `waiting` is
-- what is due and has not left, planned or not; `free_at` when all it was given has left.
create or replace function public.list_senders(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' set timezone = 'UTC' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'sender', s.sender, 'per_second', s.per_second, 'usual_per_second', s.usual_per_second,
    'waiting', (
      select count(*) from public.sms_messages m
      where m.sender = s.sender and private.is_waiting(m.delivery_status) and m.send_at <= p_now
    ) + (
      select count(*) from public.campaigns c
      join public.sms_campaign_enrollments e on e.campaign_id = c.id
      join public.campaign_steps p on p.campaign_id = c.id and p.position = e.next_step
      where c.sender = s.sender and c.status = 'running' and p.channel = 'text'
        and e.status = 'active' and e.message_id is null and e.call_id is null
        and e.next_message_at <= p_now),
    'free_at', case when s.free_at > p_now then s.free_at end,
    'rests_until', case when s.rests_until > p_now then s.rests_until end,
    'rest_reason', case when s.rests_until > p_now then s.rest_reason end) order by s.sender), '[]')
  from public.senders s;
$$;

-- The text that an order without a key of its own is one with, or null: the same words to the same
-- number, due, or asked for, within ten minutes of it, and not given up. Blanks and capitals do not make
-- other words. The caller has locked the telephone.
create or replace function private.same_text(
  p_phone text, p_body text, p_due timestamptz, p_asked_for timestamptz
) returns public.sms_messages
language sql stable security definer set search_path = '' as $$
  select m.* from (
    select * from public.sms_messages
    where lead_phone = p_phone and private.is_waiting(delivery_status)
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

-- One turn at a time: whoever gets `go` has p_lease to think, and everything the lead ever said to
-- us. Returns {verdict: go, fence, in_reply_to_seq, conversation, lead, agent, campaign, messages,
-- turns, history, appointments, suppressed, calls_closed, next_call, replies_today} | {verdict: wait,
-- until} | {verdict: skip, reason}. `next_call`: the call that waits for the lead, or rings.
create or replace function public.begin_reply(p_conversation_id uuid, p_lease interval, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_conversation_id);
  if v_conversation.reply_due_at is null then
    return jsonb_build_object('verdict', 'skip', 'reason', 'no_answer_owed');
  end if;
  if v_conversation.owner <> 'ai' then
    return jsonb_build_object('verdict', 'skip', 'reason', 'owned_by_' || v_conversation.owner);
  end if;
  if v_conversation.reply_due_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v_conversation.reply_due_at);
  end if;
  if private.text_comes_in(v_conversation.lead_phone) then
    return jsonb_build_object('verdict', 'wait', 'until', p_now + private.coming_in_takes());
  end if;
  update public.sms_conversations
  set reply_fence = reply_fence + 1, reply_tries = reply_tries + 1, reply_due_at = p_now + p_lease,
      updated_at = p_now
  where id = p_conversation_id returning * into v_conversation;
  return jsonb_build_object('verdict', 'go', 'fence', v_conversation.reply_fence,
    'in_reply_to_seq', v_conversation.last_inbound_seq, 'conversation', to_jsonb(v_conversation),
    'suppressed', private.is_suppressed(v_conversation.lead_phone, 'sms'),
    'calls_closed', private.is_suppressed(v_conversation.lead_phone, 'voice'),
    'next_call', (
      select jsonb_build_object('run_at', c.run_at) from public.calls c
      where c.lead_phone = v_conversation.lead_phone and c.direction = 'outbound'
        and (private.is_waiting(c.status) or private.is_live(c.status))
      order by c.run_at limit 1),
    -- Once a person has had it, the count begins anew.
    'replies_today', (
      select count(*) from public.sms_messages r
      where r.conversation_id = v_conversation.id and r.kind = 'reply' and r.claimed_at is not null
        and r.created_at > greatest(p_now - interval '24 hours', v_conversation.handed_over_at)),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_conversation.lead_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = coalesce(v_conversation.sms_agent_id,
      (select d.id from public.agents d where d.is_default))),
    'campaign', (select to_jsonb(c) from public.campaigns c where c.id = v_conversation.campaign_id),
    'messages', coalesce((
      -- In each conversation by place, as everybody reads it; several stand side by side in time.
      select jsonb_agg(to_jsonb(m) - 'reached_at' order by m.reached_at, m.conversation_id, m.seq) from (
        select x.*, max(x.created_at) over (partition by x.conversation_id order by x.seq) as reached_at
        from public.sms_messages x
        where x.lead_phone = v_conversation.lead_phone and x.seq is not null
          and x.delivery_status not in ('canceled', 'suppressed', 'failed')
          and x.conversation_id in (select w.id from public.sms_conversations w
                                    where w.lead_phone = v_conversation.lead_phone)
        order by x.created_at desc limit 60) m), '[]'),
    -- What was said on the telephone, and what came of it.
    'turns', coalesce((
      select jsonb_agg(t order by t.at) from (
        select c.timestamp as at, c.role, c.content from public.conversation_transcripts c
        where c.lead_id = v_conversation.lead_id order by c.timestamp desc limit 40) t), '[]'),
    'history', coalesce((
      select jsonb_agg(h order by h.at) from (
        select a.created_at as at, a.channel, a.outcome, a.summary from public.conversation_analyses a
        where a.lead_id = v_conversation.lead_id order by a.created_at desc limit 10) h), '[]'),
    'appointments', coalesce((
      select jsonb_agg(jsonb_build_object('starts_at', p.starts_at) order by p.starts_at)
      from public.appointments p
      where p.lead_id = v_conversation.lead_id and p.starts_at > p_now), '[]'));
end;
$$;

-- Campaigns begin, rest, go on and end. None of it touches those who wait: the sweep looks at
-- running campaigns only, so a million waiting leads are stopped by one row.
--
-- p_status: running | paused | ended. Returns {result: moved | already | ended | no_steps |
-- no_such_campaign, campaign?}.
create or replace function public.set_campaign_status(
  p_campaign_id uuid, p_status public.campaign_status, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign public.campaigns;
begin
  select * into v_campaign from public.campaigns where id = p_campaign_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_campaign');
  end if;
  if v_campaign.status = p_status then
    return jsonb_build_object('result', 'already', 'campaign', to_jsonb(v_campaign));
  end if;
  if v_campaign.status = 'ended' then
    return jsonb_build_object('result', 'ended', 'campaign', to_jsonb(v_campaign));
  end if;
  if p_status = 'running' and not exists (
    select 1 from public.campaign_steps where campaign_id = p_campaign_id and position = 1) then
    return jsonb_build_object('result', 'no_steps', 'campaign', to_jsonb(v_campaign));
  end if;
  update public.campaigns
  set status = p_status, updated_at = p_now,
      started_at = case when p_status = 'running' then coalesce(started_at, p_now) else started_at end,
      ended_at = case when p_status = 'ended' then p_now end
  where id = p_campaign_id returning * into v_campaign;
  if p_status <> 'running' then
    -- Texts find out when they are claimed; the dial protocol knows nothing of campaigns.
    update public.calls
    set status = 'canceled', end_reason = 'campaign_paused', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where campaign_id = p_campaign_id and enrollment_id is not null and private.is_waiting(status);
  end if;
  if p_status = 'running' then
    -- Second tries of steps that our own sender spoiled. The step after each counts from it.
    with woken as (
      update public.sms_messages m
      set send_at = p_now, enqueue_at = p_now, updated_at = p_now
      from (
        select message_id from public.sms_messages
        where campaign_id = p_campaign_id and delivery_status = 'held' and held_reason = 'campaign_paused'
        for update skip locked
      ) held
      where m.message_id = held.message_id
      returning m.enrollment_id, m.step
    )
    update public.sms_campaign_enrollments e
    set next_message_at = greatest(e.next_message_at, p_now + make_interval(secs => s.delay_seconds)),
        updated_at = p_now
    from woken w join public.campaign_steps s on s.campaign_id = p_campaign_id and s.position = w.step + 1
    where e.id = w.enrollment_id and e.status = 'active' and e.next_step = w.step + 1
      and e.message_id is null and e.call_id is null;
  end if;
  if p_status = 'ended' then
    -- What a worker has in hand at this moment finds out when it claims it.
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = 'campaign_ended', enqueue_at = null,
        updated_at = p_now
    from (
      select t.message_id from public.sms_campaign_enrollments e
      join public.sms_messages t on t.message_id = e.message_id
      where e.campaign_id = p_campaign_id and private.is_live(e.status)
        and private.is_waiting(t.delivery_status)
      for update of t skip locked
    ) planned
    where m.message_id = planned.message_id;
    -- Their telephones are free for other campaigns.
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'campaign_ended', ended_at = p_now, updated_at = p_now
    where campaign_id = p_campaign_id and private.is_live(status);
  end if;
  return jsonb_build_object('result', 'moved', 'campaign', to_jsonb(v_campaign));
end;
$$;

-- A person moves one enrollment: p_status active (goes on with its next step now), paused, stopped.
-- Returns {result: moved | already | over | active_elsewhere | suppressed | no_such_enrollment}.
create or replace function public.set_enrollment_status(
  p_id bigint, p_status public.enrollment_status, p_reason text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if v_row.status = p_status then
    return jsonb_build_object('result', 'already');
  end if;
  if private.is_over(v_row.status) then
    return jsonb_build_object('result', 'over');
  end if;
  if p_status = 'active' then
    if private.is_suppressed(v_row.lead_phone, case v_row.channel when 'text' then 'sms' else 'voice' end) then
      return jsonb_build_object('result', 'suppressed');
    end if;
    if exists (select 1 from public.sms_campaign_enrollments e
               where e.lead_phone = v_row.lead_phone and e.channel = v_row.channel
                 and e.phone_extension is not distinct from v_row.phone_extension
                 and e.status = 'active') then
      return jsonb_build_object('result', 'active_elsewhere');
    end if;
    update public.sms_campaign_enrollments
    set status = 'active', reason = p_reason, paused_at = null,
        next_message_at = greatest(next_message_at, p_now), updated_at = p_now
    where id = p_id;
    return jsonb_build_object('result', 'moved');
  end if;
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = p_id and private.is_waiting(status);
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'enrollment_' || p_status,
      enqueue_at = null, updated_at = p_now
  where message_id = v_row.message_id and private.is_waiting(delivery_status);
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason, message_id = null,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'stopped' then p_now end, updated_at = p_now
  where id = p_id;
  return jsonb_build_object('result', 'moved');
end;
$$;

-- p: {before_seq?, before_at?, after_seq?, after_at?, limit}. Before a place or a moment: the newest ones
-- before it; after it: the oldest ones after it; neither: the newest. In order of seq. `planned` is what waits without a place.
create or replace function public.conversation_page(p_id uuid, p jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(v),
    'messages', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.seq) from (
        select * from (
          select x.* from public.sms_messages x
          where x.conversation_id = v.id and p ->> 'after_seq' is null and p ->> 'after_at' is null
            and x.seq is not null
            and (p ->> 'before_seq' is null or x.seq < (p ->> 'before_seq')::integer)
            and (p ->> 'before_at' is null
              or coalesce(x.sent_at, x.created_at) < (p ->> 'before_at')::timestamptz)
          order by x.seq desc limit (p ->> 'limit')::integer) older
        union all
        select * from (
          select x.* from public.sms_messages x
          where x.conversation_id = v.id and x.seq is not null
            and (x.seq > (p ->> 'after_seq')::integer
              or coalesce(x.sent_at, x.created_at) > (p ->> 'after_at')::timestamptz)
          order by x.seq limit (p ->> 'limit')::integer) newer) m), '[]'),
    'planned', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.send_at) from public.sms_messages m
      where m.conversation_id = v.id and m.seq is null and private.is_waiting(m.delivery_status)), '[]'),
    'enrollment', (
      select to_jsonb(e) || jsonb_build_object('steps', (
        select count(*) from public.campaign_steps s where s.campaign_id = e.campaign_id))
      from public.sms_campaign_enrollments e
      where e.lead_phone = v.lead_phone and private.is_live(e.status)
      order by e.status, e.id desc limit 1))
  from public.sms_conversations v where v.id = p_id;
$$;

-- Deletes a lead and what was said and written, under whichever number; keeps the block, the proof
-- of consent without the person, and bare facts of calls without the number. A live call refuses:
-- hang up first. Returns {deleted, reason}.
create or replace function public.delete_lead(p_id bigint, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phones text[] := private.numbers_of(p_id);
  v_sids text[];
  v_talks uuid[];
  v_topics text[];
  v_told bigint;
begin
  perform private.lock_phone(n) from unnest(v_phones) n;
  perform 1 from public.leads where id = p_id for update;
  if not found then
    return jsonb_build_object('deleted', false, 'reason', 'no_such_lead');
  end if;
  if exists (select 1 from public.calls c where c.lead_id = p_id and private.is_live(c.status)) then
    return jsonb_build_object('deleted', false, 'reason', 'live_call');
  end if;
  select s.last_value into v_told from public.events_id_seq s;
  select coalesce(array_agg(c.call_sid), '{}') into v_sids from public.calls c
  where c.lead_id = p_id and c.call_sid is not null;
  select coalesce(array_agg(v.id), '{}') into v_talks from public.sms_conversations v
  where v.lead_phone = any (v_phones) or v.lead_id = p_id;
  v_topics := private.topics_of_lead(p_id, v_phones, v_sids, v_talks);
  delete from public.conversation_transcripts t
  where t.lead_id = p_id or t.call_sid = any (v_sids);
  delete from public.conversation_analyses where lead_id = p_id;
  delete from public.appointments where lead_id = p_id;
  update public.call_events e set from_number = null, to_number = null, payload = '{}'
  where e.call_id in (select c.id from public.calls c where c.lead_id = p_id);
  update public.calls c
  set status = case when private.is_waiting(status) then 'canceled'::public.call_status else status end,
      end_reason = case when private.is_waiting(status) then 'lead_deleted' else end_reason end,
      ended_at = coalesce(ended_at, p_now), settled_at = coalesce(settled_at, p_now),
      to_number = g.gone, from_number = null, lead_phone = g.gone, message = null, metadata = '{}',
      updated_at = p_now
  from (select k.id, 'deleted:' || private.phone_hash(k.lead_phone) as gone
        from public.calls k where k.lead_id = p_id) g
  where c.id = g.id;
  -- A decision's evidence may hold the lead's own words.
  update public.contact_decisions set evidence = '{}'
  where lead_id = p_id and evidence <> '{}';
  update public.suppressions set phone = null, words = null where phone = any (v_phones);
  delete from public.sms_campaign_enrollments where lead_phone = any (v_phones) or lead_id = p_id;
  delete from public.inbound_arrivals where lead_phone = any (v_phones);
  delete from public.sms_messages where conversation_id = any (v_talks) or lead_id = p_id;
  delete from public.sms_conversations where id = any (v_talks);
  -- The words of a form are ours and prove something; what the lead has said itself is the lead's.
  update public.consents
  set phone = 'deleted:' || private.phone_hash(phone), ip = null, user_agent = null, evidence = '{}',
      text = case when kind <> 'keyword' and source <> 'asked_by_text' then text end,
      revoked_at = coalesce(revoked_at, p_now), updated_at = p_now
  where phone = any (v_phones) or lead_id = p_id;
  -- What the log has told of this person up to now, and what it has told since of rows that were on
  -- their way out. What remains names nobody, and a reader who held the rows needs it.
  delete from public.events
  where topic = any (v_topics)
    and (id <= v_told or type in ('enrollment.updated', 'conversation.updated', 'message.updated'));
  delete from public.leads where id = p_id;
  return jsonb_build_object('deleted', true);
end;
$$;

-- What is forgotten once it is old enough: slice by slice, each by an index that begins with the oldest,
-- so that nobody who writes has to wait for it and a slice costs the same whatever is kept.
--
-- Forgets up to p_limit rows of a kind that are older than p_before; how many it forgot. p_kind:
-- webhook_receipts | call_events | contact_decisions | idempotency_keys | transcripts. What belongs to
-- a call that is not over yet is kept, however old: a decision still says why it waits, and a key still
-- says that it was ordered.
create or replace function public.prune_history(p_kind text, p_before timestamptz, p_limit integer)
returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_gone integer;
begin
  if p_kind = 'webhook_receipts' then
    delete from public.webhook_receipts where id in (
      select r.id from public.webhook_receipts r where r.last_received_at < p_before
      order by r.last_received_at limit p_limit);
  elsif p_kind = 'call_events' then
    delete from public.call_events where id in (
      select e.id from public.call_events e where e.received_at < p_before
        and not exists (select 1 from public.calls c where c.id = e.call_id and c.ended_at is null)
      order by e.received_at limit p_limit);
  elsif p_kind = 'contact_decisions' then
    delete from public.contact_decisions where id in (
      select d.id from public.contact_decisions d where d.at < p_before
        and not exists (select 1 from public.calls c where c.id = d.call_id and c.ended_at is null)
        and not exists (select 1 from public.sms_messages m where m.message_id = d.message_id
                        and private.is_waiting(m.delivery_status))
      order by d.at limit p_limit);
  elsif p_kind = 'idempotency_keys' then
    delete from public.idempotency_keys where key_hash in (
      select k.key_hash from public.idempotency_keys k where k.created_at < p_before
        and not exists (select 1 from public.calls c where c.id = k.call_id and c.ended_at is null)
      order by k.created_at limit p_limit);
  elsif p_kind = 'transcripts' then
    delete from public.conversation_transcripts where id in (
      select t.id from public.conversation_transcripts t where t.timestamp < p_before
        and not exists (select 1 from public.calls c where c.call_sid = t.call_sid and c.ended_at is null)
      order by t.timestamp limit p_limit);
  else
    raise exception 'prune_history: nothing is called %', p_kind using errcode = '22023';
  end if;
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;

-- {status: n} of all calls. What has not ended is found by its own indexes.
create or replace function private.calls_by_status() returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(s.status, s.n), '{}') from (
    select u.status, sum(u.n)::bigint as n from (
      select f.status, f.n from private.finished_calls f
      union all
      select c.status, count(*) from public.calls c
      where c.ended_at > (select r.reached_at from private.rounds r where r.name = 'finished_calls')
      group by c.status
      union all
      select c.status, count(*) from public.calls c
      where private.is_live(c.status) and c.ended_at is null group by c.status
      union all
      select c.status, count(*) from public.calls c
      where private.is_waiting(c.status) and c.ended_at is null group by c.status) u
    group by u.status having sum(u.n) > 0) s;
$$;

create or replace function public.call_health(p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  perform private.count_finished_calls(p_now);
  return jsonb_build_object(
    'calls', private.calls_by_status(),
    'oldest_due_seconds', coalesce((
      select extract(epoch from p_now - min(run_at)) from public.calls
      where private.is_waiting(status) and run_at <= p_now), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(dialed_at)) from public.calls where status = 'unknown'), 0),
    'unsettled', (select count(*) from public.calls where settled_at is null and ended_at is not null),
    'last_webhook_at', private.last_receipt()
  );
end;
$$;

-- Rows that should have a job: {due: [{id, fence, priority, run_at}], unsettled: [id],
-- unanalysed: [id]}. `due` looks a little ahead, so that only the near window sits in the queue.
create or replace function public.lost_work(p_ahead interval, p_now timestamptz, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return jsonb_build_object(
    'due', coalesce((
      select jsonb_agg(d) from (
        select id, fence, priority, run_at from public.calls
        where private.is_waiting(status) and run_at <= p_now + p_ahead
        order by run_at limit p_limit) d), '[]'),
    'unsettled', coalesce((
      select jsonb_agg(u.id) from (
        select id from public.calls
        where settled_at is null and ended_at is not null and ended_at <= p_now - interval '3 seconds'
        order by ended_at limit p_limit) u), '[]'),
    'unanalysed', coalesce((
      select jsonb_agg(n.call_id) from (
        select o.call_id from private.owed_analyses o join public.calls c on c.id = o.call_id
        where o.since between p_now - interval '14 days' and p_now - interval '10 seconds'
          and private.owes_analysis(c)
        order by o.since limit p_limit) n), '[]')
  );
end;
$$;

-- Read from the small indexes of what is under way, and from the last hour: never from everything.
create or replace function public.text_health(p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return (with recent as (
    select delivery_status, delivery_error from public.sms_messages
    where sent_at > p_now - interval '1 hour' and direction = 'outbound'
  )
  select jsonb_build_object(
    'waiting', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where private.is_waiting(delivery_status) group by delivery_status) s), '{}'),
    'on_the_way', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where delivery_status in ('sending', 'unknown', 'queued') group by delivery_status) s), '{}'),
    'sent_last_hour', (select count(*) from recent),
    'filtered_last_hour', (select count(*) from recent where delivery_error = '30007'),
    'failed_last_hour', (select count(*) from recent where delivery_status in ('failed', 'undelivered')),
    'oldest_due_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(send_at)), 0) from public.sms_messages
      where private.is_waiting(delivery_status) and send_at <= p_now), 0),
    'oldest_step_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(e.next_message_at)), 0)
      from public.campaigns c cross join lateral (
        select x.next_message_at from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null and x.call_id is null
        order by x.next_message_at limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now)), 0),
    'oldest_unknown_seconds', coalesce((
      select extract(epoch from p_now - min(claimed_at)) from public.sms_messages
      where delivery_status = 'unknown'), 0),
    'oldest_reply_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(reply_due_at)), 0) from public.sms_conversations
      where reply_due_at is not null), 0),
    'oldest_unjudged_seconds', coalesce((
      select extract(epoch from p_now - min(m.created_at)) from public.sms_messages m
      where m.refusal_verdict = 'pending'
        and not (private.is_suppressed(m.lead_phone, 'sms') and private.is_suppressed(m.lead_phone, 'voice'))), 0),
    'last_inbound_at', private.last_receipt('text_inbound'),
    'last_callback_at', private.last_receipt('text_callback'),
    'last_sent_at', (
      select max(sent_at) from public.sms_messages where sent_at is not null and direction = 'outbound'),
    -- A webhook that came after all, late, was not lost.
    'found_last_hour', (
      select count(*) from public.webhook_receipts f
      where f.provider = 'twilio' and f.kind = 'text_found'
        and f.last_received_at > p_now - interval '1 hour' and not exists (
          select 1 from public.webhook_receipts w where w.provider = f.provider
            and w.kind = 'text_inbound' and w.dedupe_key = f.dedupe_key)),
    'inbound_looked_seconds', (
      select extract(epoch from greatest(p_now - min(l.looked_until), interval '0'))
      from public.inbound_looks l having count(*) > 0),
    'inbound_unread', private.inbound_unread(p_now) ->> 'reason',
    'switched_off', private.is_switched_off('texts')));
end;
$$;

-- Whether claim_due_messages may plan a step or give out a text: of a sender that has room, or of a
-- campaign that runs, whose calls no sender holds back.
create or replace function private.texts_are_due(p_ahead interval, p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  return exists (
      select 1 from private.sender_rooms(p_ahead, p_now) r cross join lateral (
        (select 1 from public.sms_messages a
         where a.sender = r.sender and private.is_waiting(a.delivery_status)
           and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead limit 1)
        union all
        (select 1 from public.sms_messages o
         where o.sender = r.sender and private.is_waiting(o.delivery_status)
           and o.kind in ('campaign', 'single') and o.enqueue_at <= p_now + p_ahead limit 1)) m)
    or exists (
      select 1 from public.campaigns c cross join lateral (
        select 1 from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null
          and x.call_id is null and x.next_message_at <= p_now + p_ahead limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now));
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.

create trigger calls_guard_move before update of status on public.calls
  for each row when (old.status is distinct from new.status)
  execute function private.guard_move('call', 'status');

create trigger messages_guard_move before update of delivery_status on public.sms_messages
  for each row when (old.delivery_status is distinct from new.delivery_status)
  execute function private.guard_move('text', 'delivery_status');

create trigger conversations_guard_move before update of owner on public.sms_conversations
  for each row when (old.owner is distinct from new.owner)
  execute function private.guard_move('conversation', 'owner');

create trigger enrollments_guard_move before update of status on public.sms_campaign_enrollments
  for each row when (old.status is distinct from new.status)
  execute function private.guard_move('enrollment', 'status');

create trigger campaigns_guard_move before update of status on public.campaigns
  for each row when (old.status is distinct from new.status)
  execute function private.guard_move('campaign', 'status');
