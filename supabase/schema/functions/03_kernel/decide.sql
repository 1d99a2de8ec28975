-- Records why a call is made, held or denied.
create function private.decide(
  p_lead_id bigint, p_call_id uuid, p_verdict public.verdict, p_rule text, p_reason text,
  p_hold_until timestamptz, p_evidence jsonb, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  insert into public.contact_decisions
    (at, lead_id, call_id, verdict, rule, reason, hold_until, evidence)
  values (p_now, p_lead_id, p_call_id, p_verdict, p_rule, p_reason, p_hold_until,
          coalesce(p_evidence, '{}'));
$$;
