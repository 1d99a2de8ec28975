-- Makes `call_sid` name this call. p_mode: a new `outbound` call replaces what stood there; saving a
-- `transcript` does not, while the call that stands there is still alive (or is not ours to judge);
-- `by_hand` names only a call that somebody has heard of, and takes it from nobody; `relink` takes it.
-- Returns {linked, reason, unlinked_lead_id?, lead_id?: who has it}.
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
    -- As everybody does who links: the call first, then its lead.
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
