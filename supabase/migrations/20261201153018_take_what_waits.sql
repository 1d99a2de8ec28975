-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- Records a change of a conversation's owner. p_actor null: the system did it by itself.
create or replace function private.note_owner(
  p_id uuid, p_from public.conversation_owner, p_actor jsonb, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.ownership_changes (
    conversation_id, from_owner, to_owner, assigned_to, actor_id, actor_name, reason, at)
  select v.id, p_from, v.owner, v.assigned_to, (p_actor ->> 'id')::uuid, p_actor ->> 'name', p_reason, p_now
  from public.sms_conversations v where v.id = p_id
    -- One that was a person's already, and waited for one, is taken by somebody.
    and (v.owner <> p_from or p_reason = 'owner_human');
$$;

-- Whether the last thing that happened to a conversation is that a person gave it back to the agent
-- without having written since it was handed over.
create or replace function private.was_handed_back_unanswered(v public.sms_conversations) returns boolean
language sql stable security definer set search_path = '' as $$
  select v.handed_over_at is not null
    and coalesce((
      select c.reason = 'owner_ai' from public.ownership_changes c
      where c.conversation_id = v.id order by c.at desc, c.id desc limit 1), false)
    and not exists (
      select 1 from public.sms_messages m
      where m.conversation_id = v.id and m.author = 'human' and m.created_at >= v.handed_over_at)
$$;

-- A person takes the conversation over: drafts are suppressed, campaigns pause, the agent owes
-- nothing. p_actor: who takes it, and it waits for nobody any more; null: nobody has taken it yet.
create or replace function private.to_human(p_id uuid, p_actor jsonb, p_reason text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_from public.conversation_owner := (select v.owner from public.sms_conversations v where v.id = p_id);
  v_phone text;
begin
  update public.sms_conversations
  set owner = 'human', assigned_to = coalesce(p_actor ->> 'id', assigned_to), reply_due_at = null,
      reply_first_at = null, awaits_human = awaits_human and p_actor is null,
      send_failed_at = case when p_actor is null then send_failed_at end, updated_at = p_now
  where id = p_id returning lead_phone into v_phone;
  perform private.note_owner(p_id, v_from, p_actor, p_reason, p_now);
  perform private.halt_enrollments(v_phone, 'paused', p_reason, p_now);
  perform private.cancel_planned(v_phone, '{reply}', p_reason, p_now, p_id);
end;
$$;

-- The agent hands the conversation over to a person. p: {conversation_id, reason, summary, line?:
-- {message_id, body}}: the line is the text that says so to the lead. After a handover there is no
-- second one before a person has written. `result`: handed_over | already | not_ai_owned |
-- no_human_turn | no_such_conversation.
create or replace function public.hand_over_conversation(p jsonb, p_now timestamptz) returns table (result text, notice_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_conversation public.sms_conversations;
  v_notice uuid;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return query select 'no_such_conversation', null::uuid;
    return;
  end if;
  if v_conversation.owner <> 'ai' then
    return query select case when v_conversation.awaits_human then 'already' else 'not_ai_owned' end,
      null::uuid;
    return;
  end if;
  if v_conversation.awaits_human or private.was_handed_back_unanswered(v_conversation) then
    return query select 'no_human_turn', null::uuid;
    return;
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
  return query select 'handed_over', v_notice;
end;
$$;

-- Changes a conversation's owner. p_to: human | ai | paused; p_actor: who does it, null: the
-- system. One that waits for a person, or is nobody's, is taken by whoever comes first. Handed back
-- to the agent, the conversation owes an answer if the lead wrote last. Returns
-- {result: moved | already | closed | no_such_conversation, conversation?}.
create or replace function public.set_conversation_owner(
  p_id uuid, p_to public.conversation_owner, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.sms_conversations;
  v_conversation public.sms_conversations;
begin
  v_before := private.lock_conversation(p_id);
  if v_before.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_before.ended_at is not null then
    return jsonb_build_object('result', 'closed', 'conversation', to_jsonb(v_before));
  end if;
  if v_before.owner = p_to and (p_to <> 'human' or p_actor is null
    or not (v_before.awaits_human or v_before.assigned_to is null)) then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_before));
  end if;
  if p_to = 'ai' then
    update public.sms_conversations v
    set owner = 'ai', assigned_to = null,
        reply_due_at = case when v.last_inbound_seq > coalesce((
          select max(m.seq) from public.sms_messages m
          where m.conversation_id = v.id and m.direction = 'outbound' and m.kind <> 'notice'
            and private.was_said(m.delivery_status)), 0) then p_now end,
        reply_first_at = null, reply_tries = 0, updated_at = p_now
    where v.id = p_id;
    perform private.note_owner(p_id, v_before.owner, p_actor, 'owner_ai', p_now);
  else
    perform private.to_human(p_id, p_actor, 'owner_' || p_to, p_now);
    if p_to = 'paused' then
      update public.sms_conversations set owner = 'paused', updated_at = p_now where id = p_id;
      perform private.note_owner(p_id, 'human', p_actor, 'owner_paused', p_now);
    end if;
  end if;
  select * into v_conversation from public.sms_conversations where id = p_id;
  perform private.note_act(v_conversation, p_actor,
    case p_to when 'ai' then 'conversation_handed_back' when 'human' then 'conversation_taken_over'
      else 'conversation_paused' end,
    jsonb_build_object('from', v_before.owner), p_now);
  return jsonb_build_object('result', 'moved', 'conversation', to_jsonb(v_conversation));
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
