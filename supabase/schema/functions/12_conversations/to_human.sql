-- A person takes the conversation: drafts are suppressed, campaigns rest, nothing is owed by the agent.
create function private.to_human(p_id uuid, p_who text, p_reason text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
begin
  update public.sms_conversations
  set owner = 'human', assigned_to = coalesce(p_who, assigned_to), reply_due_at = null,
      reply_first_at = null, updated_at = p_now
  where id = p_id returning lead_phone into v_phone;
  perform private.halt_enrollments(v_phone, 'paused', p_reason, p_now);
  perform private.cancel_planned(v_phone, '{reply}', p_reason, p_now, p_id);
end;
$$;
