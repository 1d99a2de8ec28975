-- A person takes the conversation over: drafts are suppressed, campaigns pause, the agent owes
-- nothing. p_actor: who takes it, and it waits for nobody any more; null: nobody has taken it yet.
create function private.to_human(p_id uuid, p_actor jsonb, p_reason text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_from public.conversation_owner := (select v.owner from public.sms_conversations v where v.id = p_id);
  v_phone text;
begin
  update public.sms_conversations
  set owner = 'human', assigned_to = coalesce(p_actor ->> 'id', assigned_to), reply_due_at = null,
      reply_first_at = null, awaits_human = awaits_human and p_actor is null,
      send_failed_at = case when p_actor is null then send_failed_at end, updated_at = p_now
  where id = p_id returning lead_phone into v_phone;
  perform private.note_owner(p_id, v_from, p_actor, p_reason, p_now);
  perform private.halt_enrollments(v_phone, 'paused', p_reason, p_now);
  perform private.cancel_planned(v_phone, '{reply}', p_reason, p_now, p_id);
end;
$$;
