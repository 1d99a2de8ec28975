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

-- From supabase/schema/functions and domain/lives.ts, by "npm run migration". Do not edit.

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

-- {suppressions: [{scope, source, at}], touches: [{channel, at}]}: the blocks of a number that are in
-- force, and the contacts of the last seven days.
create or replace function public.lead_standing(p_phone text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('suppressions', private.blocks_of(p_phone),
    'touches', private.touches_of(p_phone, null, p_now));
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.

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
