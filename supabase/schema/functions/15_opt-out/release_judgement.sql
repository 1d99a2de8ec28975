-- The model did not answer: its texts are judged again at p_retry_at. p_person: it has taken too
-- long, so a person is needed. Returns whether the conversation was not marked so before.
create function public.release_judgement(
  p_conversation_id uuid, p_retry_at timestamptz, p_person boolean, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_conversation(p_conversation_id);
  update public.sms_messages set judge_at = p_retry_at, updated_at = p_now
  where conversation_id = p_conversation_id and refusal_verdict = 'pending';
  return found and p_person and private.needs_person(p_conversation_id, 'words_not_judged', p_now);
end;
$$;
