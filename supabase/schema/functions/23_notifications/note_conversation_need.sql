-- Keeps the need of a conversation as its row is: who needs a person is recorded where the row changes,
-- whatever function changed it. A handover is assigned to a colleague who is online; a conversation
-- that has one already stays theirs.
create function private.note_conversation_need() returns trigger
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
