-- Stores texts of a chat that another agent leads, which answers by itself and reports afterwards.
-- p: {provider, chat_id, from, to, country?, name?, messages: [{message_id, provider_sid, role:
-- user | agent, body, opt_out, notice?}]}. A text that is reported twice is stored once; no answer
-- is owed. `recorded`: how many are new.
create function public.record_chat(p jsonb, p_now timestamptz) returns table (recorded integer, conversation_id uuid, lead_id bigint)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_entry jsonb;
  v_told jsonb;
  v_conversation uuid;
  v_lead bigint;
  v_recorded integer := 0;
begin
  if p ->> 'from' = p ->> 'to' or private.is_ours(p ->> 'from') then
    return query select 0, null::uuid, null::bigint;
    return;
  end if;
  perform private.lock_phone(p ->> 'from');
  for v_entry in select * from jsonb_array_elements(p -> 'messages') loop
    if exists (select 1 from public.sms_messages where provider_sid = v_entry ->> 'provider_sid') then
      continue;
    end if;
    if v_entry ->> 'role' = 'user' then
      v_told := public.receive_message(v_entry || jsonb_build_object('provider', p ->> 'provider',
        'from', p ->> 'from', 'to', p ->> 'to', 'country', p -> 'country', 'name', p -> 'name',
        'source_message_id', p ->> 'chat_id', 'debounce_seconds', 0, 'cap_seconds', 0), p_now);
      v_conversation := (v_told -> 'conversation' ->> 'id')::uuid;
      -- The other agent answers.
      update public.sms_conversations
      set reply_due_at = null, reply_first_at = null, updated_at = p_now
      where id = v_conversation and reply_due_at is not null;
      v_recorded := v_recorded + 1;
      continue;
    end if;
    if v_conversation is null then
      v_lead := private.know_lead(p || jsonb_build_object('phone', p -> 'from', 'source', 'chat'), p_now);
      select v.id into v_conversation from public.sms_conversations v
      where v.lead_phone = p ->> 'from' and v.our_number = p ->> 'to'
      order by v.ended_at is null desc, v.created_at desc limit 1;
      v_conversation := coalesce(v_conversation, private.open_conversation(
        v_lead, p ->> 'from', p ->> 'to',
        p ->> 'provider', p_now));
    end if;
    insert into public.sms_messages (
      message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
      kind, body, delivery_status, provider, provider_sid, sent_at, created_at, updated_at)
    select (v_entry ->> 'message_id')::uuid, v.id, v.lead_id, v.lead_phone,
           private.next_seq(v.id, p_now), p ->> 'chat_id', 'outbound', 'ai', 'reply',
           v_entry ->> 'body', 'sent', p ->> 'provider', v_entry ->> 'provider_sid', p_now, p_now, p_now
    from public.sms_conversations v where v.id = v_conversation;
    update public.sms_conversations set last_outbound_at = p_now, updated_at = p_now
    where id = v_conversation;
    v_recorded := v_recorded + 1;
  end loop;
  if v_conversation is null then
    select v.id into v_conversation from public.sms_conversations v
    where v.lead_phone = p ->> 'from' and v.our_number = p ->> 'to'
    order by v.ended_at is null desc, v.created_at desc limit 1;
  end if;
  v_lead := private.lead_of_line(p ->> 'from');
  return query select v_recorded, v_conversation, v_lead;
end;
$$;
