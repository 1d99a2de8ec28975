-- The analysis of a call releases the calls and texts that were held until it was made.
create function private.analysis_wakes_calls() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.wake_unjudged((select c.lead_phone from public.calls c where c.id = new.call_id),
    new.updated_at);
  return null;
end;
$$;
