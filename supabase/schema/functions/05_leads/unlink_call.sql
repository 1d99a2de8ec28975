-- Ends the link of a lead to a call. Returns the lead that had it.
create function public.unlink_call(p_call_sid text, p_now timestamptz) returns bigint
language sql security definer set search_path = '' as $$
  update public.leads set call_sid = null, updated_at = p_now
  where call_sid = p_call_sid returning id;
$$;
