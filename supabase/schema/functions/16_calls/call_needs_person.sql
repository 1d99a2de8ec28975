-- The lead asks for a person in a call: until something later is known, this is the call's outcome.
-- Asked twice in one call, it is one wish.
create function private.call_needs_person(p_call public.calls, p_reason text, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set person_asked_at = p_now, updated_at = p_now
  where id = p_call.id and person_asked_at is null;
  perform private.tell_outcome(p_call.lead_id, 'escalated', p_now, p_now);
  perform private.tell_needs_person(p_call.lead_id, 'call ' || p_call.id,
    jsonb_build_object('call_id', p_call.id), p_reason, p_now);
end;
$$;
