-- The live call: who may open its media stream, what was said, and how it is to end.

-- The gate before any audio. Adopts the sid if a crash lost it. Returns {verdict: stream | over |
-- hangup | apology | transfer | duplicate | no_media | stranger, call_id?, tries?, transfer_number?,
-- language?}. tries: streams offered in a row that nobody opened, this one not counted. Who has just
-- picked up gets five, who was in the middle of a talk ten, and nobody more than five that were opened;
-- then it is no_media, once and for all.
create function public.open_voice(
  p_call_id uuid, p_call_sid text, p_token_hash text, p_token_expires_at timestamptz,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_agent public.agents;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if not found then
    select * into v_call from public.calls where call_sid = p_call_sid for update;
    if not found then
      return jsonb_build_object('verdict', 'stranger');
    end if;
  end if;
  if v_call.call_sid is null and v_call.dialed_at is not null then
    perform private.adopt(v_call.id, p_call_sid, p_now);
    select * into v_call from public.calls where id = v_call.id;
  end if;
  if v_call.call_sid is distinct from p_call_sid then
    return jsonb_build_object('verdict', 'duplicate', 'call_id', v_call.id);
  end if;
  if not private.is_live(v_call.status) then
    return jsonb_build_object('verdict', 'over', 'call_id', v_call.id);
  end if;
  select * into v_agent from public.agents where id = v_call.agent_id;
  if v_call.wrap_up = 'human' and v_agent.transfer_number is not null then
    return jsonb_build_object('verdict', 'transfer', 'call_id', v_call.id,
      'transfer_number', v_agent.transfer_number);
  end if;
  if v_call.wrap_up is null and (v_call.streams_opened >= 5
     or v_call.stream_tries >= (case when v_call.streams_opened = 0 then 5 else 10 end)) then
    update public.calls
    set wrap_up = 'hangup', wrap_up_reason = 'no_media', silence_reason = 'no_media',
        stream_token_hash = null,
        stream_token_expires_at = null, updated_at = p_now
    where id = v_call.id
    returning * into v_call;
  end if;
  if v_call.wrap_up_reason = 'no_media' then
    return jsonb_build_object('verdict', 'no_media', 'call_id', v_call.id, 'language', v_agent.language);
  end if;
  if v_call.wrap_up = 'apology' then
    return jsonb_build_object('verdict', 'apology', 'call_id', v_call.id, 'language', v_agent.language);
  end if;
  if v_call.wrap_up is not null
     or (v_call.direction = 'outbound' and private.is_suppressed(v_call.lead_phone, 'voice')) then
    return jsonb_build_object('verdict', 'hangup', 'call_id', v_call.id);
  end if;
  update public.calls
  set stream_token_hash = p_token_hash, stream_token_expires_at = p_token_expires_at,
      status = 'in_progress', answered_at = coalesce(answered_at, p_now),
      -- Whoever is on the line opens the stream at once. If nobody does, the line may be dead.
      next_check_at = p_now + interval '15 seconds',
      stream_tries = stream_tries + 1, updated_at = p_now
  where id = v_call.id;
  return jsonb_build_object('verdict', 'stream', 'call_id', v_call.id, 'tries', v_call.stream_tries,
    'language', v_agent.language);
end;
$$;

-- Spends the token and hands over everything the conversation starts from, or null.
-- Returns {call, lead, agent, turns: [{seq, role, content}], history: [{at, outcome, summary}],
-- texts: [{at, author, body}], the newest of them, oldest first, appointments: [{starts_at}]}.
create function public.open_media_session(p_call_sid text, p_token_hash text, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set stream_token_hash = null, stream_token_expires_at = null,
      streams_opened = streams_opened + 1, stream_tries = 0, stream_open_since = p_now,
      next_check_at = p_now + make_interval(secs => 60 + coalesce(
        (select a.max_seconds from public.agents a where a.id = agent_id), 900)),
      updated_at = p_now
  where call_sid = p_call_sid and stream_token_hash = p_token_hash
    and stream_token_expires_at > p_now and private.is_live(status)
  returning * into v_call;
  if not found then
    return null;
  end if;
  return jsonb_build_object(
    'call', to_jsonb(v_call) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_call.lead_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = v_call.agent_id),
    'turns', coalesce((
      select jsonb_agg(jsonb_build_object('seq', t.seq, 'role', t.role, 'content', t.content) order by t.seq)
      from public.conversation_transcripts t where t.call_sid = p_call_sid), '[]'),
    'history', coalesce((
      select jsonb_agg(h) from (
        select a.created_at as at, a.channel, a.outcome, a.summary
        from public.conversation_analyses a
        where a.lead_id = v_call.lead_id and a.call_id is distinct from v_call.id
        order by a.created_at desc limit 10) h), '[]'),
    'texts', coalesce((
      select jsonb_agg(jsonb_build_object('at', x.at, 'author', x.author, 'body', x.body) order by x.at, x.seq)
      from (
        select coalesce(m.sent_at, m.created_at) as at, m.author, m.body, m.seq
        from public.sms_messages m
        where m.lead_id = v_call.lead_id and m.seq is not null and m.body is not null
          and m.delivery_status not in ('canceled', 'suppressed', 'failed')
        order by m.created_at desc limit 20) x), '[]'),
    'appointments', coalesce((
      select jsonb_agg(jsonb_build_object('starts_at', p.starts_at) order by p.starts_at)
      from public.appointments p where p.lead_id = v_call.lead_id and p.starts_at > p_now), '[]')
  );
end;
$$;

-- The other party of a call without a row, as its events tell: by the direction if one of them says
-- so, else by which of the two numbers is ours, else by which of them is a lead's. Null: not certain.
create function private.party_of_events(p_call_sid text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_event public.call_events;
  v_from text;
  v_to text;
begin
  select * into v_event from public.call_events e
  where e.call_sid = p_call_sid and (e.from_number is not null or e.to_number is not null)
  order by e.direction is null, e.id limit 1;
  if v_event.direction is not null then
    return private.other_party(v_event.direction::text, v_event.from_number, v_event.to_number);
  end if;
  v_from := private.other_party('inbound', v_event.from_number, v_event.to_number);
  v_to := private.other_party('outbound', v_event.from_number, v_event.to_number);
  if private.is_ours(v_from) or not exists (select 1 from public.leads l where l.phone = v_from) then
    v_from := null;
  end if;
  if private.is_ours(v_to) or not exists (select 1 from public.leads l where l.phone = v_to) then
    v_to := null;
  end if;
  return case when v_from is null then v_to when v_to is null then v_from end;
end;
$$;

-- Writes turns [{seq, role, content, heard, generated?, at}]; a turn written again is corrected.
-- Finds the lead by call_sid, else by the other party of the call: that of its row, or where there is
-- none, that of its events. Else it keeps the words and says so. Who is known to have had the call
-- stays who had it.
-- p_heard: what was heard by then, as tell_heard takes it. No turns at all link nobody.
-- Returns {saved, lead_id?, linked_by: call_sid | phone | null, link_skipped?: true}: skipped where the
-- lead's link stays with the call that stands there, since that one is still alive.
create function public.save_transcripts(
  p_call_sid text, p_turns jsonb, p_now timestamptz, p_heard jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_lead_id bigint;
  v_by text;
  v_link jsonb;
  v_saved integer;
begin
  if p_heard is not null then
    perform public.tell_heard(p_call_sid, p_heard, p_now);
  end if;
  select * into v_call from public.calls where call_sid = p_call_sid;
  if jsonb_array_length(p_turns) = 0 then
    return jsonb_build_object('saved', 0, 'lead_id', v_call.lead_id, 'linked_by', null);
  end if;
  select id into v_lead_id from public.leads where call_sid = p_call_sid;
  if v_lead_id is not null then
    v_by := 'call_sid';
  else
    v_lead_id := coalesce(v_call.lead_id, private.lead_of_line(
      case when v_call.id is null then private.party_of_events(p_call_sid) else v_call.lead_phone end));
    if v_lead_id is not null then
      v_by := 'phone';
      v_link := public.link_call(v_lead_id, p_call_sid, 'transcript', p_now);
    end if;
  end if;

  insert into public.conversation_transcripts
    (call_sid, call_id, lead_id, seq, role, content, heard, generated, timestamp)
  select p_call_sid, v_call.id, coalesce(v_lead_id, v_call.lead_id), (t ->> 'seq')::integer,
         (t ->> 'role')::public.transcript_role, t ->> 'content', (t ->> 'heard')::boolean,
         t ->> 'generated', (t ->> 'at')::timestamptz
  from jsonb_array_elements(p_turns) t
  on conflict (call_sid, seq) do update
    set content = excluded.content, heard = excluded.heard, generated = excluded.generated
    where (public.conversation_transcripts.content, public.conversation_transcripts.heard)
      is distinct from (excluded.content, excluded.heard);
  get diagnostics v_saved = row_count;
  return jsonb_build_object('saved', v_saved, 'lead_id', coalesce(v_lead_id, v_call.lead_id),
    'linked_by', v_by)
    || case when v_link ->> 'reason' = 'another_live_link' then '{"link_skipped": true}' else '{}' end::jsonb;
end;
$$;

-- The stream of a call closed: if the carrier does not say soon what became of the call, ask.
create function public.stream_closed(p_call_sid text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set next_check_at = least(next_check_at, p_now + interval '5 seconds'), updated_at = p_now
  where call_sid = p_call_sid and private.is_live(status);
  return found;
end;
$$;

-- How the call is to end: `hangup`, `human` (the agent's transfer number takes over), or `apology`
-- (we cannot be heard; the carrier says so in its own voice).
create function public.wrap_up_call(p_call_id uuid, p_kind text, p_reason text, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set wrap_up = p_kind, wrap_up_reason = p_reason, updated_at = p_now
  where id = p_call_id and private.is_live(status)
  returning * into v_call;
  if not found then
    return false;
  end if;
  if p_kind = 'human' then
    perform private.call_needs_person(v_call, p_reason, p_now);
  end if;
  return true;
end;
$$;

create function public.book_appointment(
  p_call_id uuid, p_starts_at timestamptz, p_words text, p_now timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.appointments (lead_id, call_id, starts_at, words, created_at)
  select c.lead_id, c.id, p_starts_at, p_words, p_now from public.calls c where c.id = p_call_id
  on conflict (call_id, starts_at) do update set words = excluded.words
  returning id into v_id;
  return v_id;
end;
$$;

select private.close_functions();
