-- Deletes webhooks that were settled before p_before. Returns how many.
create function public.prune_webhooks(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_gone integer;
begin
  delete from public.webhook_deliveries where id in (
    select id from public.webhook_deliveries
    where private.is_over(status) and updated_at < p_before limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end;
$$;
