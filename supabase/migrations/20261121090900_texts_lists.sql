-- Conversations as somebody looks at them, their judgement, the safety net, and forgetting a lead.

-- p: {before_seq?, before_at?, after_seq?, after_at?, limit}. Before a place or a moment: the newest ones
-- before it; after it: the oldest ones after it; neither: the newest. In order of seq. `planned` is what waits without a place.
create function public.conversation_page(p_id uuid, p jsonb) returns jsonb
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
      where m.conversation_id = v.id and m.seq is null and m.delivery_status in ('pending', 'held')), '[]'),
    'enrollment', (
      select to_jsonb(e) || jsonb_build_object('steps', (
        select count(*) from public.campaign_steps s where s.campaign_id = e.campaign_id))
      from public.sms_campaign_enrollments e
      where e.lead_phone = v.lead_phone and e.status in ('active', 'paused')
      order by e.status, e.id desc limit 1))
  from public.sms_conversations v where v.id = p_id;
$$;

-- p: {limit, before?: {at, id}, owner?, open?, assigned_to?, lead_id?, campaign_id?, unread?,
-- conversion_status?, q?}.
-- Those with the latest activity first, each with its lead and its last words. Only what is asked for
-- stands in the query, as in list_leads.
create function public.list_conversations(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_page jsonb;
begin
  execute concat(
    'select coalesce(jsonb_agg(to_jsonb(v) || jsonb_build_object(
       ''unread'', (select count(*) from public.sms_messages u
         where u.conversation_id = v.id and u.seq > v.last_read_seq and u.direction = ''inbound''),
       ''lead'', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
       ''last_message'', (select to_jsonb(m) from public.sms_messages m
         where m.conversation_id = v.id and m.seq is not null order by m.seq desc limit 1))
       order by v.last_activity_at desc, v.id desc), ''[]'')
     from (select v.* from public.sms_conversations v where true',
    case when p -> 'before' ->> 'at' is not null then
      format(' and (v.last_activity_at, v.id) < (%L::timestamptz, %L::uuid)',
        p -> 'before' ->> 'at', p -> 'before' ->> 'id') end,
    case when p ->> 'owner' is not null then format(' and v.owner = %L', p ->> 'owner') end,
    case (p ->> 'open')::boolean
      when true then ' and v.ended_at is null' when false then ' and v.ended_at is not null' end,
    case when p ->> 'assigned_to' is not null then format(' and v.assigned_to = %L', p ->> 'assigned_to') end,
    case when p ->> 'lead_id' is not null then format(' and v.lead_id = %L', p ->> 'lead_id') end,
    case when p ->> 'campaign_id' is not null then format(' and v.campaign_id = %L', p ->> 'campaign_id') end,
    case when p ->> 'conversion_status' is not null then
      format(' and v.conversion_status = %L', p ->> 'conversion_status') end,
    case when (p ->> 'unread')::boolean then ' and v.last_inbound_seq > v.last_read_seq' end,
    case when p ->> 'q' is not null then
      format(' and v.lead_id in (select l.id from public.leads l where l.name ilike %1$L or l.phone like %1$L)',
        private.like_anywhere(p ->> 'q')) end,
    format(' order by v.last_activity_at desc, v.id desc limit %L) v', p ->> 'limit'))
  into v_page;
  return v_page;
end;
$$;

-- Who is this number: the conversation it last wrote or was written to in, or null. `p_number` may
-- be left out. Returns {conversation, lead}.
create function public.conversation_by_phone(p_phone text, p_our_number text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v.lead_id))
  from public.sms_conversations v
  where v.lead_phone = p_phone and (p_our_number is null or v.our_number = p_our_number)
  order by v.ended_at is null desc, v.last_activity_at desc limit 1;
$$;

create function public.consents_by_phone(p_phone text) returns setof public.consents
language sql stable security definer set search_path = '' as $$
  select c.* from public.consents c where c.phone = p_phone order by c.id desc;
$$;

-- Open conversations in which nobody has said anything for p_days and nothing more is planned. Of those
-- that are silent some hundreds are looked at each time, in rounds: a million that wait for the next step
-- of a campaign are not all looked at each time.
create function public.idle_conversations(p_days numeric, p_now timestamptz, p_limit integer)
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
                      where m.lead_phone = s.lead_phone and m.delivery_status in ('pending', 'held'))
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

-- The outcome that was known without reading a word: the goal was reached, contact was refused, or a
-- person said so. Null: it is for a judge to find out. This is the rule's one home: a judge is told
-- by text_case what stands.
create function private.standing_outcome(p_conversation public.sms_conversations)
returns public.outcome
language sql stable security definer set search_path = '' as $$
  select p_conversation.conversion_status
  where p_conversation.ended_at is not null
    and (p_conversation.end_reason in ('goal_reached', 'opted_out')
      or (p_conversation.end_reason = 'closed_by_staff'
        and p_conversation.end_evidence ->> 'outcome' = p_conversation.conversion_status::text));
$$;

