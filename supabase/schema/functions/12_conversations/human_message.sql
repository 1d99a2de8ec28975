-- Plans a text that a person writes; the person takes the conversation over in the same step. p:
-- {conversation_id, message_id, client_message_id, body, media?: ids of uploads, actor}. Returns {result:
-- planned | replayed | suppressed | no_such_conversation | no_such_picture, message?, conversation?}.
create function public.human_message(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
  v_id uuid := (p ->> 'message_id')::uuid;
  v_pictures uuid[] := array(select jsonb_array_elements_text(coalesce(p -> 'media', '[]'))::uuid);
  v_media jsonb;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  select * into v_message from public.sms_messages
  where message_id = v_id
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
  v_media := private.attach_media(v_id, v_conversation.id, v_pictures, p_now);
  if v_media is null then
    return jsonb_build_object('result', 'no_such_picture');
  end if;
  if v_conversation.ended_at is not null then
    if exists (select 1 from public.sms_conversations o
               where o.lead_phone = v_conversation.lead_phone
                 and o.our_number = v_conversation.our_number and o.ended_at is null) then
      -- Where a newer conversation with this number is open, the text belongs there.
      select * into v_conversation from public.sms_conversations o
      where o.lead_phone = v_conversation.lead_phone and o.our_number = v_conversation.our_number
        and o.ended_at is null for update;
      update public.sms_media set conversation_id = v_conversation.id where message_id = v_id;
    else
      update public.sms_conversations
      set ended_at = null, end_reason = null, end_evidence = null, reopened_at = p_now, updated_at = p_now
      where id = v_conversation.id;
    end if;
  end if;
  perform private.to_human(v_conversation.id, p -> 'actor', 'human_wrote', p_now);
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, client_message_id, direction, author, kind,
    body, media, provider, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    v_id, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), p ->> 'client_message_id', 'outbound', 'human',
    'human', p ->> 'body', v_media, v_conversation.provider, p -> 'actor' ->> 'id', p_now, p_now, p_now, p_now
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
