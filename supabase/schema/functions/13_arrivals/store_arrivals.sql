-- Stores texts that have arrived. p_texts: as receive_message takes them, each with `arrived_at`.
-- The same text again changes nothing. Returns how many are new.
create function public.store_arrivals(p_texts jsonb, p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  insert into public.inbound_arrivals (message_id, lead_phone, arrived_at, text, created_at)
  select (t ->> 'message_id')::uuid, t ->> 'from', (t ->> 'arrived_at')::timestamptz, t, p_now
  from jsonb_array_elements(p_texts) t
  on conflict (message_id) do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;
