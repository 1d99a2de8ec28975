-- Stores that the list was read up to p_until. It never goes back.
create function public.record_inbound_look(
  p_provider text, p_until timestamptz, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.inbound_looks set looked_until = p_until, updated_at = p_now
  where provider = p_provider and looked_until < p_until;
  if not found then
    return false;
  end if;
  perform private.wake_what_waited_for_inbound(p_now);
  return true;
end;
$$;
