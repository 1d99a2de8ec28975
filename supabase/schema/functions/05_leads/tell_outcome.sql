-- Sets a lead's outcome: that of the conversation in which something was said last, on either
-- channel. A late outcome of an older conversation does not replace it.
create function private.tell_outcome(
  p_lead_id bigint, p_outcome public.outcome, p_over_at timestamptz, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.leads
  set outcome = p_outcome, outcome_at = p_over_at, updated_at = p_now
  where id = p_lead_id and p_outcome is not null
    and (outcome_at is null or outcome_at <= p_over_at);
$$;