-- How a conversation in texts ended, as save_analysis does it for calls. An outcome that stands
-- stays, and is that of the analysis, too, whatever is read out of the words. p: {conversation_id, status, outcome?, outcome_quote?, outcome_turn?, summary?, sentiment?,
-- facts, dropped, next_action?, decided_by, model?, failure?, usage?, opt_out: {words, scope} | null}.
-- Returns {analysis_id}, or null.
create function public.save_text_analysis(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_stands public.outcome;
  v_id uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return null;
  end if;
  if p -> 'opt_out' ->> 'words' is not null then
    perform private.opt_out(v_conversation.id, coalesce(p -> 'opt_out' ->> 'scope', 'all'), 'text',
      p -> 'opt_out' ->> 'words', null, null, false, p_now);
    select * into v_conversation from public.sms_conversations where id = v_conversation.id;
  end if;
  v_stands := private.standing_outcome(v_conversation);
  -- The last line: a judge is told what stands and says nothing else, but this row and the
  -- conversation's are only certain to agree where both are written, under one lock.
  if v_stands is not null and v_stands::text is distinct from p ->> 'outcome' then
    p := p || jsonb_build_object('status', 'done', 'outcome', v_stands, 'outcome_quote', null,
      'outcome_turn', null, 'failure', null, 'decided_by',
      case v_conversation.end_reason when 'closed_by_staff' then 'staff' else 'rules' end);
  end if;
  v_id := private.keep_analysis(p || jsonb_build_object('lead_id', v_conversation.lead_id,
    'channel', 'text'), p_now);
  if p ->> 'outcome' is not null and v_conversation.ended_at is not null and v_stands is null then
    update public.sms_conversations
    set conversion_status = (p ->> 'outcome')::public.outcome, updated_at = p_now
    where id = v_conversation.id;
    perform private.tell_outcome(v_conversation.lead_id, (p ->> 'outcome')::public.outcome,
      private.over_at(v_conversation), p_now);
  end if;
  -- Who was handed over has been told of at that moment.
  if p ->> 'outcome' = 'escalated' and v_stands is null and v_conversation.ended_at is not null
     and v_conversation.handed_over_at is null then
    perform private.tell_needs_person(v_conversation.lead_id,
      'conversation ' || v_conversation.id || ' ' || extract(epoch from v_conversation.ended_at),
      jsonb_build_object('conversation_id', v_conversation.id), 'found_by_the_judge', p_now);
  end if;
  return jsonb_build_object('analysis_id', v_id);
end;
$$;

-- Conversations that ended and were never judged. One without a word of the lead's needs no judge.
create function public.unanalysed_conversations(p_now timestamptz, p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query
    select o.conversation_id
    from private.owed_analyses o join public.sms_conversations v on v.id = o.conversation_id
    where o.since between p_now - interval '14 days' and p_now - interval '10 seconds'
      and private.owes_analysis(v)
    order by o.since limit p_limit;
end;
$$;

-- Read from the small indexes of what is under way, and from the last hour: never from everything.
create function public.text_health(p_now timestamptz) returns jsonb
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
        where delivery_status in ('pending', 'held') group by delivery_status) s), '{}'),
    'on_the_way', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where delivery_status in ('sending', 'unknown', 'queued') group by delivery_status) s), '{}'),
    'sent_last_hour', (select count(*) from recent),
    'filtered_last_hour', (select count(*) from recent where delivery_error = '30007'),
    'failed_last_hour', (select count(*) from recent where delivery_status in ('failed', 'undelivered')),
    'oldest_due_seconds', coalesce((
      select greatest(extract(epoch from p_now - min(send_at)), 0) from public.sms_messages
      where delivery_status in ('pending', 'held') and send_at <= p_now), 0),
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

-- Every number that a lead has or has had, apart from those that are somebody else's by now.
create function private.numbers_of(p_lead_id bigint) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(n.phone order by n.phone), '{}') from (
    select l.phone from public.leads l where l.id = p_lead_id
    union select c.lead_phone from public.calls c where c.lead_id = p_lead_id
    union select v.lead_phone from public.sms_conversations v where v.lead_id = p_lead_id
    union select k.phone from public.consents k where k.lead_id = p_lead_id) n
  where not exists (select 1 from public.leads o where o.phone = n.phone and o.id <> p_lead_id);
$$;

-- Under which topics the log has told of a lead, and of what hangs on it.
create function private.topics_of_lead(
  p_id bigint, p_phones text[], p_sids text[], p_talks uuid[]
) returns text[]
language sql stable security definer set search_path = '' as $$
  select array_agg(t.topic) from (
    select 'lead:' || p_id as topic
    union all select 'call:' || c.id from public.calls c where c.lead_id = p_id
    union all select 'transcript:' || s from unnest(p_sids) s
    union all select distinct 'transcript:' || x.call_sid from public.conversation_transcripts x
      where x.lead_id = p_id
    union all select 'analysis:' || a.id from public.conversation_analyses a
      where a.lead_id = p_id or a.conversation_id = any (p_talks)
    union all select 'appointment:' || a.id from public.appointments a
      where a.lead_id = p_id or a.conversation_id = any (p_talks)
    union all select 'suppression:' || b.id from public.suppressions b where b.phone = any (p_phones)
    union all select 'consent:' || k.id from public.consents k
      where k.phone = any (p_phones) or k.lead_id = p_id
    union all select 'enrollment:' || e.id from public.sms_campaign_enrollments e
      where e.lead_phone = any (p_phones) or e.lead_id = p_id
    union all select 'conversation:' || v from unnest(p_talks) v
    union all select 'message:' || v from unnest(p_talks) v
    union all select distinct 'message:' || m.conversation_id from public.sms_messages m
      where m.lead_id = p_id) t;
$$;

-- Deletes a lead and what was said and written, under whichever number; keeps the block, the proof
-- of consent without the person, and bare facts of calls without the number. A live call refuses:
-- hang up first. Returns {deleted, reason}.
create function public.delete_lead(p_id bigint, p_now timestamptz) returns jsonb
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
  set status = case when status in ('scheduled', 'held') then 'canceled'::public.call_status else status end,
      end_reason = case when status in ('scheduled', 'held') then 'lead_deleted' else end_reason end,
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

select private.close_functions();
