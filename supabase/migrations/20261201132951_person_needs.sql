-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

alter table public.users
  add column phone text check (phone ~ '^\+[1-9]\d{6,14}$'),
  add column quiet_from text check (quiet_from ~ '^\d\d:\d\d$'),
  add column quiet_until text check (quiet_until ~ '^\d\d:\d\d$'),
  add check ((quiet_from is null) = (quiet_until is null));

alter table public.sms_conversations add column nobody_online boolean not null default false;

-- Who needs a person, and since when: one open row for each conversation, call or analysis that the
-- inbox lists under `needs`. Triggers on those tables write it in the transaction of the change.
create table public.person_needs (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('conversation', 'call', 'analysis')),
  -- The id of the conversation, call or analysis.
  subject_id uuid not null,
  conversation_id uuid references public.sms_conversations (id) on delete cascade,
  call_id uuid references public.calls (id) on delete cascade,
  -- As the inbox names it (PERSON_REASONS).
  reason text not null,
  -- Our own code for what led to it. Never a person's words.
  detail text,
  since timestamptz not null,
  ended_at timestamptz,
  assigned_to uuid references public.users (id),
  -- It was to be assigned, and nobody who is online had room.
  nobody_online boolean not null default false,
  -- The rules that have been carried out for it.
  told uuid[] not null default '{}',
  -- When the rules are read for it next; null: none is left.
  look_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index person_needs_one_open on public.person_needs (kind, subject_id) where ended_at is null;
create index person_needs_to_look on public.person_needs (look_at)
  where ended_at is null and look_at is not null;
create index person_needs_of_user on public.person_needs (assigned_to, since desc)
  where assigned_to is not null;
create index person_needs_of_conversation on public.person_needs (conversation_id);
create index person_needs_of_call on public.person_needs (call_id);
create index person_needs_over on public.person_needs (ended_at) where ended_at is not null;

-- Who is notified of which need, how, and after how many minutes in which nobody has acted.
create table public.notification_rules (
  id uuid primary key,
  -- As the inbox names them (PERSON_REASONS).
  reasons text[] not null check (cardinality(reasons) > 0),
  after_minutes integer not null check (after_minutes between 0 and 10080),
  channel text not null check (channel in ('webhook', 'text', 'mail')),
  -- Of a text or mail.
  to_whom text check (to_whom in ('on_duty', 'assigned', 'user')),
  user_id uuid references public.users (id),
  -- Of a webhook.
  endpoint_id uuid references public.webhook_endpoints (id) on delete cascade,
  is_active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((channel = 'webhook') = (endpoint_id is not null)),
  check ((channel = 'webhook') = (to_whom is null)),
  check ((to_whom is not distinct from 'user') = (user_id is not null))
);

-- When somebody is on duty, week by week. A shift that ends before it starts ends on the next day.
create table public.duty_shifts (
  id uuid primary key,
  user_id uuid not null references public.users (id),
  days text[] not null check (cardinality(days) > 0
    and days <@ '{mon,tue,wed,thu,fri,sat,sun}'),
  -- Times of day, as 22:00. 24:00 is the end of the day.
  starts text not null check (starts ~ '^\d\d:\d\d$'),
  ends text not null check (ends ~ '^\d\d:\d\d$'),
  time_zone text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index duty_shifts_of_user on public.duty_shifts (user_id);

-- Texts and mails to colleagues: one row for each need, rule and colleague. A text to a colleague
-- is no text to a lead, and is counted as none.
create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  need_id uuid not null references public.person_needs (id) on delete cascade,
  rule_id uuid not null references public.notification_rules (id) on delete cascade,
  user_id uuid not null references public.users (id),
  channel text not null check (channel in ('text', 'mail')),
  -- unknown: the carrier or mail server may have it; dropped: the need ended before it was sent.
  status text not null default 'pending'
    check (status in ('pending', 'sending', 'unknown', 'sent', 'dropped', 'dead')),
  attempts integer not null default 0,
  fence integer not null default 0,
  next_at timestamptz,
  first_tried_at timestamptz,
  provider_sid text,
  last_error text,
  sent_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (need_id, rule_id, user_id)
);
create index notifications_due on public.notifications (next_at)
  where status in ('pending', 'sending', 'unknown');
create index notifications_newest on public.notifications (created_at desc, id desc);
create index notifications_of_rule on public.notifications (rule_id);

select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

drop function public.change_own_account(uuid, jsonb);

-- The name of the colleague that a need is assigned to, and the personal fields that an endpoint has
-- asked for, as they are now: a deleted lead appears in no webhook.
create or replace function private.webhook_extras(p_include text[], p_data jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'assigned_name', u.name,
    'lead_name', case when 'lead_name' = any (p_include) then l.name end,
    'lead_phone', case when 'lead_phone' = any (p_include) then l.phone end,
    'summary', case when 'summary' = any (p_include) then coalesce(v.handover_summary, c.wrap_up_reason) end))
  from (select 1) one
  left join public.leads l on l.id = (p_data ->> 'lead_id')::bigint
  left join public.sms_conversations v on v.id = (p_data ->> 'conversation_id')::uuid
  left join public.calls c on c.id = (p_data ->> 'call_id')::uuid
  left join public.users u on u.id = (p_data ->> 'assigned_to')::uuid;
