-- By hand: what a person's inbox is made of: how far each has read, who gave a conversation to whom,
-- notes, and since when somebody is needed.
alter table public.sms_conversations add column owner_since timestamptz, add column send_failed_at timestamptz;
update public.sms_conversations set owner_since = coalesce(handed_over_at, last_activity_at)
where ended_at is null and owner <> 'ai';
create index conversations_unclear on public.sms_conversations (owner_since, id)
  where owner = 'paused' and ended_at is null;
create index conversations_send_failed on public.sms_conversations (send_failed_at, id)
  where send_failed_at is not null;
create index conversations_mine
  on public.sms_conversations (assigned_to, last_activity_at desc, id desc)
  where assigned_to is not null and ended_at is null;
create index conversations_over on public.sms_conversations (last_activity_at desc, id desc)
  where ended_at is not null;
create index conversations_heard on public.sms_conversations (last_inbound_at desc)
  where ended_at is null and last_inbound_seq > 0;
create index calls_asking on public.calls (person_asked_at, id)
  where person_asked_at is not null and ended_at is null;

-- How far each person has read in a conversation. A reader is a user, or a key.
create table public.conversation_reads (
  reader_id uuid not null,
  conversation_id uuid not null references public.sms_conversations (id) on delete cascade,
  seq integer not null,
  read_at timestamptz not null,
  primary key (reader_id, conversation_id)
);
create index reads_of_conversation on public.conversation_reads (conversation_id);
create index reads_newest on public.conversation_reads (read_at desc, reader_id desc, conversation_id desc);

-- Told to its reader and to nobody else.
select private.tell_of('conversation_read', 'public.conversation_reads', 'conversation_reads', 'read_at',
  p_topic => 'reader_id', p_key => '{reader_id,conversation_id}');

-- Who gave a conversation to whom, and why: a row in the same transaction as the change.
create table public.ownership_changes (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references public.sms_conversations (id) on delete cascade,
  from_owner public.conversation_owner not null,
  to_owner public.conversation_owner not null,
  -- Null: nobody's.
  assigned_to text,
  -- A user or a key; null: this system by itself, or the lead.
  actor_id uuid,
  actor_name text,
  reason text not null,
  at timestamptz not null
);
create index ownership_changes_of_conversation on public.ownership_changes (conversation_id, at desc);

