-- Counts a webhook event of which nothing else is stored. Returns whether it is new.
create function public.note_webhook(
  p_provider text, p_kind text, p_key text, p_result text, p_now timestamptz
) returns boolean
language sql security definer set search_path = '' as $$
  select private.receipt(p_provider, p_kind, p_key, p_result, p_now);
$$;
