-- Stores an appointment that was made in a call; repeated, it is the same one.
create function public.book_appointment(
  p_call_id uuid, p_starts_at timestamptz, p_words text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.appointments (lead_id, call_id, starts_at, words, created_at)
  select c.lead_id, c.id, p_starts_at, p_words, p_now from public.calls c where c.id = p_call_id
  on conflict (call_id, starts_at) do update set words = excluded.words
  returning id into v_id;
  return v_id;
end;
$$;
