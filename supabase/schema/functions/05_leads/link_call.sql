-- Makes a lead's `call_sid` name this call. p_mode: `outbound`: a new call, which replaces the one
-- named before; `transcript`: saved turns, which do not replace a call that is still live or is not
-- in this database; `by_hand`: only for a call that is known, and it takes it from no other lead;
-- `relink`: it does take it. Returns {linked, reason, unlinked_lead_id?, lead_id?: the lead that
-- has it}.
create function public.link_call(
  p_lead_id bigint, p_call_sid text, p_mode text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_other bigint;
  v_standing public.call_status;
begin
  if p_mode in ('by_hand', 'relink') then
    -- The call is locked before its lead, as in every function that links them.
    perform 1 from public.calls where call_sid = p_call_sid for update;
  end if;
  select * into v_lead from public.leads where id = p_lead_id for update;
  if not found then
    return jsonb_build_object('linked', false, 'reason', 'no_such_lead');
  end if;
  if v_lead.call_sid = p_call_sid then
    perform private.give_call_to(p_lead_id, p_call_sid, p_now);
    return jsonb_build_object('linked', true, 'reason', 'already');
  end if;
  if p_mode = 'transcript' and v_lead.call_sid is not null then
    select status into v_standing from public.calls where call_sid = v_lead.call_sid;
    if not found or private.is_live(v_standing) then
      return jsonb_build_object('linked', false, 'reason', 'another_live_link');
    end if;
  end if;
  if p_mode in ('by_hand', 'relink') and not private.is_known_call(p_call_sid) then
    return jsonb_build_object('linked', false, 'reason', 'no_such_call');
  end if;
  if p_mode = 'by_hand' then
    select id into v_other from public.leads where call_sid = p_call_sid;
    if found then
      return jsonb_build_object('linked', false, 'reason', 'taken', 'lead_id', v_other);
    end if;
  end if;

  v_other := public.unlink_call(p_call_sid, p_now);
  update public.leads set call_sid = p_call_sid, updated_at = p_now where id = p_lead_id;
  perform private.give_call_to(p_lead_id, p_call_sid, p_now);
  return jsonb_build_object('linked', true, 'reason', 'linked', 'unlinked_lead_id', v_other);
end;
$$;
