-- Deletes an endpoint with every message that it has not received yet; p_actor: who does it. Returns the
-- row as it was.
create function public.delete_webhook_endpoint(p_id uuid, p_actor jsonb, p_now timestamptz)
returns setof public.webhook_endpoints
language plpgsql security definer set search_path = '' as $$
begin
  update public.webhook_endpoints set changed_by = p_actor, updated_at = p_now where id = p_id;
  return query delete from public.webhook_endpoints where id = p_id returning *;
end;
$$;
