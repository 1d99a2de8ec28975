-- Moves a call to a lead, with its turns, its analysis and its appointments.
create function private.give_call_to(p_lead_id bigint, p_call_sid text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set lead_id = p_lead_id, updated_at = p_now
  where call_sid = p_call_sid and lead_id is distinct from p_lead_id;
  update public.conversation_transcripts set lead_id = p_lead_id
  where call_sid = p_call_sid and lead_id is distinct from p_lead_id;
  update public.conversation_analyses a set lead_id = p_lead_id, updated_at = p_now
  from public.calls c
  where c.call_sid = p_call_sid and a.call_id = c.id and a.lead_id is distinct from p_lead_id;
  update public.appointments b set lead_id = p_lead_id
  from public.calls c
  where c.call_sid = p_call_sid and b.call_id = c.id and b.lead_id is distinct from p_lead_id;
end;
$$;
