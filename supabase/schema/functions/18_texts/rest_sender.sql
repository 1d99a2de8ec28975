-- The carrier asks for a pause of a sender. Of several, the longest counts.
create function private.rest_sender(
  p_sender text, p_until timestamptz, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.senders
  set rests_until = p_until, rest_reason = p_reason, updated_at = p_now
  where sender = p_sender and p_until > p_now and (rests_until is null or rests_until < p_until);
$$;
