-- The open conversation of a phone number with one of our own numbers; it is created where there is
-- none.
create function private.open_conversation(
  p_lead_id bigint, p_phone text, p_our_number text, p_provider text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.sms_conversations (
    lead_id, lead_phone, our_number, provider, sms_agent_id, last_activity_at, created_at, updated_at)
  values (p_lead_id, p_phone, p_our_number, p_provider,
          (select a.id from public.agents a where a.is_default), p_now, p_now, p_now)
  on conflict (lead_phone, our_number) where ended_at is null do nothing
  returning id into v_id;
  if v_id is null then
    select id into v_id from public.sms_conversations
    where lead_phone = p_phone and our_number = p_our_number and ended_at is null;
  end if;
  return v_id;
end;
$$;