$$;

-- The conditions of a list of calls, as SQL about `c`. p: {status?, lead_id?, outcome?, since?, until?,
-- campaign_id?, agent_id?, direction?, origin?, view?: reached | booked | missed | waiting, q?}. Only what
-- is asked for stands there, as in private.lead_conditions. A search finds the newest thousand calls of the
-- people with these letters, and the newest thousand with these words.
create or replace function private.call_conditions(p jsonb) returns text
language sql stable security definer set search_path = '' as $$
  select concat(
    (select string_agg(format(' and c.%I = %L', f.name, p ->> f.name), '' order by f.name)
     from unnest(array['status', 'lead_id', 'campaign_id', 'agent_id', 'direction', 'origin']) f (name)
     where p ->> f.name is not null),
    case when p ->> 'outcome' is not null then format(' and exists (
      select 1 from public.conversation_analyses a where a.call_id = c.id and a.outcome = %L)', p ->> 'outcome') end,
    ' and ' || case p ->> 'view' when 'reached' then 'c.reached'
      when 'missed' then 'c.direction = ''inbound'' and c.ended_at is not null and c.reached is not true'
      when 'waiting' then 'private.is_waiting(c.status)'
      when 'booked' then 'exists (
        select 1 from public.conversation_analyses a where a.call_id = c.id and a.outcome = ''success'')' end,
    case when p ->> 'since' is not null then format(' and c.created_at >= %L', p ->> 'since') end,
    case when p ->> 'until' is not null then format(' and c.created_at < %L', p ->> 'until') end,
    case when p ->> 'q' is not null then
      format(' and c.id in (
        (select f.id from public.calls f where f.lead_id in (select l.id from public.leads l
           where l.name ilike %1$L or l.phone like %2$L or l.email ilike %1$L)
         order by f.created_at desc limit 1000)',
        private.like_anywhere(p ->> 'q'), private.phone_anywhere(p ->> 'q'))
      || coalesce(format(' union select private.calls_saying(%L::tsquery)', private.words_query(p ->> 'q')::text), '')
      || ')' end);
$$;

