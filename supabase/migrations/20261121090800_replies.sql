-- Who talks in a conversation: the agent, or a person, and never both.

-- Answers that are owed: [{conversation_id, last_inbound_seq, reply_due_at, reply_fence}].
create function public.claim_due_replies(p_ahead interval, p_now timestamptz, p_limit integer)
returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(d order by d.reply_due_at), '[]') from (
    select id as conversation_id, last_inbound_seq, reply_due_at, reply_fence
    from public.sms_conversations
    where reply_due_at is not null and reply_due_at <= p_now + p_ahead
    order by reply_due_at limit p_limit) d;
$$;

-- One turn at a time: whoever gets `go` has p_lease to think, and everything the lead ever said to
-- us. Returns {verdict: go, fence, in_reply_to_seq, conversation, lead, agent, campaign, messages,
-- turns, history, appointments, suppressed, calls_closed, next_call, replies_today} | {verdict: wait,
-- until} | {verdict: skip, reason}. `next_call`: the call that waits for the lead, or rings.
create function public.begin_reply(p_conversation_id uuid, p_lease interval, p_now timestamptz)
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
        and (c.status in ('scheduled', 'held') or private.is_live(c.status))
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

-- The agent has made up its mind. p: {conversation_id, fence, message_id, body (null: nothing to
-- say), in_reply_to_seq, send_at?}. If the lead has said something newer, a person has taken over or
-- the number is blocked, the draft is kept as what it is: suppressed.
-- Returns {result: planned | silent | suppressed | replayed, reason?, message?}.
create function public.save_reply_draft(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
  v_reason text;
  v_at timestamptz := greatest((p ->> 'send_at')::timestamptz, p_now);
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  select * into v_message from public.sms_messages where message_id = (p ->> 'message_id')::uuid;
  if found then
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message));
  end if;
  if v_conversation.id is null then
    return jsonb_build_object('result', 'suppressed', 'reason', 'gone');
  end if;
  v_reason := case
    when private.is_suppressed(v_conversation.lead_phone, 'sms') then 'opted_out'
    when v_conversation.owner <> 'ai' then 'not_ai_owned'
    when v_conversation.last_inbound_seq <> (p ->> 'in_reply_to_seq')::integer
      or private.text_comes_in(v_conversation.lead_phone) then 'newer_inbound'
    when v_conversation.reply_fence <> (p ->> 'fence')::integer then 'another_turn'
    when v_conversation.reply_due_at is null then 'answered_already' end;
  if v_reason is null then
    update public.sms_conversations
    set reply_due_at = null, reply_first_at = null, reply_tries = 0, updated_at = p_now
    where id = v_conversation.id;
  end if;
  if p ->> 'body' is null then
    return jsonb_build_object('result', 'silent', 'reason', v_reason);
  end if;
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, direction, author, kind, body,
    delivery_status, suppressed_reason, provider, in_reply_to_seq, send_at, enqueue_at, created_at,
    updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), 'outbound', 'ai', 'reply', p ->> 'body',
    case when v_reason is null then 'pending' else 'suppressed' end::public.delivery_status, v_reason,
    v_conversation.provider, (p ->> 'in_reply_to_seq')::integer,
    case when v_reason is null then v_at end, case when v_reason is null then v_at end, p_now, p_now
  ) returning * into v_message;
  if v_reason is not null then
    perform private.decide_text(v_conversation.lead_id, v_message.message_id, 'deny', v_reason,
      'The draft was out of date when it was ready.', null, null, p_now);
  end if;
  return jsonb_build_object('result', case when v_reason is null then 'planned' else 'suppressed' end,
    'reason', v_reason, 'message', to_jsonb(v_message));
end;
$$;

