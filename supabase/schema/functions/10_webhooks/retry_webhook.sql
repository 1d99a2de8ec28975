-- Tries a webhook that was given up from the beginning. False: there is none, or it is not dead.
create function public.retry_webhook(p_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.webhook_deliveries
  set status = 'pending', attempts = 0, next_at = p_now, updated_at = p_now
  where id = p_id and status = 'dead';
  return found;
end;
$$;
