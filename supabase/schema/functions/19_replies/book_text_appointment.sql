-- The agent's tool: stores an appointment that was made in a conversation. The same time again is
-- one appointment.
create function public.book_text_appointment(
  p_conversation_id uuid, p_starts_at timestamptz, p_words text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.appointments (lead_id, conversation_id, starts_at, words, created_at)
  select v.lead_id, v.id, p_starts_at, p_words, p_now
  from public.sms_conversations v where v.id = p_conversation_id
  on conflict (conversation_id, starts_at) do update set words = excluded.words
  returning id into v_id;
  return v_id;
end;
$$;
