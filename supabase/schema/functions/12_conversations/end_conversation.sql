-- Ends a conversation. p: {conversation_id, outcome?, reason, evidence?, actor?: who ends it}.
-- Returns {result: ended | already | no_such_conversation, conversation?}.
create function public.end_conversation(p jsonb, p_now timestamptz) returns jsonb
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