-- How many of the newest ten thousand calls of a list there are in each view. p: the conditions of
-- private.call_conditions. Returns {all, reached, booked, missed, failed, waiting}.
create or replace function public.count_calls(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_counts jsonb;
begin
  execute format('
    select jsonb_build_object(
      ''all'', count(*),
      ''reached'', count(*) filter (where c.reached),
      ''booked'', count(*) filter (where exists (
        select 1 from public.conversation_analyses a where a.call_id = c.id and a.outcome = ''success'')),
      ''missed'', count(*) filter (where c.direction = ''inbound'' and c.ended_at is not null and c.reached is not true),
      ''failed'', count(*) filter (where c.status = ''failed''),
      ''waiting'', count(*) filter (where private.is_waiting(c.status)))
    from (select c.* from public.calls c where true %s order by c.created_at desc, c.id limit 10000) c',
    private.call_conditions(p - 'view' - 'status'))
  into v_counts;
  return v_counts;
end;
$$;

-- What happens with a lead next: {at, channel, what: call | text | step | reply | person | paused, rule,
-- is_held, campaign_id, step, key}; null: nothing is planned. `rule` says why not sooner. `person`: a
-- conversation waits for a person, `paused`: follow-ups wait while people talk; both have no moment.
create or replace function private.next_contact(p_lead_id bigint) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_next jsonb;
begin
  select to_jsonb(n) into v_next from (
    (select c.run_at as at, 'call' as channel, 'call' as what, c.held_rule as rule,
       c.status = 'held' as is_held, c.campaign_id, c.step, 'call ' || c.id as key
     from public.calls c where c.lead_id = p_lead_id and private.is_waiting(c.status)
     order by c.run_at, c.id limit 1)
    union all
    (select coalesce(m.send_at, m.created_at), 'text', case when m.step is null then 'text' else 'step' end,
       m.held_rule, m.delivery_status = 'held', m.campaign_id, m.step, 'text ' || m.message_id
     from public.sms_messages m where m.lead_id = p_lead_id and private.is_waiting(m.delivery_status)
     order by coalesce(m.send_at, m.created_at), m.message_id limit 1)
    union all
    (select e.next_message_at, e.channel, 'step', null, false, e.campaign_id, e.next_step, 'step ' || e.id
     from public.sms_campaign_enrollments e
     where e.lead_id = p_lead_id and e.status = 'active' and e.message_id is null and e.call_id is null
       and e.next_message_at is not null
     order by e.next_message_at, e.id limit 1)
    union all
    (select v.reply_due_at, 'text', 'reply', null, v.reply_state = 'held', v.campaign_id, null, 'reply ' || v.id
     from public.sms_conversations v where v.lead_id = p_lead_id and v.reply_due_at is not null
     order by v.reply_due_at, v.id limit 1)) n
  order by n.at, n.key limit 1;
  if v_next is not null then
    return v_next;
  end if;
  select jsonb_build_object('channel', 'text', 'what', 'person', 'rule',
      case v.owner when 'paused' then 'unclear' else 'awaits_human' end, 'campaign_id', v.campaign_id)
  into v_next
  from public.sms_conversations v
  where v.lead_id = p_lead_id and v.ended_at is null and (v.owner = 'paused' or v.awaits_human)
  order by v.last_activity_at desc limit 1;
  if v_next is null then
    select jsonb_build_object('channel', e.channel, 'what', 'paused', 'rule', 'enrollment_paused',
      'campaign_id', e.campaign_id, 'step', e.next_step)
    into v_next
    from public.sms_campaign_enrollments e where e.lead_id = p_lead_id and e.status = 'paused'
    order by e.id desc limit 1;
  end if;
  return jsonb_build_object('at', null, 'is_held', false, 'step', null) || v_next;
end;
$$;

-- SQL for all that waits for its moment, with the lead and the key of private.next_contact. p_rest is put
-- behind each of the four parts, which have the columns `at` and `is_held`.
create or replace function private.what_waits(p_rest text) returns text
language sql immutable set search_path = '' as $$
  select format('
    (select * from (select c.lead_id, c.run_at as at, ''call '' || c.id as key, c.status = ''held'' as is_held
     from public.calls c where private.is_waiting(c.status)) w %1$s)
    union all
    (select * from (select m.lead_id, coalesce(m.send_at, m.created_at) as at, ''text '' || m.message_id as key,
       m.delivery_status = ''held'' as is_held
     from public.sms_messages m where private.is_waiting(m.delivery_status)) w %1$s)
    union all
    (select * from (select e.lead_id, e.next_message_at as at, ''step '' || e.id as key, false as is_held
     from public.sms_campaign_enrollments e
     where e.status = ''active'' and e.message_id is null and e.call_id is null
       and e.next_message_at is not null) w %1$s)
    union all
    (select * from (select v.lead_id, v.reply_due_at as at, ''reply '' || v.id as key, v.reply_state = ''held'' as is_held
     from public.sms_conversations v where v.reply_due_at is not null) w %1$s)', p_rest);
$$;

-- One inbox row with everything that is shown of it: also where the searched words were said in it.
create or replace function private.inbox_item(
  p_kind text, p_id uuid, p_rank integer, p_at timestamptz, p_reader uuid, p_query tsquery
) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_call public.calls;
  v_talk public.sms_conversations;
  v_analysis public.conversation_analyses;
  v_asks_since timestamptz;
begin
  if p_kind = 'conversation' then
    select * into v_talk from public.sms_conversations where id = p_id;
  elsif p_kind = 'call' then
    select * into v_call from public.calls where id = p_id;
    v_asks_since := case when v_call.ended_at is null and v_call.transfer_result is distinct from 'completed'
      then v_call.person_asked_at end;
  else
    select * into v_analysis from public.conversation_analyses where id = p_id;
    select * into v_talk from public.sms_conversations where id = v_analysis.conversation_id;
    select * into v_call from public.calls where id = v_analysis.call_id;
  end if;
  return jsonb_build_object(
    'kind', p_kind, 'id', p_id, 'rank', p_rank, 'at', p_at,
    'reason', case p_kind when 'analysis' then 'nobody_could_tell'
      when 'conversation' then private.why_person(v_talk)
      else case when v_asks_since is not null then 'call_asks_for_person' end end,
    'waits_since', case p_kind when 'analysis' then v_analysis.created_at
      when 'conversation' then private.person_since(v_talk) else v_asks_since end,
    'lead', (select to_jsonb(l) from public.leads l
      where l.id = coalesce(v_talk.lead_id, v_call.lead_id, v_analysis.lead_id)),
    'conversation', case when v_talk.id is not null then to_jsonb(v_talk) end,
    'last_message', (select to_jsonb(m) from public.sms_messages m
      where m.conversation_id = v_talk.id and m.seq is not null order by m.seq desc limit 1),
    'unread', case when v_talk.id is null then 0 else private.unread_by(v_talk, p_reader) end,
    'call', case when v_call.id is not null then to_jsonb(v_call) end,
    'last_turn', (select to_jsonb(t) - 'call_id' from public.conversation_transcripts t
      where t.call_sid = v_call.call_sid order by t.seq desc limit 1),
    'analysis', case when v_analysis.id is not null then to_jsonb(v_analysis) end,
    'need', (select jsonb_build_object('id', n.id, 'since', n.since, 'assigned_to', n.assigned_to,
        'assigned_name', u.name, 'nobody_online', n.nobody_online)
      from public.person_needs n left join public.users u on u.id = n.assigned_to
      where n.kind = p_kind and n.subject_id = p_id and n.ended_at is null),
    'enrollment', (select to_jsonb(e) from public.sms_campaign_enrollments e
      where e.lead_phone = coalesce(v_talk.lead_phone, v_call.lead_phone) and private.is_live(e.status)
      order by e.status, e.id desc limit 1),
    'said', private.said_there(v_talk.id, v_call.call_sid, p_query));
end;
$$;

-- Whether a call, text, step or answer waits for its moment.
create or replace function private.is_planned(p_lead_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.lead_id = p_lead_id and private.is_waiting(c.status))
    or exists (select 1 from public.sms_messages m
      where m.lead_id = p_lead_id and private.is_waiting(m.delivery_status))
    or exists (select 1 from public.sms_campaign_enrollments e
      where e.lead_id = p_lead_id and e.status = 'active' and e.message_id is null and e.call_id is null
        and e.next_message_at is not null)
    or exists (select 1 from public.sms_conversations v
      where v.lead_id = p_lead_id and v.reply_due_at is not null);
$$;

-- Keeps these sessions as seen: a page of theirs is open. Other ids are passed over.
create or replace function public.note_seen(p_ids jsonb, p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_seen integer;
begin
  update public.sessions s set last_seen_at = p_now
  where s.id in (select value::uuid from jsonb_array_elements_text(p_ids))
    and s.last_seen_at < p_now - interval '20 seconds';
  get diagnostics v_seen = row_count;
  return v_seen;
end;
$$;

-- Claims a text or mail to a colleague for one attempt: {verdict: go, fence, attempts, channel, unsure,
-- first_tried_at, user, need} | {verdict: wait, until} | {verdict: skip, reason}. `unsure`: an earlier
-- attempt may have succeeded. It is dropped if nobody is needed any more.
create or replace function public.begin_notification(p_id uuid, p_lease interval, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.notifications;
  v_need public.person_needs;
  v_user public.users;
  v_drop text;
  v_unsure boolean;
begin
  select * into v from public.notifications where id = p_id for update;
  if not found or v.status in ('sent', 'dropped', 'dead') then
    return jsonb_build_object('verdict', 'skip', 'reason', coalesce(v.status, 'gone'));
  end if;
  if v.next_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v.next_at);
  end if;
  select * into v_need from public.person_needs where id = v.need_id;
  select * into v_user from public.users where id = v.user_id;
  v_unsure := v.status <> 'pending';
  v_drop := case when v_need.ended_at is not null then 'need_ended'
    when v_user.disabled_at is not null then 'user_disabled'
    when v.channel = 'text' and v_user.phone is null then 'no_phone' end;
  if v_drop is not null then
    update public.notifications
    set status = 'dropped', last_error = v_drop, next_at = null, updated_at = p_now where id = p_id;
    return jsonb_build_object('verdict', 'skip', 'reason', v_drop);
  end if;
  update public.notifications
  set status = 'sending', attempts = attempts + 1, fence = fence + 1, next_at = p_now + p_lease,
      first_tried_at = coalesce(first_tried_at, p_now), updated_at = p_now
  where id = p_id returning * into v;
  return jsonb_build_object('verdict', 'go', 'fence', v.fence, 'attempts', v.attempts, 'channel', v.channel,
    'unsure', v_unsure, 'first_tried_at', v.first_tried_at,
    'user', jsonb_build_object('id', v_user.id, 'name', v_user.name, 'email', v_user.email,
      'phone', v_user.phone, 'time_zone', v_user.time_zone, 'quiet_from', v_user.quiet_from,
      'quiet_until', v_user.quiet_until),
    'need', to_jsonb(v_need) || jsonb_build_object('assigned_name',
      (select u.name from public.users u where u.id = v_need.assigned_to)));
end;
$$;

-- Deletes a shift. False: there is none.
create or replace function public.delete_duty_shift(p_id uuid, p_actor jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.duty_shifts where id = p_id;
  if not found then
    return false;
  end if;
  perform private.note_activity(p_actor, 'duty_shift_deleted', 'duty_shift', p_id::text, p_now);
  return true;
end;
$$;

-- Deletes a rule, and what it has not sent yet. False: there is none.
create or replace function public.delete_notification_rule(p_id uuid, p_actor jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.notification_rules where id = p_id;
  if not found then
    return false;
  end if;
  perform private.note_activity(p_actor, 'notification_rule_deleted', 'notification_rule', p_id::text, p_now);
  return true;
end;
$$;

-- Texts and mails to colleagues whose attempt is due by p_by, the oldest first.
create or replace function public.due_notifications(p_by timestamptz, p_limit integer)
returns table (id uuid, next_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select n.id, n.next_at from public.notifications n
  where n.status in ('pending', 'sending', 'unknown') and n.next_at <= p_by
  order by n.next_at limit p_limit;
$$;

-- Who is given the next conversation: somebody who is online and not full, the one with the fewest
-- open ones first, then the one who was given none for longest. Null: nobody is. Online: a request
-- or an open page within two minutes.
create or replace function private.free_colleague(p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  -- Two at once would both find the same colleague free.
  perform pg_advisory_xact_lock(hashtextextended('ringback:assign', 0));
  return (
    select u.id from public.users u
    cross join lateral (select coalesce(u.max_open_conversations, 10) as most) m
    cross join lateral (
      select count(*) as held from (
        (select 1 from public.sms_conversations v
         where v.assigned_to = u.id::text and v.ended_at is null limit m.most)
        union all
        (select 1 from public.person_needs n
         where n.assigned_to = u.id and n.kind = 'call' and n.ended_at is null limit m.most)) h) l
    where u.disabled_at is null and u.role <> 'viewer' and l.held < m.most
      and exists (select 1 from public.sessions s
        where s.user_id = u.id and s.expires_at > p_now and s.last_seen_at > p_now - interval '2 minutes')
    order by l.held, (select max(n.since) from public.person_needs n where n.assigned_to = u.id) nulls first,
      u.id
    limit 1);
end;
$$;

-- What a webhook says of a need: ids and our own codes. Never a name, a number or a person's words.
create or replace function private.need_facts(p_need public.person_needs, p_lead_id bigint) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('need_id', p_need.id, 'kind', p_need.kind, 'lead_id', p_lead_id,
    'conversation_id', p_need.conversation_id, 'call_id', p_need.call_id,
    'reason', coalesce(p_need.detail, p_need.reason), 'assigned_to', p_need.assigned_to,
    'nobody_online', p_need.nobody_online);
$$;

-- Opens, changes or closes the need of one subject. p: {kind, subject_id, conversation_id?, call_id?,
-- lead_id?, reason, detail?, since, assigned_to?, assign?}: without a reason nobody is needed any more;
-- `assign`: a new need without a colleague is given one. A new need is reported to the endpoints that
-- want it, once. Returns the need if it is new.
create or replace function private.keep_need(p jsonb, p_now timestamptz) returns public.person_needs
language plpgsql security definer set search_path = '' as $$
declare
  v public.person_needs;
  v_detail text := case when p ->> 'detail' ~ '^[a-z0-9_]{1,60}$' then p ->> 'detail' end;
  v_assigns boolean;
begin
  select * into v from public.person_needs n
  where n.kind = p ->> 'kind' and n.subject_id = (p ->> 'subject_id')::uuid and n.ended_at is null
  for update;
  if p ->> 'reason' is null or v.id is not null then
    update public.person_needs n
    set reason = coalesce(p ->> 'reason', n.reason),
        detail = case when p ->> 'reason' is distinct from n.reason then coalesce(v_detail, n.detail)
          else n.detail end,
        ended_at = case when p ->> 'reason' is null then p_now end,
        look_at = case when p ->> 'reason' is null then null
          when p ->> 'reason' <> n.reason then p_now else n.look_at end,
        assigned_to = case when n.kind = 'conversation' then (p ->> 'assigned_to')::uuid else n.assigned_to end,
        nobody_online = n.nobody_online and p ->> 'assigned_to' is null, updated_at = p_now
    where n.id = v.id;
    return null;
  end if;
  v_assigns := coalesce((p ->> 'assign')::boolean, false) and p ->> 'assigned_to' is null;
  v.assigned_to := case when v_assigns then private.free_colleague(p_now) else (p ->> 'assigned_to')::uuid end;
  insert into public.person_needs (
    kind, subject_id, conversation_id, call_id, reason, detail, since, assigned_to, nobody_online, look_at,
    created_at, updated_at)
  values (
    p ->> 'kind', (p ->> 'subject_id')::uuid, (p ->> 'conversation_id')::uuid, (p ->> 'call_id')::uuid,
    p ->> 'reason', v_detail, (p ->> 'since')::timestamptz, v.assigned_to, v_assigns and v.assigned_to is null,
    case when exists (select 1 from public.notification_rules r where r.is_active) then p_now end,
    p_now, p_now)
  returning * into v;
  perform private.tell_webhooks('person_needed', 'need ' || v.id,
    private.need_facts(v, (p ->> 'lead_id')::bigint), p_now);
  return v;
end;
$$;

-- The needs whose rules are to be read by now, with what the rules are judged by. Returns {needs: [{id,
-- kind, reason, since, acted_at, assigned_to, told}], rules, shifts, people}: `acted_at` is when a
-- colleague or a key last did something with it; people are those who can be notified.
create or replace function public.needs_to_look(p_now timestamptz, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'needs', coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'reason', n.reason,
        'since', n.since, 'assigned_to', n.assigned_to, 'told', n.told,
        'acted_at', (select max(a.at) from public.activity_log a
          where a.subject_kind = n.kind and a.subject_id = n.subject_id::text
            and a.actor_kind in ('user', 'key') and a.at >= n.since)) order by n.look_at, n.id)
      from (select * from public.person_needs o
        where o.ended_at is null and o.look_at <= p_now order by o.look_at limit p_limit) n), '[]'),
    'rules', coalesce((select jsonb_agg(to_jsonb(r) order by r.created_at, r.id)
      from public.notification_rules r where r.is_active), '[]'),
    'shifts', coalesce((select jsonb_agg(to_jsonb(s) order by s.created_at, s.id) from public.duty_shifts s), '[]'),
    'people', coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'time_zone', u.time_zone,
        'quiet_from', u.quiet_from, 'quiet_until', u.quiet_until) order by u.id)
      from public.users u where u.disabled_at is null), '[]'));
