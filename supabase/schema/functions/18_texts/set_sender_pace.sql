-- A person sets a sender's pace; null is the usual one again. False: there is no such sender.
create function public.set_sender_pace(p_sender text, p_per_second numeric, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.senders set per_second = p_per_second, updated_at = p_now
  where sender = p_sender and per_second is distinct from p_per_second;
  return found or exists (select 1 from public.senders where sender = p_sender);
end;
$$;