-- The agent could not answer this time: its turn is over, the next one is at p_retry_at.
create function public.release_reply(
  p_conversation_id uuid, p_fence integer, p_retry_at timestamptz, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.sms_conversations set reply_due_at = p_retry_at, updated_at = p_now
  where id = p_conversation_id and reply_fence = p_fence and owner = 'ai' and reply_due_at is not null;
  return found;
end;
$$;

-- A person takes the conversation: drafts are suppressed, campaigns rest, nothing is owed by the agent.
create function private.to_human(p_id uuid, p_who text, p_reason text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  update public.sms_conversations
  set owner = 'human', assigned_to = coalesce(p_who, assigned_to), reply_due_at = null,
      reply_first_at = null, updated_at = p_now
  where id = p_id returning lead_phone into v_phone;
  perform private.halt_enrollments(v_phone, 'paused', p_reason, p_now);
  perform private.cancel_planned(v_phone, '{reply}', p_reason, p_now, p_id);
end;
$$;

-- What a person writes. It takes over in the same step. p: {conversation_id, message_id,
-- client_message_id, body, by}. Returns {result: planned | replayed | suppressed |
-- no_such_conversation, message?, conversation?}.
create function public.human_message(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  select * into v_message from public.sms_messages
  where message_id = (p ->> 'message_id')::uuid
     or (conversation_id = v_conversation.id and client_message_id = p ->> 'client_message_id');
  if found then
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message),
      'conversation', to_jsonb(v_conversation));
  end if;
  if private.is_suppressed(v_conversation.lead_phone, 'sms') then
    perform private.decide_text(v_conversation.lead_id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null,
      jsonb_build_object('by', p ->> 'by'), p_now);
    return jsonb_build_object('result', 'suppressed', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.ended_at is not null then
    if exists (select 1 from public.sms_conversations o
               where o.lead_phone = v_conversation.lead_phone
                 and o.our_number = v_conversation.our_number and o.ended_at is null) then
      -- A newer conversation with this number is open: what is said now belongs there.
      select * into v_conversation from public.sms_conversations o
      where o.lead_phone = v_conversation.lead_phone and o.our_number = v_conversation.our_number
        and o.ended_at is null for update;
    else
      update public.sms_conversations
      set ended_at = null, end_reason = null, end_evidence = null, reopened_at = p_now, updated_at = p_now
      where id = v_conversation.id;
    end if;
  end if;
  perform private.to_human(v_conversation.id, p ->> 'by', 'human_wrote', p_now);
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, client_message_id, direction, author, kind,
    body, provider, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), p ->> 'client_message_id', 'outbound', 'human',
    'human', p ->> 'body', v_conversation.provider, p ->> 'by', p_now, p_now, p_now, p_now
  ) returning * into v_message;
  update public.sms_conversations
  set awaits_human = false, last_read_seq = greatest(last_read_seq, v_message.seq), updated_at = p_now
  where id = v_conversation.id returning * into v_conversation;
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message),
    'conversation', to_jsonb(v_conversation));
end;
$$;