$$;

-- Keeps the need of an analysis that nobody could make.
create or replace function private.note_analysis_need() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v public.conversation_analyses;
begin
  if tg_op = 'DELETE' then
    v := old;
  else
    v := new;
  end if;
  perform private.keep_need(jsonb_build_object(
    'kind', 'analysis', 'subject_id', v.id, 'call_id', v.call_id, 'conversation_id', v.conversation_id,
    'lead_id', v.lead_id, 'since', v.created_at,
    'reason', case when tg_op <> 'DELETE' and v.status = 'needs_review' then 'nobody_could_tell' end),
    v.updated_at);
  return null;
end;
$$;

-- Keeps the need of a call as its row is: while it lasts, a lead who asks for a person needs one.
create or replace function private.note_call_need() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.keep_need(jsonb_build_object(
    'kind', 'call', 'subject_id', new.id, 'call_id', new.id, 'lead_id', new.lead_id, 'since', new.person_asked_at,
    'reason', case when new.ended_at is null and new.transfer_result is distinct from 'completed'
      and new.person_asked_at is not null then 'call_asks_for_person' end,
    'assign', true), new.updated_at);
  return null;
end;
$$;

-- The user that a conversation is assigned to; null for a key, a free text, or nobody.
create or replace function private.user_of(p_assigned_to text) returns uuid
language sql stable security definer set search_path = '' as $$
  select u.id from public.users u where u.id::text = p_assigned_to;
