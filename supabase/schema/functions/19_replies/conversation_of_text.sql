-- The conversation that a lead's text belongs to, as it was before this text. One that has ended is
-- reopened where p_opens is true.
create function private.conversation_of_text(
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
