-- Holds a call until p_until, with a decision that says why. A rule that holds it again every few
-- minutes writes one decision. False: it waits no more.
create function public.hold_call(
  p_id uuid, p_until timestamptz, p_rule text, p_reason text, p_evidence jsonb, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  if not found or not private.is_waiting(v_before.status) then
    return false;
  end if;
  update public.calls
  set status = 'held', run_at = p_until, held_reason = p_rule, updated_at = p_now
  where id = p_id;
  if p_rule not in
       ('switched_off', 'talk_not_judged', 'words_not_judged', 'inbound_not_read', 'voice_not_heard', 'voice_away')
     or v_before.held_reason is distinct from p_rule then
    perform private.decide(v_before.lead_id, p_id, 'hold', p_rule, p_reason, p_until, p_evidence, p_now);
  end if;
  return true;
end;
$$;