$$;

-- Keeps the need of a conversation as its row is: who needs a person is recorded where the row changes,
-- whatever function changed it. A handover is assigned to a colleague who is online; a conversation
-- that has one already stays theirs.
create or replace function private.note_conversation_need() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_reason text := private.why_person(new);
  v_need public.person_needs;
begin
  v_need := private.keep_need(jsonb_build_object(
    'kind', 'conversation', 'subject_id', new.id, 'conversation_id', new.id, 'lead_id', new.lead_id,
    'reason', v_reason, 'since', private.person_since(new), 'assigned_to', private.user_of(new.assigned_to),
    'detail', case when v_reason not in ('send_failed') and new.awaits_human then new.handover_reason end,
    'assign', new.owner in ('human', 'paused') and new.assigned_to is null), new.updated_at);
  if v_need.id is not null then
    update public.sms_conversations
    set assigned_to = coalesce(assigned_to, v_need.assigned_to::text), nobody_online = v_need.nobody_online
    where id = new.id and (v_need.nobody_online or (assigned_to is null and v_need.assigned_to is not null));
  elsif new.nobody_online and (v_reason is null or new.assigned_to is not null) then
    update public.sms_conversations set nobody_online = false where id = new.id;
  end if;
  return null;
end;
$$;

-- Whether there is a text or mail to send, or a need whose rules are to be read.
create or replace function private.notifications_are_due(p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.due_notifications(p_now, 1))
    or exists (select 1 from public.person_needs n where n.ended_at is null and n.look_at <= p_now);
