-- Deletes the heartbeat of a process that stops in good order, so that no alarm counts it as
-- missing.
create function public.sign_off(p_service text, p_instance text) returns void
language sql security definer set search_path = '' as $$
  delete from public.signs_of_life where service = p_service and instance = p_instance;
$$;
