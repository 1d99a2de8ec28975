-- Which call a lead's `call_sid` names, and who may be contacted at all.

create function private.is_live(p_status public.call_status) returns boolean
language sql immutable set search_path = '' as $$
  select p_status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');
$$;

create function private.phone_hash(p_phone text) returns text
language sql stable security definer set search_path = '' as $$
  select encode(sha256(convert_to(s.value || p_phone, 'UTF8')), 'hex')
  from public.data_secrets s where s.name = 'phone_salt';
$$;

create function private.is_suppressed(p_phone text, p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.suppressions s
    where s.phone_hash = private.phone_hash(p_phone) and s.scope in ('all', p_channel)
      and s.lifted_at is null
  );
$$;

-- Makes `call_sid` name this call. A new outbound call replaces what stood there; saving a
-- transcript does not, while the call that stands there is still alive (or is not ours to judge).
-- Returns {linked, reason, unlinked_lead_id}.
create function public.link_call(
  p_lead_id bigint, p_call_sid text, p_mode text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lead public.leads;
  v_other bigint;
  v_standing public.call_status;
begin
  select * into v_lead from public.leads where id = p_lead_id for update;
  if not found then
    return jsonb_build_object('linked', false, 'reason', 'no_such_lead');
  end if;
  if v_lead.call_sid = p_call_sid then
    return jsonb_build_object('linked', true, 'reason', 'already');
  end if;
  if p_mode = 'transcript' and v_lead.call_sid is not null then
    select status into v_standing from public.calls where call_sid = v_lead.call_sid;
    if not found or private.is_live(v_standing) then
      return jsonb_build_object('linked', false, 'reason', 'another_live_link');
    end if;
  end if;

  update public.leads set call_sid = null, updated_at = p_now
  where call_sid = p_call_sid returning id into v_other;
  update public.leads set call_sid = p_call_sid, updated_at = p_now where id = p_lead_id;
  update public.calls set lead_id = p_lead_id, updated_at = p_now
  where call_sid = p_call_sid and lead_id is distinct from p_lead_id;
  return jsonb_build_object('linked', true, 'reason', 'linked', 'unlinked_lead_id', v_other);
end;
$$;

create function public.unlink_call(p_call_sid text, p_now timestamptz) returns bigint
language sql security definer set search_path = '' as $$
  update public.leads set call_sid = null, updated_at = p_now
  where call_sid = p_call_sid returning id;
$$;

-- The carrier took the order: the lead has been contacted by this call.
create function private.mark_contacted(p_lead_id bigint, p_call_sid text, p_now timestamptz)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform public.link_call(p_lead_id, p_call_sid, 'outbound', p_now);
  update public.leads
  set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'contacted' end,
      last_contacted_at = p_now,
      -- Our own line is replaced, a person's notes are kept above it.
      notes = concat_ws(
        e'\n',
        nullif(btrim(regexp_replace(coalesce(notes, ''), 'Outbound call \S+ initiated', '', 'g'), e'\n '), ''),
        'Outbound call ' || p_call_sid || ' initiated'
      ),
      updated_at = p_now
  where id = p_lead_id;
end;
$$;

create function public.is_suppressed(p_phone text, p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_suppressed(p_phone, p_channel);
$$;

select private.close_functions();
