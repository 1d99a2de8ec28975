-- Carries out an opt-out that a model or a person found after the text was stored. p:
-- {conversation_id, message_id?, scope: all | sms | voice, source, words, wants_call?,
-- confirmation?: {message_id, body}}. Returns {suppression_id, is_new, notice_id?, call_id?, …} or
-- null for an unknown conversation.
create function public.record_opt_out(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return null;
  end if;
  return private.opt_out(v_conversation.id, coalesce(p ->> 'scope', 'all'),
    coalesce(p ->> 'source', 'text'), p ->> 'words', (p ->> 'message_id')::uuid, p -> 'confirmation',
    coalesce((p ->> 'wants_call')::boolean, false), p_now);
end;
$$;