$$;

-- Deletes needs that ended before p_before, with what was sent about them. Returns how many.
create or replace function public.prune_person_needs(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_gone integer;
begin
  delete from public.person_needs where id in (
    select n.id from public.person_needs n where n.ended_at < p_before order by n.ended_at limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;

-- Stores what became of an attempt. p: {status: pending | unknown | sent | dead, error?, next_at?,
-- provider_sid?}. False if a later attempt has begun.
create or replace function public.record_notification(p_id uuid, p_fence integer, p jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.notifications
  set status = p ->> 'status', last_error = p ->> 'error', next_at = (p ->> 'next_at')::timestamptz,
      provider_sid = coalesce(p ->> 'provider_sid', provider_sid),
      sent_at = case when p ->> 'status' = 'sent' then p_now end, updated_at = p_now
  where id = p_id and fence = p_fence and status = 'sending';
  return found;
end;
$$;

-- Sends a need to the endpoint of a rule. A rule without a wait is the same message as the one that the
-- endpoint may have been sent when the need began.
create or replace function private.tell_endpoint(
  p_rule public.notification_rules, p_need public.person_needs, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.webhook_deliveries (
    endpoint_id, event, dedupe_key, data, happened_at, next_at, created_at, updated_at)
  select p_rule.endpoint_id, 'person_needed',
    'person_needed need ' || p_need.id || case when p_rule.after_minutes > 0 then ' rule ' || p_rule.id else '' end,
    jsonb_strip_nulls(private.need_facts(p_need, coalesce(v.lead_id, c.lead_id))), p_need.since, p_now, p_now, p_now
  from (select 1) one
  left join public.sms_conversations v on v.id = p_need.conversation_id
  left join public.calls c on c.id = p_need.call_id
  on conflict (endpoint_id, dedupe_key) do nothing;
$$;

-- Stores what the rules ask for: texts and mails that a worker sends, and webhooks. p: {need_id, look_at?,
-- told: [{rule_id, recipients: [{user_id, at}]}]}; `look_at`: when the rules are read again. A rule is
-- carried out once for a need. False: the need has ended.
create or replace function public.record_told(p jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.person_needs;
  v_rule public.notification_rules;
  v_told jsonb;
begin
  select * into v from public.person_needs n
  where n.id = (p ->> 'need_id')::uuid and n.ended_at is null for update;
  if not found then
    return false;
  end if;
  for v_told in select jsonb_array_elements(p -> 'told') loop
    select * into v_rule from public.notification_rules r
    where r.id = (v_told ->> 'rule_id')::uuid and not r.id = any (v.told) for share;
    continue when not found;
    if v_rule.channel = 'webhook' then
      perform private.tell_endpoint(v_rule, v, p_now);
    else
      insert into public.notifications (need_id, rule_id, user_id, channel, next_at, created_at, updated_at)
      select v.id, v_rule.id, (r ->> 'user_id')::uuid, v_rule.channel, (r ->> 'at')::timestamptz, p_now, p_now
      from jsonb_array_elements(v_told -> 'recipients') r
      on conflict (need_id, rule_id, user_id) do nothing;
    end if;
    v.told := v.told || v_rule.id;
  end loop;
  update public.person_needs
  set told = v.told, look_at = (p ->> 'look_at')::timestamptz, updated_at = p_now
  where id = v.id;
  return true;
end;
$$;

-- Creates or changes a shift. p: {id, user_id, days, starts, ends, time_zone}: all of it. Returns
-- {result: created | changed | no_such_user, shift?}.
create or replace function public.save_duty_shift(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.duty_shifts := jsonb_populate_record(null::public.duty_shifts, p);
  v_is_new boolean := not exists (select 1 from public.duty_shifts s where s.id = (p ->> 'id')::uuid);
begin
  if not exists (select 1 from public.users u where u.id = v.user_id and u.disabled_at is null) then
    return jsonb_build_object('result', 'no_such_user');
  end if;
  insert into public.duty_shifts (id, user_id, days, starts, ends, time_zone, created_at, updated_at)
  values (v.id, v.user_id, v.days, v.starts, v.ends, v.time_zone, p_now, p_now)
  on conflict (id) do update
    set user_id = v.user_id, days = v.days, starts = v.starts, ends = v.ends, time_zone = v.time_zone,
        updated_at = p_now
  returning * into v;
  perform private.note_activity(p_actor, case when v_is_new then 'duty_shift_created' else 'duty_shift_changed' end,
    'duty_shift', v.id::text, p_now, to_jsonb(v) - 'id' - 'created_at' - 'updated_at');
  return jsonb_build_object('result', case when v_is_new then 'created' else 'changed' end, 'shift', to_jsonb(v));
end;
$$;

-- Creates or changes a rule; it holds for needs that are open already. p: {id, reasons, after_minutes,
-- channel, to_whom?, user_id?, endpoint_id?, is_active}: all of it. Returns {result: created | changed |
-- no_such_user | no_such_endpoint, rule?}.
create or replace function public.save_notification_rule(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.notification_rules := jsonb_populate_record(null::public.notification_rules, p);
  v_is_new boolean;
begin
  if v.user_id is not null and not exists (
    select 1 from public.users u where u.id = v.user_id and u.disabled_at is null) then
    return jsonb_build_object('result', 'no_such_user');
  end if;
  if v.endpoint_id is not null and not exists (select 1 from public.webhook_endpoints e where e.id = v.endpoint_id) then
    return jsonb_build_object('result', 'no_such_endpoint');
  end if;
  v_is_new := not exists (select 1 from public.notification_rules r where r.id = v.id);
  insert into public.notification_rules as r (
    id, reasons, after_minutes, channel, to_whom, user_id, endpoint_id, is_active, created_at, updated_at)
  values (v.id, v.reasons, v.after_minutes, v.channel, v.to_whom, v.user_id, v.endpoint_id, v.is_active,
    p_now, p_now)
  on conflict (id) do update
    set reasons = v.reasons, after_minutes = v.after_minutes, channel = v.channel, to_whom = v.to_whom,
        user_id = v.user_id, endpoint_id = v.endpoint_id, is_active = v.is_active, updated_at = p_now
  returning * into v;
  update public.person_needs set look_at = p_now where ended_at is null;
  perform private.note_activity(p_actor,
    case when v_is_new then 'notification_rule_created' else 'notification_rule_changed' end,
    'notification_rule', v.id::text, p_now, jsonb_strip_nulls(to_jsonb(v) - 'id' - 'created_at' - 'updated_at'));
  return jsonb_build_object('result', case when v_is_new then 'created' else 'changed' end, 'rule', to_jsonb(v));
end;
$$;

-- The names of the sweeps that have something to do. It may name one that finds nothing, and must
-- leave out none that would find something: where a sweep has a query of its own for what is due,
-- it is that query.
--
-- One read answers for all sweeps, so that an idle system is not queried by each of them again and
-- again.
create or replace function public.work_due(p_calls_ahead interval, p_texts_ahead interval, p_now timestamptz)
returns text[]
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_due text[] := '{}';
begin
  if exists (select 1 from public.calls c where private.is_live(c.status) and c.next_check_at <= p_now)
     or exists (select 1 from public.calls c where c.price_check_at <= p_now) then
    v_due := v_due || 'check-calls'::text;
  end if;
  if public.lost_work(p_calls_ahead, p_now, 1)
     <> '{"due": [], "unsettled": [], "unanalysed": []}'::jsonb then
    v_due := v_due || 'sweep-calls'::text;
  end if;
  if exists (select 1 from public.inbound_arrivals a where a.created_at <= p_now - interval '5 seconds')
     or private.texts_are_due(p_texts_ahead, p_now)
     or exists (select 1 from public.claim_due_replies(p_texts_ahead, p_now, 1))
     or exists (select 1 from public.claim_unjudged(p_texts_ahead, interval '0', p_now, 1))
     or exists (select 1 from public.unanalysed_conversations(p_now, 1)) then
    v_due := v_due || 'sweep-texts'::text;
  end if;
  if exists (select 1 from public.sms_messages m
             where private.awaits_news(m.delivery_status)
               and m.next_check_at <= p_now) then
    v_due := v_due || 'check-texts'::text;
  end if;
  if private.look_is_due(p_now) then
    v_due := v_due || 'find-lost-texts'::text;
  end if;
  if exists (select 1 from public.due_webhooks(p_now, 1)) then
    v_due := v_due || 'sweep-webhooks'::text;
  end if;
  if private.notifications_are_due(p_now) then
    v_due := v_due || 'sweep-notifications'::text;
  end if;
  return v_due;
end;
$$;

-- Changes what users set for themselves: {name?, time_zone?, preferences?, phone?, quiet_from?,
-- quiet_until?}. Named preferences replace their old values. Returns the user.
create or replace function public.change_own_account(p_id uuid, p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.users;
  v public.users;
begin
  select * into v_before from public.users u where u.id = p_id for update;
  update public.users u
  set name = coalesce(p ->> 'name', u.name),
      time_zone = case when p ? 'time_zone' then p ->> 'time_zone' else u.time_zone end,
      phone = case when p ? 'phone' then p ->> 'phone' else u.phone end,
      quiet_from = case when p ? 'quiet_from' then p ->> 'quiet_from' else u.quiet_from end,
      quiet_until = case when p ? 'quiet_until' then p ->> 'quiet_until' else u.quiet_until end,
      preferences = u.preferences || coalesce(p -> 'preferences', '{}')
  where u.id = p_id
  returning * into v;
  if (v.phone, v.quiet_from, v.quiet_until) is distinct from
     (v_before.phone, v_before.quiet_from, v_before.quiet_until) then
    perform private.note_activity(private.user_actor(v), 'own_notifications_changed', 'user', v.id::text, p_now,
      jsonb_strip_nulls(jsonb_build_object(
        'phone', case when v.phone is distinct from v_before.phone then v.phone is not null end,
        'quiet_from', v.quiet_from, 'quiet_until', v.quiet_until)));
  end if;
  return private.user_view(v);
end;
$$;

-- Changes a user. p: {name?, role?, disabled?, max_open_conversations?}. The last admin who can sign in is neither
-- disabled nor given another role; two admins who change each other run one after the other. Returns
-- {user}, {refused: 'last_admin'} or null where there is no such user.
create or replace function public.change_user(p_id uuid, p jsonb, p_actor jsonb, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.users;
  v_user public.users;
begin
  perform pg_advisory_xact_lock(hashtextextended('ringback:admins', 0));
  select * into v_before from public.users u where u.id = p_id for update;
  if not found then
    return null;
  end if;
  v_user := v_before;
  v_user.name := coalesce(p ->> 'name', v_user.name);
  v_user.role := coalesce((p ->> 'role')::public.api_role, v_user.role);
  v_user.max_open_conversations := case when p ? 'max_open_conversations'
    then (p ->> 'max_open_conversations')::integer else v_user.max_open_conversations end;
  v_user.disabled_at := case p ->> 'disabled'
    when 'true' then coalesce(v_user.disabled_at, p_now)
    when 'false' then null
    else v_user.disabled_at end;
  if v_before.role = 'admin' and v_before.disabled_at is null
    and (v_user.role <> 'admin' or v_user.disabled_at is not null)
    and not exists (
      select 1 from public.users o
      where o.id <> p_id and o.role = 'admin' and o.disabled_at is null
        and (o.password_hash is not null or v_before.password_hash is null)) then
    return jsonb_build_object('refused', 'last_admin');
  end if;
  if v_user is distinct from v_before then
    update public.users u
    set name = v_user.name, role = v_user.role, disabled_at = v_user.disabled_at,
        max_open_conversations = v_user.max_open_conversations
    where u.id = p_id;
    perform private.note_activity(p_actor, 'user_changed', 'user', p_id::text, p_now,
      jsonb_strip_nulls(jsonb_build_object(
        'renamed', case when v_user.name <> v_before.name then true end,
        'role', case when v_user.role <> v_before.role then v_user.role end,
        'disabled', case when (v_user.disabled_at is null) <> (v_before.disabled_at is null)
          then v_user.disabled_at is not null end,
        'max_open_conversations', case when v_user.max_open_conversations is distinct from
          v_before.max_open_conversations then coalesce(v_user.max_open_conversations, 10) end)));
  end if;
  if v_user.disabled_at is not null then
    delete from public.sessions s where s.user_id = p_id;
    delete from public.invitations i where i.user_id = p_id and i.used_at is null;
  end if;
  return jsonb_build_object('user', private.user_view(v_user));
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