-- The agent asks for a person. p: {conversation_id, reason, summary, line?: {message_id, body}}: the
-- line tells the lead. Escalated, it is not escalated again before a person has said something.
-- Returns {result: handed_over | already | not_ai_owned | no_human_turn | no_such_conversation,
-- notice_id?}.
create function public.hand_over_conversation(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_notice uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.owner <> 'ai' then
    return jsonb_build_object('result', case when v_conversation.awaits_human then 'already' else 'not_ai_owned' end);
  end if;
  if v_conversation.awaits_human then
    return jsonb_build_object('result', 'no_human_turn');
  end if;
  perform private.to_human(v_conversation.id, null, 'handed_over', p_now);
  update public.sms_conversations
  set handover_reason = p ->> 'reason', handover_summary = p ->> 'summary', handed_over_at = p_now,
      awaits_human = true, conversion_status = 'escalated', updated_at = p_now
  where id = v_conversation.id;
  perform private.tell_outcome(v_conversation.lead_id, 'escalated', p_now, p_now);
  perform private.tell_needs_person(v_conversation.lead_id,
    'conversation ' || v_conversation.id || ' ' || extract(epoch from p_now),
    jsonb_build_object('conversation_id', v_conversation.id), p ->> 'reason', p_now);
  if jsonb_typeof(p -> 'line') = 'object' and not private.is_suppressed(v_conversation.lead_phone, 'sms') then
    v_notice := private.add_notice(v_conversation.id, (p -> 'line' ->> 'message_id')::uuid, 'handover',
      p -> 'line' ->> 'body', v_conversation.last_inbound_seq, p_now);
  end if;
  return jsonb_build_object('result', 'handed_over', 'notice_id', v_notice);
end;
$$;

-- A person moves a conversation. p_to: human | ai | paused. Handed back to the agent, it owes an
-- answer if the lead had the last word. Returns {result: moved | already | closed |
-- no_such_conversation, conversation?}.
create function public.set_conversation_owner(
  p_id uuid, p_to public.conversation_owner, p_who text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.ended_at is not null then
    return jsonb_build_object('result', 'closed', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.owner = p_to then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  if p_to = 'ai' then
    update public.sms_conversations v
    set owner = 'ai', assigned_to = null,
        reply_due_at = case when v.last_inbound_seq > coalesce((
          select max(m.seq) from public.sms_messages m
          where m.conversation_id = v.id and m.direction = 'outbound' and m.kind <> 'notice'
            and m.delivery_status not in ('canceled', 'suppressed', 'failed')), 0) then p_now end,
        reply_first_at = null, reply_tries = 0, updated_at = p_now
    where v.id = p_id;
  else
    perform private.to_human(p_id, p_who, 'owner_' || p_to, p_now);
    update public.sms_conversations set owner = p_to, updated_at = p_now where id = p_id and owner <> p_to;
  end if;
  select * into v_conversation from public.sms_conversations where id = p_id;
  return jsonb_build_object('result', 'moved', 'conversation', to_jsonb(v_conversation));
end;
$$;

-- p: {conversation_id, outcome?, reason, evidence?}. Returns {result: ended | already |
-- no_such_conversation, conversation?}.
create function public.end_conversation(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_ended boolean;
  v_conversation public.sms_conversations;
begin
  perform private.lock_conversation(v_id);
  v_ended := private.end_conversation(v_id, (p ->> 'outcome')::public.outcome, p ->> 'reason',
    nullif(p -> 'evidence', 'null'), p_now);
  select * into v_conversation from public.sms_conversations where id = v_id;
  if not found then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  return jsonb_build_object('result', case when v_ended then 'ended' else 'already' end,
    'conversation', to_jsonb(v_conversation));
end;
$$;

-- Unread is what came after `last_read_seq`; it never goes back, nor past what is there.
create function public.mark_conversation_read(p_id uuid, p_seq integer, p_now timestamptz)
returns integer
language sql security definer set search_path = '' as $$
  with moved as (
    update public.sms_conversations
    set last_read_seq = least(p_seq, last_seq), updated_at = p_now
    where id = p_id and last_read_seq < least(p_seq, last_seq)
    returning last_read_seq
  )
  select coalesce((select m.last_read_seq from moved m),
                  (select v.last_read_seq from public.sms_conversations v where v.id = p_id));
$$;

create function public.assign_conversation(p_id uuid, p_who text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.sms_conversations set assigned_to = p_who, updated_at = p_now
  where id = p_id and assigned_to is distinct from p_who;
  return exists (select 1 from public.sms_conversations where id = p_id);
end;
$$;

-- The agent's tool: an appointment made in a conversation. The same moment again is one appointment.
create function public.book_text_appointment(
  p_conversation_id uuid, p_starts_at timestamptz, p_words text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.appointments (lead_id, conversation_id, starts_at, words, created_at)
  select v.lead_id, v.id, p_starts_at, p_words, p_now
  from public.sms_conversations v where v.id = p_conversation_id
  on conflict (conversation_id, starts_at) do update set words = excluded.words
  returning id into v_id;
  return v_id;
end;
$$;

select private.close_functions();
