-- Writes a process's heartbeat. p_fault: why it cannot work, or null. Heartbeats older than an hour
-- are deleted.
create function public.sign_of_life(p_service text, p_instance text, p_fault text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.signs_of_life (service, instance, at, fault)
  values (p_service, p_instance, clock_timestamp(), p_fault)
  on conflict (service, instance) do update set at = excluded.at, fault = excluded.fault;
  delete from public.signs_of_life where at < clock_timestamp() - interval '1 hour';
end;
$$;
