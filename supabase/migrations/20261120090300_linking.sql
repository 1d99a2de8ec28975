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

-- Nobody contacts this number again. Replays add nothing. Returns {suppression_id, canceled_calls}.
create function public.suppress(
  p_phone text, p_scope text, p_source text, p_words text, p_call_id uuid, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id bigint;
  v_canceled integer := 0;
begin
  insert into public.suppressions (phone, phone_hash, scope, source, words, call_id, created_at)
  values (p_phone, private.phone_hash(p_phone), p_scope, p_source, p_words, p_call_id, p_now)
  on conflict (phone_hash, scope) do nothing
  returning id into v_id;
  if v_id is null then
    select id into v_id from public.suppressions
    where phone_hash = private.phone_hash(p_phone) and scope = p_scope;
  end if;
  if p_scope in ('all', 'voice') then
    update public.calls
    set status = 'canceled', end_reason = 'suppressed', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where lead_phone = p_phone and status in ('scheduled', 'held');
    get diagnostics v_canceled = row_count;
  end if;
  update public.leads
  set lead_status = 'do_not_contact', updated_at = p_now
  where phone = p_phone and p_scope = 'all' and lead_status <> 'do_not_contact';
  return jsonb_build_object('suppression_id', v_id, 'canceled_calls', v_canceled);
end;
$$;

create function public.is_suppressed(p_phone text, p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_suppressed(p_phone, p_channel);
$$;

-- Deletes a lead and what was said; keeps the block, and bare facts of calls without the number.
-- A live call refuses: hang up first. Returns {deleted, reason}.
create function public.delete_lead(p_id bigint, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text;
  v_gone text;
begin
  select phone into v_phone from public.leads where id = p_id for update;
  if not found then
    return jsonb_build_object('deleted', false, 'reason', 'no_such_lead');
  end if;
  if exists (select 1 from public.calls c where c.lead_id = p_id and private.is_live(c.status)) then
    return jsonb_build_object('deleted', false, 'reason', 'live_call');
  end if;
  v_gone := 'deleted:' || private.phone_hash(v_phone);
  delete from public.conversation_transcripts t
  where t.lead_id = p_id
     or t.call_sid in (select c.call_sid from public.calls c where c.lead_id = p_id);
  delete from public.conversation_analyses where lead_id = p_id;
  delete from public.appointments where lead_id = p_id;
  update public.call_events e set from_number = null, to_number = null, payload = '{}'
  where e.call_id in (select c.id from public.calls c where c.lead_id = p_id);
  update public.calls
  set status = case when status in ('scheduled', 'held') then 'canceled'::public.call_status else status end,
      end_reason = case when status in ('scheduled', 'held') then 'lead_deleted' else end_reason end,
      ended_at = coalesce(ended_at, p_now), settled_at = coalesce(settled_at, p_now),
      to_number = v_gone, from_number = null, lead_phone = v_gone, message = null, metadata = '{}',
      updated_at = p_now
  where lead_id = p_id;
  update public.suppressions set phone = null, words = null where phone = v_phone;
  -- What the dashboard has already heard of this person goes too.
  delete from public.events where topic = 'lead:' || p_id;
  delete from public.events
  where topic in (select 'call:' || c.id from public.calls c where c.lead_id = p_id)
     or topic in (select 'transcript:' || c.call_sid from public.calls c where c.lead_id = p_id)
     or payload ->> 'lead_id' = p_id::text
     or (topic like 'suppression:%' and payload ->> 'phone' = v_phone);
  delete from public.leads where id = p_id;
  update public.events set payload = jsonb_build_object('id', p_id)
  where topic = 'lead:' || p_id and type = 'lead.deleted';
  return jsonb_build_object('deleted', true);
end;
$$;
