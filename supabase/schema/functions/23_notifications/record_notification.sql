-- Stores what became of an attempt. p: {status: pending | unknown | sent | dead, error?, next_at?,
-- provider_sid?}. False if a later attempt has begun.
create function public.record_notification(p_id uuid, p_fence integer, p jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.notifications
  set status = p ->> 'status', last_error = p ->> 'error', next_at = (p ->> 'next_at')::timestamptz,
      provider_sid = coalesce(p ->> 'provider_sid', provider_sid),
      sent_at = case when p ->> 'status' = 'sent' then p_now end, updated_at = p_now
  where id = p_id and fence = p_fence and status = 'sending';
  return found;
end;
$$;