-- What people of the team write for each other. Taken away, a note keeps its place and loses its words.
create table public.notes (
  id uuid primary key,
  lead_id bigint not null references public.leads (id) on delete cascade,
  conversation_id uuid references public.sms_conversations (id) on delete set null,
  call_id uuid references public.calls (id) on delete set null,
  author_id uuid not null,
  author_name text not null,
  body text not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create index notes_of_lead on public.notes (lead_id, created_at desc, id desc);
create index notes_of_conversation on public.notes (conversation_id, created_at desc, id desc)
  where conversation_id is not null;
create index notes_of_call on public.notes (call_id) where call_id is not null;
create index notes_newest on public.notes (created_at desc, id desc);

select private.tell_of('note', 'public.notes', 'notes', 'created_at', p_topic => 'lead_id');

-- The log tells when a call has asked for a person.
drop trigger calls_announce on public.calls;
delete from private.live_kinds where noun = 'call';
select private.tell_of('call', 'public.calls', 'calls', 'created_at',
  p_hidden => '{fence,worker,claim_ids,slot,api_key_id,prefix,minute_usd,cost_usd,price_usd,price_check_at,
    deadline_at,checks,next_check_at,stream_token_hash,stream_token_expires_at,streams_opened,
    stream_tries,stream_open_since,enrollment_id,step,updated_at}');
select private.close_tables();

-- By hand: until when something is held and by which rule, and how it stands with the agent's answer,
-- as pages are told it.
alter table public.sms_messages
  add column held_until timestamptz generated always as (case when delivery_status = 'held' then send_at end) stored,
  add column held_rule text generated always as (case when delivery_status = 'held' then held_reason end) stored;
alter table public.calls
  add column held_until timestamptz generated always as (case when status = 'held' then run_at end) stored,
  add column held_rule text generated always as (case when status = 'held' then held_reason end) stored;
alter table public.sms_campaign_enrollments add column held_until timestamptz, add column held_rule text;
alter table public.sms_conversations
  add column reply_state text check (reply_state in ('due', 'writing', 'held'));
drop trigger conversations_announce on public.sms_conversations;
delete from private.live_kinds where noun = 'conversation';
select private.tell_of('conversation', 'public.sms_conversations', 'conversations', 'last_activity_at',
  p_hidden => '{reply_first_at,reply_fence,reply_tries,updated_at}');
-- Where it stands now; what a page holds is loaded anew with the next version of it.
alter table public.sms_conversations disable trigger conversations_announce;
update public.sms_conversations set reply_state = 'due' where reply_due_at is not null;
alter table public.sms_conversations enable trigger conversations_announce;
alter table public.sms_campaign_enrollments disable trigger enrollments_announce;
update public.sms_campaign_enrollments e set held_until = m.held_until, held_rule = m.held_rule
from public.sms_messages m where m.message_id = e.message_id and m.delivery_status = 'held';
update public.sms_campaign_enrollments e set held_until = c.held_until, held_rule = c.held_rule
from public.calls c where c.id = e.call_id and c.status = 'held';
alter table public.sms_campaign_enrollments enable trigger enrollments_announce;

-- By hand: words that people keep ready.
create table public.canned_replies (
  id uuid primary key,
  name text not null unique,
  body text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

drop function public.assign_conversation(uuid, text, timestamptz);

drop function private.end_conversation(uuid, public.outcome, text, jsonb, timestamptz);

drop function private.to_human(uuid, text, text, timestamptz);

drop function public.mark_conversation_read(uuid, integer, timestamptz);

drop function public.set_conversation_owner(uuid, public.conversation_owner, text, timestamptz);

drop function public.set_enrollment_status(bigint, public.enrollment_status, text, timestamptz);

-- The next place in a conversation. The row is locked by it: no gap, no place twice.
create or replace function private.next_seq(p_conversation_id uuid, p_now timestamptz) returns integer
language sql security definer set search_path = '' as $$
  update public.sms_conversations
  set last_seq = last_seq + 1, send_failed_at = null, last_activity_at = greatest(last_activity_at, p_now), updated_at = p_now
  where id = p_conversation_id
  returning last_seq;
$$;

-- Something else stands for the next step, or nothing: that is not held.
create or replace function private.step_not_held() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.held_until := null;
  new.held_rule := null;
  return new;
end;
$$;

-- What stands for the next step of an enrollment is held, or no longer: so is the enrollment.
create or replace function private.tell_held() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row jsonb := to_jsonb(new);
begin
  update public.sms_campaign_enrollments
  set held_until = new.held_until, held_rule = new.held_rule, updated_at = new.updated_at
  where id = new.enrollment_id
    and case when v_row ? 'message_id' then message_id = (v_row ->> 'message_id')::uuid
        else call_id = (v_row ->> 'id')::uuid end
    and (held_until, held_rule) is distinct from (new.held_until, new.held_rule);
  return null;
end;
$$;

-- p: {id, lead_id?, conversation_id?, call_id?, body, actor}. Without a lead it is that of the
-- conversation or the call. The same id again is the same note. Returns {result: added | already |
-- no_lead, note?}.
create or replace function public.add_note(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_talk uuid := (p ->> 'conversation_id')::uuid;
  v_call uuid := (p ->> 'call_id')::uuid;
  v_lead bigint := (p ->> 'lead_id')::bigint;
  v_note public.notes;
begin
  select * into v_note from public.notes n where n.id = (p ->> 'id')::uuid;
  if found then
    return jsonb_build_object('result', 'already', 'note', to_jsonb(v_note));
  end if;
  v_lead := coalesce(v_lead, (select v.lead_id from public.sms_conversations v where v.id = v_talk),
    (select c.lead_id from public.calls c where c.id = v_call));
  -- What does not belong together is no note of any of them; the lead stays while it is written.
  perform 1 from public.leads l where l.id = v_lead for share;
  if not found
     or (v_talk is not null and not exists (
       select 1 from public.sms_conversations v where v.id = v_talk and v.lead_id = v_lead))
     or (v_call is not null and not exists (
       select 1 from public.calls c where c.id = v_call and c.lead_id = v_lead)) then
    return jsonb_build_object('result', 'no_lead');
  end if;
  insert into public.notes (
    id, lead_id, conversation_id, call_id, author_id, author_name, body, created_at)
  values ((p ->> 'id')::uuid, v_lead, v_talk, v_call, (p -> 'actor' ->> 'id')::uuid,
          p -> 'actor' ->> 'name', p ->> 'body', p_now)
  returning * into v_note;
  perform private.note_activity(p -> 'actor', 'note_added', 'note', v_note.id::text, p_now, '{}', v_lead);
  return jsonb_build_object('result', 'added', 'note', to_jsonb(v_note));
end;
$$;

-- Writes down what somebody did with a conversation; without an actor it was nobody's act.
create or replace function private.note_act(
  p_conversation public.sms_conversations, p_actor jsonb, p_action text, p_details jsonb, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor, p_action, 'conversation', p_conversation.id::text, p_now,
      p_details, p_conversation.lead_id);
  end if;
end;
$$;

-- To a user who may act, or to nobody (null). Returns {result: assigned | already | no_such_user |
-- no_such_conversation, conversation?}.
create or replace function public.assign_conversation(
  p_id uuid, p_user_id uuid, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_before text;
begin
  select * into v_conversation from public.sms_conversations where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if p_user_id is not null and not exists (
    select 1 from public.users u where u.id = p_user_id and u.disabled_at is null and u.role <> 'viewer') then
    return jsonb_build_object('result', 'no_such_user');
  end if;
  v_before := v_conversation.assigned_to;
  if v_before is not distinct from p_user_id::text then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  update public.sms_conversations set assigned_to = p_user_id, updated_at = p_now
  where id = p_id returning * into v_conversation;
  perform private.note_act(v_conversation, p_actor, 'conversation_assigned',
    jsonb_build_object('from', v_before, 'to', p_user_id), p_now);
  return jsonb_build_object('result', 'assigned', 'conversation', to_jsonb(v_conversation));
end;
$$;

-- False: there is none.
create or replace function public.delete_canned_reply(p_id uuid, p_actor jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.canned_replies where id = p_id;
  if not found then
    return false;
  end if;
  perform private.note_activity(p_actor, 'reply_deleted', 'canned_reply', p_id::text, p_now);
  return true;
end;
$$;

-- Takes a note away, with its words; p_any: also one that somebody else wrote. Returns {result: deleted |
-- already | not_yours | no_such_note, note?}.
create or replace function public.delete_note(p_id uuid, p_actor jsonb, p_any boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_note public.notes;
begin
  select * into v_note from public.notes where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_note');
  end if;
  if v_note.deleted_at is not null then
    return jsonb_build_object('result', 'already', 'note', to_jsonb(v_note));
  end if;
  if not p_any and v_note.author_id is distinct from (p_actor ->> 'id')::uuid then
    return jsonb_build_object('result', 'not_yours');
  end if;
  update public.notes set body = '', deleted_at = p_now where id = p_id returning * into v_note;
  perform private.note_activity(p_actor, 'note_deleted', 'note', p_id::text, p_now, '{}', v_note.lead_id);
  return jsonb_build_object('result', 'deleted', 'note', to_jsonb(v_note));
end;
$$;

-- Writes down that a conversation went from one owner to the next; p_actor null: by itself.
create or replace function private.note_owner(
  p_id uuid, p_from public.conversation_owner, p_actor jsonb, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.ownership_changes (
    conversation_id, from_owner, to_owner, assigned_to, actor_id, actor_name, reason, at)
  select v.id, p_from, v.owner, v.assigned_to, (p_actor ->> 'id')::uuid, p_actor ->> 'name', p_reason, p_now
  from public.sms_conversations v where v.id = p_id and v.owner <> p_from;
$$;

-- Ends a conversation; said again, nothing changes. The caller has locked the telephone.
create or replace function private.end_conversation(
  p_id uuid, p_outcome public.outcome, p_reason text, p_evidence jsonb, p_now timestamptz,
  p_actor jsonb default null
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_from public.conversation_owner := (select v.owner from public.sms_conversations v where v.id = p_id);
  v_conversation public.sms_conversations;
begin
  update public.sms_conversations
  set owner = 'closed', ended_at = p_now, end_reason = p_reason, end_evidence = p_evidence,
      conversion_status = coalesce(p_outcome, conversion_status), reply_due_at = null,
      reply_first_at = null, awaits_human = false, send_failed_at = null, updated_at = p_now
  where id = p_id and ended_at is null
  returning * into v_conversation;
  if not found then
    return false;
  end if;
  perform private.note_owner(p_id, v_from, p_actor, p_reason, p_now);
  perform private.cancel_planned(v_conversation.lead_phone, '{reply}', 'conversation_ended', p_now, p_id);
  perform private.halt_enrollments(v_conversation.lead_phone, 'stopped', p_reason, p_now);
  perform private.tell_outcome(v_conversation.lead_id, p_outcome, private.over_at(v_conversation), p_now);
  return true;
end;
$$;

-- p: {conversation_id, outcome?, reason, evidence?, actor?: who ends it}. Returns {result: ended | already |
-- no_such_conversation, conversation?}.
create or replace function public.end_conversation(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'conversation_id')::uuid;
  v_ended boolean;
  v_conversation public.sms_conversations;
begin
  perform private.lock_conversation(v_id);
  v_ended := private.end_conversation(v_id, (p ->> 'outcome')::public.outcome, p ->> 'reason',
    nullif(p -> 'evidence', 'null'), p_now, nullif(p -> 'actor', 'null'));
  select * into v_conversation from public.sms_conversations where id = v_id;
  if not found then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_ended then
    perform private.note_act(v_conversation, p -> 'actor', 'conversation_closed',
      jsonb_build_object('outcome', p -> 'outcome'), p_now);
  end if;
  return jsonb_build_object('result', case when v_ended then 'ended' else 'already' end,
    'conversation', to_jsonb(v_conversation));
end;
$$;

-- A person takes the conversation: drafts are suppressed, campaigns rest, nothing is owed by the agent.
-- p_actor: who takes it; null: nobody yet.
create or replace function private.to_human(p_id uuid, p_actor jsonb, p_reason text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_from public.conversation_owner := (select v.owner from public.sms_conversations v where v.id = p_id);
  v_phone text;
begin
  update public.sms_conversations
  set owner = 'human', assigned_to = coalesce(p_actor ->> 'id', assigned_to), reply_due_at = null,
      reply_first_at = null,
      send_failed_at = case when p_actor is null then send_failed_at end, updated_at = p_now
  where id = p_id returning lead_phone into v_phone;
  perform private.note_owner(p_id, v_from, p_actor, p_reason, p_now);
  perform private.halt_enrollments(v_phone, 'paused', p_reason, p_now);
  perform private.cancel_planned(v_phone, '{reply}', p_reason, p_now, p_id);
end;
$$;

-- A person keeps the agent's answer back: what is drafted stays as it is and is not sent, what is being
-- thought of comes too late, and the conversation rests until a person says how it goes on. Returns
-- {result: held | already | nothing_to_hold | not_ai_owned | no_such_conversation, conversation?}.
create or replace function public.hold_reply(p_id uuid, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.reply_state = 'held' then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.owner <> 'ai' then
    return jsonb_build_object('result', 'not_ai_owned', 'conversation', to_jsonb(v_conversation));
  end if;
  if v_conversation.reply_due_at is null and not exists (
    select 1 from public.sms_messages m
    where m.conversation_id = p_id and m.kind = 'reply' and private.is_waiting(m.delivery_status)) then
    return jsonb_build_object('result', 'nothing_to_hold', 'conversation', to_jsonb(v_conversation));
  end if;
  perform private.to_human(p_id, p_actor, 'reply_held', p_now);
  update public.sms_conversations set owner = 'paused', reply_state = 'held', updated_at = p_now where id = p_id;
  perform private.note_owner(p_id, 'human', p_actor, 'reply_held', p_now);
  select * into v_conversation from public.sms_conversations where id = p_id;
  perform private.note_act(v_conversation, p_actor, 'reply_held', '{}', p_now);
  return jsonb_build_object('result', 'held', 'conversation', to_jsonb(v_conversation));
end;
$$;

-- How far a reader has read, which never goes back by itself; returns how far.
create or replace function private.keep_read(p_id uuid, p_seq integer, p_reader uuid, p_now timestamptz)
returns integer
language sql security definer set search_path = '' as $$
  insert into public.conversation_reads as r (reader_id, conversation_id, seq, read_at)
  values (p_reader, p_id, p_seq, p_now)
  on conflict (reader_id, conversation_id) do update
    set seq = excluded.seq, read_at = excluded.read_at where r.seq < excluded.seq;
  select r.seq from public.conversation_reads r where r.reader_id = p_reader and r.conversation_id = p_id;
$$;

-- What a person writes. It takes over in the same step. p: {conversation_id, message_id,
-- client_message_id, body, actor}. Returns {result: planned | replayed | suppressed |
-- no_such_conversation, message?, conversation?}.
create or replace function public.human_message(p jsonb, p_now timestamptz) returns jsonb
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
      jsonb_build_object('by', p -> 'actor' ->> 'id'), p_now);
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
  perform private.to_human(v_conversation.id, p -> 'actor', 'human_wrote', p_now);
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, client_message_id, direction, author, kind,
    body, provider, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    (p ->> 'message_id')::uuid, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), p ->> 'client_message_id', 'outbound', 'human',
    'human', p ->> 'body', v_conversation.provider, p -> 'actor' ->> 'id', p_now, p_now, p_now, p_now
  ) returning * into v_message;
  update public.sms_conversations
  set awaits_human = false, last_read_seq = greatest(last_read_seq, v_message.seq), updated_at = p_now
  where id = v_conversation.id returning * into v_conversation;
  perform private.keep_read(v_conversation.id, v_message.seq, (p -> 'actor' ->> 'id')::uuid, p_now);
  perform private.note_act(v_conversation, p -> 'actor', 'text_written',
    jsonb_build_object('message_id', v_message.message_id), p_now);
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message),
    'conversation', to_jsonb(v_conversation));
end;
$$;

-- A reader has read up to p_seq; never less than before, nor past what is there. Null: there is no such
-- conversation.
create or replace function public.mark_conversation_read(
  p_id uuid, p_seq integer, p_reader uuid, p_now timestamptz
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_to integer;
begin
  update public.sms_conversations
  set last_read_seq = least(p_seq, last_seq), updated_at = p_now
  where id = p_id and last_read_seq < least(p_seq, last_seq);
  select least(p_seq, v.last_seq) into v_to from public.sms_conversations v where v.id = p_id;
  if v_to is null then
    return null;
  end if;
  return private.keep_read(p_id, v_to, p_reader, p_now);
end;
$$;

-- A reader wants to come back to it: the last words of the lead are unread again, for this reader.
-- Returns how far it is read now. Null: there is no such conversation.
create or replace function public.mark_conversation_unread(p_id uuid, p_reader uuid, p_now timestamptz)
returns integer
language sql security definer set search_path = '' as $$
  insert into public.conversation_reads as r (reader_id, conversation_id, seq, read_at)
  select p_reader, v.id, greatest(v.last_inbound_seq - 1, 0), p_now
  from public.sms_conversations v where v.id = p_id
  on conflict (reader_id, conversation_id) do update
    set seq = least(r.seq, excluded.seq), read_at = excluded.read_at
  returning seq;
$$;

-- Since when a conversation has been its owner's.
create or replace function private.note_owner_since() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or old.owner is distinct from new.owner then
    new.owner_since := new.updated_at;
  end if;
  return new;
end;
$$;

-- How it stands with the agent's answer. Whoever begins to think of it takes the next fence; whatever
-- else happens to it, it is only owed.
create or replace function private.note_reply_state() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.reply_state := case
    when new.owner = 'paused' and new.reply_state = 'held' then 'held'
    when new.reply_due_at is null then null
    when tg_op = 'UPDATE' and new.reply_fence > old.reply_fence then 'writing'
    else 'due' end;
  return new;
end;
$$;

-- A text of ours that failed for good stands on its conversation until somebody acts: until the next
-- word, a new try, or a person who takes over or closes.
create or replace function private.note_send_failed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_failed boolean := new.delivery_status in ('failed', 'undelivered')
    and not exists (select 1 from public.sms_messages r where r.retry_of = new.message_id);
begin
  update public.sms_conversations v
  set send_failed_at = case when v_failed then new.updated_at end, updated_at = new.updated_at
  where v.id = new.conversation_id
    and (case when v_failed
      then v.ended_at is null and v.send_failed_at is null and v.last_seq = coalesce(new.seq, v.last_seq)
      else v.send_failed_at is not null end);
  return null;
end;
$$;

-- Since when a conversation has needed a person, or null.
create or replace function private.person_since(v public.sms_conversations) returns timestamptz
language sql immutable security definer set search_path = '' as $$
  select case
    when v.ended_at is not null then null
    when v.awaits_human and v.owner <> 'ai' then coalesce(v.handed_over_at, v.owner_since)
    when v.owner = 'paused' then v.owner_since
    else v.send_failed_at end;
$$;

-- How far this reader has read. A user who has never been here has read what was said before there was
-- such a user; a key, what anybody has read.
create or replace function private.read_up_to(v public.sms_conversations, p_reader uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select r.seq from public.conversation_reads r where r.reader_id = p_reader and r.conversation_id = v.id),
    case when v.last_inbound_seq = 0 then 0 end,
    (select case when v.last_inbound_at < u.created_at then v.last_inbound_seq else coalesce((
       select m.seq from public.sms_messages m
       where m.conversation_id = v.id and m.created_at < u.created_at
       order by m.seq desc limit 1), 0) end
     from public.users u where u.id = p_reader),
    v.last_read_seq);
$$;

-- A person takes back that a conversation was ended. It is theirs; what it had come to is for the next
-- ending to say. Not after an opt-out, nor where a newer one with this number is open. Returns {result:
-- reopened | already | opted_out | another_is_open | no_such_conversation, conversation?}.
create or replace function public.reopen_conversation(p_id uuid, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation(p_id);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  if v_conversation.ended_at is null then
    return jsonb_build_object('result', 'already', 'conversation', to_jsonb(v_conversation));
  end if;
  if private.is_suppressed(v_conversation.lead_phone, 'sms') then
    return jsonb_build_object('result', 'opted_out', 'conversation', to_jsonb(v_conversation));
  end if;
  if exists (select 1 from public.sms_conversations o
             where o.lead_phone = v_conversation.lead_phone and o.our_number = v_conversation.our_number
               and o.ended_at is null) then
    return jsonb_build_object('result', 'another_is_open', 'conversation', to_jsonb(v_conversation));
  end if;
  update public.sms_conversations
  set owner = 'human', assigned_to = p_actor ->> 'id', ended_at = null, end_reason = null,
      end_evidence = null, conversion_status = null, reopened_at = p_now, updated_at = p_now
  where id = p_id;
  perform private.note_owner(p_id, 'closed', p_actor, 'reopened', p_now);
  select * into v_conversation from public.sms_conversations where id = p_id;
  perform private.note_act(v_conversation, p_actor, 'conversation_reopened', '{}', p_now);
  return jsonb_build_object('result', 'reopened', 'conversation', to_jsonb(v_conversation));
end;
$$;

-- p: {id, name?, body?}: a new one with both, or what is said of one that there is. Returns {result:
-- created | changed | name_taken | no_such_reply, reply?}.
create or replace function public.save_canned_reply(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'id')::uuid;
  v_reply public.canned_replies;
  v_is_new boolean := not exists (select 1 from public.canned_replies r where r.id = v_id);
begin
  if v_is_new and (p ->> 'name' is null or p ->> 'body' is null) then
    return jsonb_build_object('result', 'no_such_reply');
  end if;
  insert into public.canned_replies as r (id, name, body, created_at, updated_at)
  values (v_id, coalesce(p ->> 'name', ''), coalesce(p ->> 'body', ''), p_now, p_now)
  on conflict (id) do update
    set name = coalesce(p ->> 'name', r.name), body = coalesce(p ->> 'body', r.body), updated_at = p_now
  returning * into v_reply;
  perform private.note_activity(p_actor, case when v_is_new then 'reply_created' else 'reply_changed' end,
    'canned_reply', v_id::text, p_now);
  return jsonb_build_object('result', case when v_is_new then 'created' else 'changed' end,
    'reply', to_jsonb(v_reply));
exception
  when unique_violation then
    return jsonb_build_object('result', 'name_taken');
end;
$$;

-- Moves a conversation. p_to: human | ai | paused; p_actor: who moves it, null: by itself. Handed back to
-- the agent, it owes an answer if the lead had the last word. Returns {result: moved | already | closed |
-- no_such_conversation, conversation?}.
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
  if v_before.owner = p_to then
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

-- How many words of the lead this reader has not read; a hundred is as many as anybody counts.
create or replace function private.unread_by(v public.sms_conversations, p_reader uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
declare
  v_read integer := private.read_up_to(v, p_reader);
begin
  if v.last_inbound_seq <= v_read then
    return 0;
  end if;
  return (select count(*) from (
    select 1 from public.sms_messages m
    where m.conversation_id = v.id and m.seq > v_read and m.direction = 'inbound' limit 100) n);
end;
$$;

-- Why a conversation needs a person, or null.
create or replace function private.why_person(v public.sms_conversations) returns text
language sql immutable security definer set search_path = '' as $$
  select case
    when v.ended_at is not null then null
    when v.awaits_human and v.owner <> 'ai' then case
      when v.handover_reason in ('unclear_opt_out', 'words_not_judged') then 'unclear'
      -- A code is this system's own reason; the agent gives its reason in words.
      when v.handover_reason ~* '\m(person|human|somebody|someone)\M' then 'asked_for_person'
      else 'handed_over' end
    when v.send_failed_at is not null then 'send_failed'
    when v.owner = 'paused' then 'unclear' end;
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
    perform private.note_owner(v_conversation.id, 'closed', null, 'lead_wrote', p_now);
  end if;
  return v_conversation;
end;
$$;

-- A person lets the next step of an enrollment leave now. It is planned if it is not yet; whoever claims
-- it judges it like any other. Returns {result: planned | on_its_way | resting | campaign_rests | over |
-- no_step | no_such_enrollment, message_id?, call_id?}.
create or replace function public.send_step_now(p_id bigint, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if private.is_over(v_row.status) then
    return jsonb_build_object('result', 'over');
  end if;
  if v_row.status <> 'active' then
    return jsonb_build_object('result', 'resting');
  end if;
  if not exists (select 1 from public.campaigns c where c.id = v_row.campaign_id and c.status = 'running') then
    return jsonb_build_object('result', 'campaign_rests');
  end if;
  if v_row.message_id is null and v_row.call_id is null then
    update public.sms_campaign_enrollments set next_message_at = p_now, updated_at = p_now where id = p_id;
    perform private.plan_steps(array[p_id], p_now);
    select * into v_row from public.sms_campaign_enrollments where id = p_id;
    if v_row.message_id is null and v_row.call_id is null then
      return jsonb_build_object('result', 'no_step');
    end if;
  end if;
  update public.sms_messages
  set delivery_status = 'pending', send_at = p_now, enqueue_at = p_now, held_reason = null, updated_at = p_now
  where message_id = v_row.message_id and private.is_waiting(delivery_status);
  if v_row.message_id is not null and not found then
    return jsonb_build_object('result', 'on_its_way');
  end if;
  update public.calls
  set status = 'scheduled', run_at = p_now, held_reason = null, updated_at = p_now
  where id = v_row.call_id and private.is_waiting(status);
  if v_row.call_id is not null and not found then
    return jsonb_build_object('result', 'on_its_way');
  end if;
  perform private.note_activity(p_actor, 'step_sent_now', 'enrollment', p_id::text, p_now,
    jsonb_build_object('step', v_row.next_step, 'campaign_id', v_row.campaign_id), v_row.lead_id);
  return jsonb_build_object('result', 'planned', 'message_id', v_row.message_id, 'call_id', v_row.call_id);
end;
$$;

-- A person moves one enrollment: p_status active (goes on with its next step now), paused, stopped.
-- Returns moved | already | over | active_elsewhere | suppressed | no_such_enrollment.
create or replace function public.set_enrollment_status(
  p_id bigint, p_status public.enrollment_status, p_reason text, p_actor jsonb, p_now timestamptz
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return 'no_such_enrollment';
  end if;
  if v_row.status = p_status then
    return 'already';
  end if;
  if private.is_over(v_row.status) then
    return 'over';
  end if;
  if p_status = 'active' then
    if private.is_suppressed(v_row.lead_phone, case v_row.channel when 'text' then 'sms' else 'voice' end) then
      return 'suppressed';
    end if;
    if exists (select 1 from public.sms_campaign_enrollments e
               where e.lead_phone = v_row.lead_phone and e.channel = v_row.channel
                 and e.phone_extension is not distinct from v_row.phone_extension
                 and e.status = 'active') then
      return 'active_elsewhere';
    end if;
    update public.sms_campaign_enrollments
    set status = 'active', reason = p_reason, paused_at = null,
        next_message_at = greatest(next_message_at, p_now), updated_at = p_now
    where id = p_id;
    perform private.note_activity(p_actor, 'enrollment_resumed', 'enrollment', p_id::text, p_now,
      jsonb_build_object('campaign_id', v_row.campaign_id), v_row.lead_id);
    return 'moved';
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
  perform private.note_activity(p_actor, 'enrollment_' || p_status, 'enrollment', p_id::text, p_now,
    jsonb_build_object('campaign_id', v_row.campaign_id), v_row.lead_id);
  return 'moved';
end;
$$;

-- A person leaves out the next step of an enrollment: what stands for it is taken back, and the one after
-- it waits for its time from now. p_step: the step that is meant; another one by now is not skipped.
-- Returns {result: skipped | already | on_its_way | over | no_such_enrollment}.
create or replace function public.skip_step(p_id bigint, p_step integer, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
  v_step integer;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if private.is_over(v_row.status) then
    return jsonb_build_object('result', 'over');
  end if;
  v_step := coalesce(p_step, v_row.next_step);
  if v_row.next_step <> v_step then
    return jsonb_build_object('result', 'already');
  end if;
  if exists (select 1 from public.sms_messages m
             where m.message_id = v_row.message_id and not private.is_waiting(m.delivery_status))
     or exists (select 1 from public.calls c where c.id = v_row.call_id and not private.is_waiting(c.status)) then
    return jsonb_build_object('result', 'on_its_way');
  end if;
  -- Calls before enrollments; a call that is settled moves its enrollment on by itself.
  update public.calls
  set status = 'canceled', end_reason = 'skipped', ended_at = p_now, settled_at = p_now, updated_at = p_now
  where id = v_row.call_id;
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'skipped', enqueue_at = null, updated_at = p_now
  where message_id = v_row.message_id;
  perform private.advance_enrollment(p_id, v_step, p_now);
  perform private.note_activity(p_actor, 'step_skipped', 'enrollment', p_id::text, p_now,
    jsonb_build_object('step', v_step, 'campaign_id', v_row.campaign_id), v_row.lead_id);
  return jsonb_build_object('result', 'skipped');
end;
$$;

-- One kind of row of an inbox, as text of SQL: those that fit, in their order, from the place after which
-- the page begins. Null: the page begins behind all of them.
create or replace function private.inbox_branch(
  p jsonb, p_rank integer, p_kind text, p_rows text, p_at text, p_campaign text, p_where text
) returns text
language sql immutable set search_path = '' as $$
  select concat(
    format('(select %L::integer as rank, %L as kind, r.id, %s as at from %s r where %s',
      p_rank, p_kind, p_at, p_rows, p_where),
    case when p ->> 'campaign_id' is not null then format(p_campaign, p ->> 'campaign_id') end,
    case when p ->> 'q' is not null then
      format(' and r.lead_id in (select l.id from public.leads l
        where l.name ilike %1$L or l.phone like %1$L or l.email ilike %1$L)',
        private.like_anywhere(p ->> 'q')) end,
    case when (p -> 'after' ->> 'rank')::integer = p_rank then
      format(' and (%s, r.id) %s (%L::timestamptz, %L::uuid)', p_at,
        case when p ->> 'view' = 'needs' then '>' else '<' end, p -> 'after' ->> 'at', p -> 'after' ->> 'id') end,
    format(case when p ->> 'view' = 'needs' then ' order by %1$s, r.id' else ' order by %1$s desc, r.id desc' end,
      p_at),
    format(' limit %L)', p ->> 'limit'))
  where coalesce((p -> 'after' ->> 'rank')::integer, p_rank) <= p_rank;
$$;

-- Who waits for a person, as text of SQL; its conditions are those of the indexes. private.why_person has
-- the same rules for one conversation.
create or replace function private.inbox_needs(p jsonb) returns text
language sql immutable set search_path = '' as $$
  select coalesce(string_agg(b.sql, ' union all '),
    'select 0 as rank, null as kind, null::uuid as id, null::timestamptz as at where false')
  from (
    select private.inbox_branch(p, 1, 'call', 'public.calls', 'r.person_asked_at', ' and r.campaign_id = %L',
      'r.person_asked_at is not null and r.ended_at is null
        and r.transfer_result is distinct from ''completed''') as sql
    where coalesce(p ->> 'channel', 'call') = 'call'
    union all
    select private.inbox_branch(p, 2, 'conversation', 'public.sms_conversations', 'r.handed_over_at',
      ' and r.campaign_id = %L', 'r.awaits_human and r.owner <> ''ai'' and r.ended_at is null')
    where coalesce(p ->> 'channel', 'text') = 'text'
    union all
    select private.inbox_branch(p, 3, 'conversation', 'public.sms_conversations', 'r.owner_since',
      ' and r.campaign_id = %L', 'r.owner = ''paused'' and r.ended_at is null and not r.awaits_human')
    where coalesce(p ->> 'channel', 'text') = 'text'
    union all
    select private.inbox_branch(p, 4, 'conversation', 'public.sms_conversations', 'r.send_failed_at',
      ' and r.campaign_id = %L', 'r.send_failed_at is not null and r.ended_at is null
        and r.owner <> ''paused'' and not (r.awaits_human and r.owner <> ''ai'')')
    where coalesce(p ->> 'channel', 'text') = 'text'
    union all
    select private.inbox_branch(p, 5, 'analysis', 'public.conversation_analyses', 'r.created_at',
      ' and exists (select 1 from public.sms_conversations v
          where v.id = r.conversation_id and v.campaign_id = %1$L
          union all select 1 from public.calls c where c.id = r.call_id and c.campaign_id = %1$L)',
      concat('r.status = ''needs_review''',
        case when p ->> 'channel' is not null then format(' and r.channel = %L', p ->> 'channel') end))
  ) b where b.sql is not null;
$$;

-- How many rows each view has; a thousand stands for more. p: {reader}. Returns {needs, mine, open,
-- live_calls, unread}; `unread` counts open conversations with words of the lead that this reader has not
-- read.
create or replace function public.inbox_counts(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_reader uuid := (p ->> 'reader')::uuid;
  v_since timestamptz := (select u.created_at from public.users u where u.id = v_reader);
  v_needs bigint;
  v_unread bigint;
begin
  execute format('select count(*) from (%s) n',
    private.inbox_needs(jsonb_build_object('view', 'needs', 'limit', 1000)))
  into v_needs;
  -- Those with the newest words first. What a person has read is looked up by its key.
  select count(*) into v_unread from (
    select 1 from public.sms_conversations v
    left join public.conversation_reads r on r.reader_id = v_reader and r.conversation_id = v.id
    where v.ended_at is null and v.last_inbound_seq > 0
      and v.last_inbound_at >= coalesce(v_since, '-infinity')
      and v.last_inbound_seq > coalesce(r.seq, case when v_since is null then v.last_read_seq else 0 end)
    order by v.last_inbound_at desc limit 1000) n;
  return jsonb_build_object(
    'needs', least(v_needs, 1000),
    'mine', (select count(*) from (select 1 from public.sms_conversations v
      where v.assigned_to = p ->> 'reader' and v.ended_at is null limit 1000) n),
    'open', (select count(*) from (select 1 from public.sms_conversations v
      where v.ended_at is null limit 1000) n),
    'live_calls', (select count(*) from public.calls c where private.is_live(c.status)),
    'unread', v_unread);
end;
$$;

-- One row of an inbox with all that is shown of it.
create or replace function private.inbox_item(
  p_kind text, p_id uuid, p_rank integer, p_at timestamptz, p_reader uuid
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
    'enrollment', (select to_jsonb(e) from public.sms_campaign_enrollments e
      where e.lead_phone = coalesce(v_talk.lead_phone, v_call.lead_phone) and private.is_live(e.status)
      order by e.status, e.id desc limit 1));
end;
$$;

-- The rows of a view in which nobody need wait for a person, as text of SQL.
create or replace function private.inbox_view(p jsonb) returns text
language sql immutable set search_path = '' as $$
  select case
    when p ->> 'channel' = 'call' and p ->> 'view' = 'open' then
      private.inbox_branch(p, 0, 'call', 'public.calls', 'r.created_at', ' and r.campaign_id = %L',
        'r.status in (''dialing'', ''unknown'', ''queued'', ''ringing'', ''in_progress'')')
    when p ->> 'channel' = 'call' and p ->> 'view' = 'ended' then
      private.inbox_branch(p, 0, 'call', 'public.calls', 'r.ended_at', ' and r.campaign_id = %L',
        'r.ended_at is not null')
    when p ->> 'channel' = 'call' then
      'select 0 as rank, null as kind, null::uuid as id, null::timestamptz as at where false'
    else
      private.inbox_branch(p, 0, 'conversation', 'public.sms_conversations', 'r.last_activity_at',
        ' and r.campaign_id = %L', case p ->> 'view'
          when 'mine' then format('r.assigned_to = %L and r.ended_at is null', p ->> 'reader')
          when 'ended' then 'r.ended_at is not null'
          else 'r.ended_at is null' end)
    end;
$$;

-- What a person looks through. p: {view: needs | mine | open | ended, channel?: text | call, q?,
-- campaign_id?, reader, limit, after?: {rank, at, id}}. `needs` has who waits for a person, kind by kind,
-- who has waited longest first: calls that ask for one (rank 1), conversations handed over (2), unclear
-- (3), with a text that failed for good (4), analyses nobody could make (5). The others have what happened
-- last first: conversations, or calls where those are asked for. Each branch stands in the statement with
-- the values asked for, and is read from its end of an index. Returns [{kind, id, rank, at, …}].
create or replace function public.inbox(p jsonb) returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set jit = off as $$
declare
  v_rows text;
  v_page jsonb;
begin
  v_rows := case when p ->> 'view' = 'needs' then private.inbox_needs(p) else private.inbox_view(p) end;
  execute format(
    'select coalesce(jsonb_agg(private.inbox_item(t.kind, t.id, t.rank, t.at, %1$L) order by t.n), ''[]'')
     from (select u.*, row_number() over (order by u.rank, %2$s, %3$s) as n from (%4$s) u
           order by u.rank, %2$s, %3$s limit %5$L) t',
    p ->> 'reader',
    case when p ->> 'view' = 'needs' then 'u.at' else 'u.at desc' end,
    case when p ->> 'view' = 'needs' then 'u.id' else 'u.id desc' end, v_rows, p ->> 'limit')
  into v_page;
  return v_page;
end;
$$;

-- {suppressions: [{scope, source, at}], touches: [{channel, at}]}: the blocks of a number that are in
-- force, and the contacts of the last seven days.
create or replace function public.lead_standing(p_phone text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('suppressions', private.blocks_of(p_phone),
    'touches', private.touches_of(p_phone, null, p_now));
$$;

-- Where something stands among what happened at the same moment: the cause before what it led to.
create or replace function private.story_key(p_rank integer, p_id text) returns text
language sql immutable set search_path = '' as $$
  select lpad(p_rank::text, 2, '0') || ':' || lpad(p_id, 36, '0');
$$;

-- What was said, tried, judged and booked with a lead, up to a moment: some of the newest of each.
create or replace function private.story_of_contacts(
  p_lead_id bigint, p_to timestamptz, p_limit integer
) returns table (at timestamptz, kind text, key text, told jsonb)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query (
    select c.created_at, 'call', private.story_key(3, c.id::text), to_jsonb(c) from public.calls c
    where c.lead_id = p_lead_id and c.created_at <= p_to order by c.created_at desc limit p_limit);
  return query (
    select m.created_at, 'text', private.story_key(4, m.message_id::text), to_jsonb(m)
    from public.sms_messages m
    where m.lead_id = p_lead_id and m.created_at <= p_to order by m.created_at desc limit p_limit);
  return query (
    select d.at, 'decision', private.story_key(5, d.id::text), to_jsonb(d) from public.contact_decisions d
    where d.lead_id = p_lead_id and d.at <= p_to order by d.id desc limit p_limit);
  return query (
    select a.created_at, 'analysis', private.story_key(6, a.id::text), to_jsonb(a)
    from public.conversation_analyses a
    where a.lead_id = p_lead_id and a.created_at <= p_to order by a.created_at desc limit p_limit);
  return query (
    select b.created_at, 'appointment', private.story_key(7, b.id::text), to_jsonb(b)
    from public.appointments b
    where b.lead_id = p_lead_id and b.created_at <= p_to order by b.created_at desc limit p_limit);
end;
$$;

-- What became of a lead itself, up to a moment: where it came from, what it agreed to and took back, its
-- campaigns, who answered it, what was written about it. p_talk: only who answered in this conversation,
-- and no note of another one.
create or replace function private.story_of_lead(
  p_lead_id bigint, p_talk uuid, p_to timestamptz, p_limit integer
) returns table (at timestamptz, kind text, key text, told jsonb)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_phone text := (select l.phone from public.leads l where l.id = p_lead_id);
begin
  return query
    select l.created_at, 'arrival', private.story_key(0, l.id::text),
      jsonb_build_object('lead_id', l.id, 'source', l.source, 'external_id', l.external_id)
    from public.leads l where l.id = p_lead_id and l.created_at <= p_to;
  return query (
    select t.at, 'consent', private.story_key(1, t.event || k.id), jsonb_build_object('event', t.event, 'consent', to_jsonb(k))
    from public.consents k
    cross join lateral (values ('given', k.at), ('revoked', k.revoked_at)) t (event, at)
    where k.phone = v_phone and t.at <= p_to order by t.at desc limit p_limit);
  return query (
    select e.enrolled_at, 'enrollment', private.story_key(2, e.id::text), to_jsonb(e)
    from public.sms_campaign_enrollments e
    where e.lead_id = p_lead_id and e.enrolled_at <= p_to order by e.enrolled_at desc limit p_limit);
  return query (
    select o.at, 'ownership', private.story_key(8, o.id::text), to_jsonb(o)
    from public.sms_conversations v join public.ownership_changes o on o.conversation_id = v.id
    where v.lead_id = p_lead_id and v.id = coalesce(p_talk, v.id) and o.at <= p_to
    order by o.at desc limit p_limit);
  return query (
    select n.created_at, 'note', private.story_key(9, n.id::text), to_jsonb(n) from public.notes n
    where n.lead_id = p_lead_id and n.created_at <= p_to
      and (p_talk is null or n.conversation_id is null or n.conversation_id = p_talk)
    order by n.created_at desc limit p_limit);
  return query (
    select t.at, 'suppression', private.story_key(10, t.event || s.id),
      jsonb_build_object('event', t.event, 'suppression', to_jsonb(s) - 'phone_hash')
    from public.suppressions s
    cross join lateral (values ('added', s.created_at), ('lifted', s.lifted_at)) t (event, at)
    where s.phone_hash = private.phone_hash(v_phone) and t.at <= p_to order by t.at desc limit p_limit);
end;
$$;

-- The story of a lead, newest first. p: {lead_id, limit, before?: {at, key}}, or in place of the lead {conversation_id}:
-- then what stands between the texts of that conversation, and no texts, calls and decisions. Returns [{at,
-- kind, key, told}], or null: there is no such conversation.
create or replace function public.lead_story(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit integer := (p ->> 'limit')::integer;
  v_talk uuid := (p ->> 'conversation_id')::uuid;
  v_lead bigint := (p ->> 'lead_id')::bigint;
  v_at timestamptz := coalesce((p -> 'before' ->> 'at')::timestamptz, 'infinity');
  v_key text := coalesce(p -> 'before' ->> 'key', 'zz');
begin
  if v_talk is not null then
    select v.lead_id into v_lead from public.sms_conversations v where v.id = v_talk;
    if not found then
      return null;
    end if;
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(page) order by page.at desc, page.key desc), '[]') from (
      select s.at, s.kind, s.key, s.told from (
        -- One more of each than may be left out for standing at the moment of the page before.
        select * from private.story_of_contacts(v_lead, v_at, v_limit + 100) c
        where v_talk is null or (c.kind in ('analysis', 'appointment') and c.told ->> 'conversation_id' = v_talk::text)
        union all
        select * from private.story_of_lead(v_lead, v_talk, v_at, v_limit + 100)) s
      where (s.at, s.key) < (v_at, v_key)
      order by s.at desc, s.key desc limit v_limit) page);
end;
$$;

-- p: {limit, before?: {at, id}, owner?, open?, assigned_to?, lead_id?, campaign_id?, unread?,
-- conversion_status?, q?, reader}.
-- Those with the latest activity first, each with its lead and its last words. Only what is asked for
-- stands in the query, as in list_leads.
create or replace function public.list_conversations(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_page jsonb;
begin
  execute concat(
    'select coalesce(jsonb_agg(to_jsonb(v.c) || jsonb_build_object(
       ''unread'', private.unread_by(v.c, ', format('%L', p ->> 'reader'), '),
       ''lead'', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
       ''last_message'', (select to_jsonb(m) from public.sms_messages m
         where m.conversation_id = v.id and m.seq is not null order by m.seq desc limit 1))
       order by v.last_activity_at desc, v.id desc), ''[]'')
     from (select v as c, v.* from public.sms_conversations v where true',
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

-- Under which topics the log has told of a lead, and of what hangs on it.
create or replace function private.topics_of_lead(
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
    union all select 'note:' || p_id
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
  delete from public.notes where lead_id = p_id;
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

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.

-- What is kept by triggers.
create trigger conversations_owner_since before insert or update of owner on public.sms_conversations
  for each row execute function private.note_owner_since();
create trigger messages_note_failed after update of delivery_status on public.sms_messages
  for each row when (old.delivery_status is distinct from new.delivery_status
    and (old.delivery_status in ('failed', 'undelivered') or new.delivery_status in ('failed', 'undelivered')))
  execute function private.note_send_failed();
create trigger messages_note_retry after insert on public.sms_messages
  for each row when (new.retry_of is not null) execute function private.note_send_failed();
create trigger messages_tell_held after update of delivery_status, send_at, held_reason on public.sms_messages
  for each row when (new.enrollment_id is not null
    and (old.held_until, old.held_rule) is distinct from (new.held_until, new.held_rule))
  execute function private.tell_held();
create trigger calls_tell_held after update of status, run_at, held_reason on public.calls
  for each row when (new.enrollment_id is not null
    and (old.held_until, old.held_rule) is distinct from (new.held_until, new.held_rule))
  execute function private.tell_held();
create trigger enrollments_not_held before update of message_id, call_id on public.sms_campaign_enrollments
  for each row when ((old.message_id, old.call_id) is distinct from (new.message_id, new.call_id))
  execute function private.step_not_held();
create trigger conversations_reply_state before insert or update of reply_due_at, reply_fence, owner
  on public.sms_conversations for each row execute function private.note_reply_state();
