-- Which call a lead's `call_sid` names, and who may be contacted at all.

-- Its body is read here and now, so no search path can turn it; one that was set would keep Postgres from
-- seeing that a question about it is one for the indexes of calls that are alive.
create function private.is_live(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');

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

-- Whether this is no number of a person: nothing, a word such as anonymous, a short code, an address,
-- or a word on a keypad that a carrier puts in place of a number that was not shown. The same rule
-- stands in domain/withheld-caller.ts; a test compares the two.
create function private.is_withheld(p_number text) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_number !~ '^\+[1-9][0-9]{6,14}$'
    or p_number in ('+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', '+7748283',
      '+94844353'), true);
$$;

-- The telephone at the lead's end: From when inbound and To when outbound, everywhere. Null where it is
-- withheld. The same rule stands in domain/other-party.ts.
create function private.other_party(p_direction text, p_from text, p_to text) returns text
language sql immutable set search_path = '' as $$
  select case when not private.is_withheld(t.number) then t.number end
  from (select case p_direction when 'inbound' then p_from when 'outbound' then p_to end as number) t;
$$;

-- Whom a number belongs to, as far as a carrier tells: the lead of the line itself, or the only one
-- behind it. Of several people behind one line nobody knows who it is.
create function private.lead_of_line(p_phone text) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(min(l.id) filter (where l.phone_extension is null),
                  case when count(*) = 1 then min(l.id) end)
  from public.leads l where l.phone = p_phone;
$$;

-- The lead at a number that rings us or writes; made if nobody is known there. Null where the number
-- is withheld: that is nobody. p: {phone, name?, country?, source}.
create function private.know_lead(p jsonb, p_now timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_phone text := p ->> 'phone';
  v_id bigint;
begin
  if private.is_withheld(v_phone) then
    return null;
  end if;
  v_id := private.lead_of_line(v_phone);
  if v_id is null then
    insert into public.leads (phone, name, country, source, created_at, updated_at)
    values (v_phone, p ->> 'name', p ->> 'country', p ->> 'source', p_now, p_now)
    on conflict (phone, phone_extension) do nothing returning id into v_id;
  end if;
  -- Somebody else may have been quicker.
  return coalesce(v_id, private.lead_of_line(v_phone));
end;
$$;

-- The one place where a link ends; the lead that had it.
create function public.unlink_call(p_call_sid text, p_now timestamptz) returns bigint
language sql security definer set search_path = '' as $$
  update public.leads set call_sid = null, updated_at = p_now
  where call_sid = p_call_sid returning id;
$$;

-- Whether anything has been heard of a call with this sid: a row, a carrier's news, or its words.
create function private.is_known_call(p_call_sid text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.call_sid = p_call_sid)
    or exists (select 1 from public.call_events e where e.call_sid = p_call_sid)
    or exists (select 1 from public.conversation_transcripts t where t.call_sid = p_call_sid);
$$;

-- What hangs on a call belongs to whoever had it: the call itself, its words, what was made of them.
create function private.give_call_to(p_lead_id bigint, p_call_sid text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls set lead_id = p_lead_id, updated_at = p_now
  where call_sid = p_call_sid and lead_id is distinct from p_lead_id;
  update public.conversation_transcripts set lead_id = p_lead_id
  where call_sid = p_call_sid and lead_id is distinct from p_lead_id;
  update public.conversation_analyses a set lead_id = p_lead_id, updated_at = p_now
  from public.calls c
  where c.call_sid = p_call_sid and a.call_id = c.id and a.lead_id is distinct from p_lead_id;
  update public.appointments b set lead_id = p_lead_id
  from public.calls c
  where c.call_sid = p_call_sid and b.call_id = c.id and b.lead_id is distinct from p_lead_id;
end;
$$;

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

-- We have talked with the lead, or are about to. What comes late does not turn the clock back.
create function private.touch_lead(p_lead_id bigint, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.leads
  set lead_status = case when lead_status = 'do_not_contact' then lead_status else 'contacted' end,
      last_contacted_at = greatest(last_contacted_at, p_now), updated_at = p_now
  where id = p_lead_id;
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
