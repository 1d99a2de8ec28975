-- Denies a call: it ends without having been placed, with a decision that says why.
create function public.deny_call(
  p_id uuid, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set status = 'canceled', end_reason = p_rule, ended_at = p_now, settled_at = p_now, updated_at = p_now
  where id = p_id and private.is_waiting(status)
  returning * into v_call;
  if not found then
    return false;
  end if;
  perform private.decide(v_call.lead_id, v_call.id, 'deny', p_rule, p_reason, null, p_evidence, p_now);
  return true;
end;
$$;
