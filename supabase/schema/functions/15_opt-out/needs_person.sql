-- Marks a conversation as in need of a person, whoever owns it. One that has ended is opened again, unless
-- the lead has a newer one that is open: then nothing is marked. The lead gets no text about it. The caller
-- has locked the phone number. Returns whether this call marked it.
create function private.needs_person(p_id uuid, p_reason text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  select * into v_conversation from public.sms_conversations where id = p_id for update;
  if v_conversation.id is null
     or (v_conversation.awaits_human and v_conversation.handover_reason = p_reason) then
    return false;
  end if;
  if v_conversation.ended_at is not null then
    if exists (select 1 from public.sms_conversations o
               where o.lead_phone = v_conversation.lead_phone
                 and o.our_number = v_conversation.our_number and o.ended_at is null) then
      return false;
    end if;
    update public.sms_conversations
    set ended_at = null, end_reason = null, end_evidence = null, reopened_at = p_now
    where id = p_id;
  end if;
  if v_conversation.owner in ('ai', 'closed') then
    perform private.to_human(p_id, null, 'handed_over', p_now);
  end if;
  update public.sms_conversations
  set awaits_human = true, handover_reason = p_reason, handed_over_at = p_now,
      handover_summary = left('The lead wrote: ' || coalesce((
        select string_agg(m.body, ' / ' order by m.seq) from public.sms_messages m
        where m.conversation_id = p_id and m.refusal_verdict in ('pending', 'unclear')), ''), 600),
      updated_at = p_now
  where id = p_id;
  return true;
end;
$$;
