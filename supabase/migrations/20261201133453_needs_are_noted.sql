-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- Who needs a person already, without notifying anybody of it now.
insert into public.person_needs (
  kind, subject_id, conversation_id, reason, detail, since, assigned_to, created_at, updated_at)
select 'conversation', v.id, v.id, private.why_person(v),
  case when v.awaits_human and v.handover_reason ~ '^[a-z0-9_]{1,60}$' then v.handover_reason end,
  coalesce(private.person_since(v), v.updated_at), private.user_of(v.assigned_to), v.updated_at, v.updated_at
from public.sms_conversations v where v.ended_at is null and private.why_person(v) is not null;
insert into public.person_needs (kind, subject_id, call_id, reason, since, created_at, updated_at)
select 'call', c.id, c.id, 'call_asks_for_person', c.person_asked_at, c.updated_at, c.updated_at
from public.calls c
where c.person_asked_at is not null and c.ended_at is null and c.transfer_result is distinct from 'completed';
insert into public.person_needs (
  kind, subject_id, call_id, conversation_id, reason, since, created_at, updated_at)
select 'analysis', a.id, a.call_id, a.conversation_id, 'nobody_could_tell', a.created_at, a.updated_at, a.updated_at
from public.conversation_analyses a where a.status = 'needs_review';

create trigger conversations_note_need after insert on public.sms_conversations
  for each row when (private.why_person(new) is not null)
  execute function private.note_conversation_need();

create trigger conversations_note_need_again
  after update of owner, awaits_human, handover_reason, send_failed_at, ended_at, assigned_to
  on public.sms_conversations
  for each row when (private.why_person(old) is distinct from private.why_person(new)
    or (old.assigned_to is distinct from new.assigned_to and private.why_person(new) is not null))
  execute function private.note_conversation_need();

create trigger calls_note_need after insert or update of person_asked_at, ended_at, transfer_result
  on public.calls for each row when (new.person_asked_at is not null)
  execute function private.note_call_need();

create trigger analyses_note_need after insert on public.conversation_analyses
  for each row when (new.status = 'needs_review') execute function private.note_analysis_need();

create trigger analyses_note_need_again after update of status on public.conversation_analyses
  for each row when (old.status <> new.status) execute function private.note_analysis_need();

create trigger analyses_end_need after delete on public.conversation_analyses
  for each row when (old.status = 'needs_review') execute function private.note_analysis_need();
