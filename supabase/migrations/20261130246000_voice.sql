-- Whether the people we call hear us: what was heard on each call, when dialing rests by itself, and
-- what became of being put through to a person.

-- A thing that others depend on (`voice`: that we are heard on calls; `language_model`: that it
-- answers). After some failures in a row it rests, and one try at a time finds out when it works again.
create table public.breakers (
  name text primary key check (name in ('voice', 'language_model')),
  failures integer not null default 0,
  -- It rests since then; null: it does not.
  opened_at timestamptz,
  reason text,
  tries integer not null default 0,
  next_try_at timestamptz,
  -- Who is trying just now, and until when nobody else does.
  trial text,
  trial_until timestamptz,
  last_ok_at timestamptz,
  last_failure_at timestamptz,
  updated_at timestamptz not null
);
insert into public.breakers (name, updated_at) values ('voice', now()), ('language_model', now());

-- Processes that say that they are at work, by the database's own clock: they are compared with each
-- other, and the clocks of several machines differ.
create table public.signs_of_life (
  service text not null,
  instance text not null,
  at timestamptz not null,
  -- Why it cannot do its work although it lives.
  fault text,
  primary key (service, instance)
);

create function private.breaker_failed(
  p_name text, p_reason text, p_after integer, p_pause interval, p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name for update;
  v.failures := v.failures + 1;
  if v.opened_at is null and v.failures < p_after then
    update public.breakers
    set failures = v.failures, last_failure_at = p_now, updated_at = p_now where name = p_name;
    return false;
  end if;
  -- What had begun before it rested says nothing new.
  if v.opened_at is not null and v.trial is null then
    update public.breakers
    set failures = v.failures, last_failure_at = p_now, updated_at = p_now where name = p_name;
    return false;
  end if;
  update public.breakers
  set failures = v.failures, opened_at = coalesce(v.opened_at, p_now), reason = p_reason,
      tries = case when v.opened_at is null then 0 else v.tries + 1 end,
      next_try_at = p_now + least(interval '15 minutes',
        p_pause * power(2, case when v.opened_at is null then 0 else least(v.tries + 1, 10) end)),
      trial = null, trial_until = null, last_failure_at = p_now, updated_at = p_now
  where name = p_name;
  return v.opened_at is null;
end;
$$;

-- True if it rested until now.
create function private.breaker_ok(p_name text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name;
  -- What goes well a hundred times a minute is not written a hundred times.
  if v.failures = 0 and v.opened_at is null and v.last_ok_at > p_now - interval '1 minute' then
    return false;
  end if;
  select * into v from public.breakers where name = p_name for update;
  update public.breakers
  set failures = 0, opened_at = null, reason = null, tries = 0, next_try_at = null, trial = null,
      trial_until = null, last_ok_at = p_now, updated_at = p_now
  where name = p_name;
  return v.opened_at is not null;
end;
$$;

-- Null: go on, or try whether it works again. Else the moment to ask anew.
create function private.breaker_asks(
  p_name text, p_trial text, p_trial_lasts interval, p_now timestamptz
) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  v public.breakers;
begin
  select * into v from public.breakers where name = p_name;
  if v.opened_at is null then
    return null;
  end if;
  select * into v from public.breakers where name = p_name for update;
  if v.opened_at is null or v.trial = p_trial then
    return null;
  end if;
  if v.trial is not null and v.trial_until > p_now then
    return least(v.trial_until, p_now + interval '15 seconds');
  end if;
  if v.next_try_at > p_now then
    return v.next_try_at;
  end if;
  update public.breakers
  set trial = p_trial, trial_until = p_now + p_trial_lasts, updated_at = p_now where name = p_name;
  return null;
end;
$$;

-- Nobody is dialed while those who pick up do not hear us, but for one call at a time that finds out.
-- Returns null, or what begin_call is to answer. A trial that nobody picked up has found out nothing.
create function private.hold_while_voice_rests(p_id uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_until timestamptz;
begin
  -- Looked at under its lock: two who come at once must not both be the one that tries.
  perform 1 from public.breakers b where b.name = 'voice' and b.opened_at is not null for update;
  if not found then
    return null;
  end if;
  update public.breakers b
  set trial = null, trial_until = null
  where b.name = 'voice' and b.trial is not null and b.trial <> p_id::text and not exists (
    select 1 from public.calls c where c.id = b.trial::uuid
      and (private.is_live(c.status) or (c.ended_at is not null and c.settled_at is null)));
  v_until := private.breaker_asks('voice', p_id::text, interval '20 minutes', p_now);
  if v_until is null then
    return null;
  end if;
  perform public.hold_call(p_id, v_until, 'voice_not_heard',
    'Several people in a row picked up and heard nothing of us; one call at a time tries again.',
    (select jsonb_build_object('calls_in_a_row', b.failures, 'reason', b.reason, 'since', b.opened_at)
     from public.breakers b where b.name = 'voice'), p_now);
  return jsonb_build_object('verdict', 'wait', 'until', v_until, 'rule', 'voice_not_heard');
end;
$$;

-- We are heard: what waited for that goes on.
create function private.voice_heard(p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.breaker_ok('voice', p_now) then
    update public.calls c set run_at = p_now, updated_at = p_now
    from (select h.id from public.calls h
          where h.status = 'held' and h.held_reason = 'voice_not_heard' and h.run_at > p_now
          for update skip locked) h
    where c.id = h.id;
  end if;
end;
$$;

-- What is known of the sound on a call, for whoever judges it.
create function private.heard_on(p_call public.calls) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'agent_ms', p_call.agent_heard_ms, 'lead_ms', p_call.lead_heard_ms,
    'agent_words', coalesce(sum(cardinality(regexp_split_to_array(btrim(t.content), '\s+')))
      filter (where t.role = 'assistant'), 0),
    'lead_words', coalesce(sum(cardinality(regexp_split_to_array(btrim(t.content), '\s+')))
      filter (where t.role = 'user'), 0))
  from public.conversation_transcripts t
  where t.call_sid = p_call.call_sid and btrim(t.content) <> '';
$$;

-- A call and what is known of its sound, for whoever decides what follows: {call, heard}, or null.
create function public.call_to_settle(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('call', to_jsonb(c) - 'stream_token_hash', 'heard', private.heard_on(c))
  from public.calls c where c.id = p_id;
$$;

-- The media gateway's account of one stream: {stream, agent_ms, lead_ms, reason?, over, enough}, all
-- since the call began. `stream` is how many were opened, `enough` that the lead has heard us.
create function public.tell_heard(p_call_sid text, p_heard jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.calls
  set agent_heard_ms = greatest(agent_heard_ms, (p_heard ->> 'agent_ms')::integer),
      lead_heard_ms = greatest(lead_heard_ms, (p_heard ->> 'lead_ms')::integer),
      silence_reason = coalesce(p_heard ->> 'reason', silence_reason),
      stream_open_since = case
        when (p_heard ->> 'over')::boolean and streams_opened = (p_heard ->> 'stream')::integer then null
        else stream_open_since end,
      updated_at = p_now
  where call_sid = p_call_sid;
  if not found then
    return false;
  end if;
  if (p_heard ->> 'enough')::boolean then
    perform private.voice_heard(p_now);
  end if;
  return true;
end;
$$;

-- A stream is over: its last words, what was heard on it, and that the carrier is to be asked if it
-- does not say soon what became of the call. p_turns as save_transcripts takes them, p_heard as
-- tell_heard does. Returns what save_transcripts returns.
create function public.end_media_session(
  p_call_sid text, p_turns jsonb, p_heard jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_saved jsonb := public.save_transcripts(p_call_sid, p_turns, p_now, p_heard);
begin
  perform public.stream_closed(p_call_sid, p_now);
  return v_saved;
end;
$$;

-- What follows from how well we were heard. p_next: silence_reason (there is one if the lead picked up
-- in vain; a machine that answered has none, and counts as tried, as a line that was busy), voice: {heard: true | false, rests_after, pause_seconds} if the call says something about our voice.
create function private.after_silence(p_call public.calls, p_next jsonb, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_next ->> 'silence_reason' is not null and p_call.status = 'completed' then
    -- Whoever heard nothing of us was not contacted, unless we were in touch before.
    update public.leads l set lead_status = 'new', updated_at = p_now
    where l.id = p_call.lead_id and l.lead_status = 'contacted' and not private.was_in_touch(l.id);
  end if;
  if (p_next -> 'voice' ->> 'heard')::boolean then
    perform private.voice_heard(p_now);
  elsif (p_next -> 'voice' ->> 'heard')::boolean is false then
    perform private.breaker_failed('voice', p_call.silence_reason,
      (p_next -> 'voice' ->> 'rests_after')::integer,
      make_interval(secs => (p_next -> 'voice' ->> 'pause_seconds')::double precision), p_now);
  end if;
end;
$$;

-- Whether anything of ours ever got through to this lead, or anything of the lead to us.
create function private.was_in_touch(p_lead_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.calls c where c.lead_id = p_lead_id
      and (c.reached or (c.settled_at is null and c.call_sid is not null)
        or c.status in ('busy', 'no_answer') or (c.status = 'completed' and (c.reached is null or c.silence_reason is null))))
    or exists (select 1 from public.sms_messages m where m.lead_id = p_lead_id
      and (m.direction = 'inbound' or m.delivery_status in ('sent', 'delivered')));
$$;

-- Being put through to a person came to its end. Taken: the call is over for us. Otherwise the talk
-- goes on with the agent. Returns false for a call that is not ours.
create function public.transfer_ended(p_call_sid text, p_result text, p_payload jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  select * into v_call from public.calls where call_sid = p_call_sid for update;
  if not found then
    return false;
  end if;
  insert into public.call_events (call_id, call_sid, kind, call_status, payload, received_at)
  values (v_call.id, p_call_sid, 'transfer', p_result, coalesce(p_payload, '{}'), p_now)
  on conflict do nothing;
  update public.calls
  set transfer_result = p_result,
      wrap_up = case when p_result = 'completed' then wrap_up when wrap_up = 'human' then null else wrap_up end,
      wrap_up_reason = case when p_result <> 'completed' and wrap_up = 'human' then null else wrap_up_reason end,
      updated_at = p_now
  where id = v_call.id;
  return true;
end;
$$;

-- A process says that it is at work (p_fault: or why it is not); a null instance never was.
create function public.sign_of_life(p_service text, p_instance text, p_fault text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.signs_of_life (service, instance, at, fault)
  values (p_service, p_instance, clock_timestamp(), p_fault)
  on conflict (service, instance) do update set at = excluded.at, fault = excluded.fault;
  delete from public.signs_of_life where at < clock_timestamp() - interval '1 hour';
end;
$$;

create function public.sign_off(p_service text, p_instance text) returns void
language sql security definer set search_path = '' as $$
  delete from public.signs_of_life where service = p_service and instance = p_instance;
$$;

-- What keeps calls from being answered: null, or a word. A service that has said nothing for p_within
-- is away; one healthy instance is enough.
create function private.voice_fault(p_within interval) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when not exists (select 1 from public.signs_of_life s
      where s.service = 'api' and s.at > clock_timestamp() - p_within) then 'api_away'
    when not exists (select 1 from public.signs_of_life s
      where s.service = 'media-gateway' and s.at > clock_timestamp() - p_within) then 'gateway_away'
    else (select case when bool_or(s.fault is null) then null else max(s.fault) end
      from public.signs_of_life s
      where s.service = 'media-gateway' and s.at > clock_timestamp() - p_within) end;
$$;

-- The language model: p_ok null asks whether it may be asked (then p_trial says for whose sake).
-- Returns {until: null | moment, opened: whether it has just begun to rest, reason}.
create function public.language_model_news(
  p_ok boolean, p_reason text, p_trial text, p_after integer, p_pause_seconds double precision,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_opened boolean := false;
  v_until timestamptz;
begin
  if p_ok then
    perform private.breaker_ok('language_model', p_now);
  elsif p_ok is false then
    v_opened := private.breaker_failed('language_model', p_reason, p_after,
      make_interval(secs => p_pause_seconds), p_now);
    select b.next_try_at into v_until from public.breakers b where b.name = 'language_model';
  else
    v_until := private.breaker_asks('language_model', p_trial, interval '45 seconds', p_now);
  end if;
  return jsonb_build_object('until', v_until, 'opened', v_opened,
    'reason', (select b.reason from public.breakers b where b.name = 'language_model'));
end;
$$;

-- What rests, for whoever looks: [{name, opened_at, reason, failures, next_try_at}].
create function public.resting(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', b.name, 'since', b.opened_at, 'reason', b.reason,
    'failures', b.failures, 'next_try_at', b.next_try_at,
    'resting_seconds', extract(epoch from p_now - b.opened_at)) order by b.name), '[]')
  from public.breakers b where b.opened_at is not null;
$$;

select private.close_tables();
select private.close_functions();
