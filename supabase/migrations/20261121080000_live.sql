-- The live log: what a reader of the outbox may believe, how far back it goes, and the state that
-- the events continue.

-- When the row was written, by the database's own clock: only to measure how late a reader is.
alter table public.events add column written_at timestamptz not null default clock_timestamp();

-- One row: up to which id the log has been pruned. Whoever read less than that has a hole.
create table private.event_log (
  one boolean primary key default true check (one),
  pruned_to bigint not null default 0
);
insert into private.event_log default values;

create index analyses_newest on public.conversation_analyses (created_at desc, id desc);
create index appointments_newest on public.appointments (created_at desc, id desc);

-- A watermark over transactions is not enough for a log in the order of ids: the older of two
-- transactions may take the higher id.
drop function public.read_events(bigint, integer);

-- A row that is gone says which one it was, and nothing of what stood in it.
create or replace function private.announce() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  v_noun text := tg_argv[0];
  v_verb text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end;
begin
  insert into public.events (topic, type, payload, at)
  values (
    v_noun || ':' || (v_row ->> tg_argv[1]),
    v_noun || '.' || v_verb,
    case when tg_op = 'DELETE' then
      (select coalesce(jsonb_object_agg(k.key, k.value), '{}') from jsonb_each(v_row) k
       where k.key in ('id', 'message_id', 'conversation_id', 'campaign_id', 'position'))
    -- A token opens a media stream, and a hash finds a number again: both are nobody's business.
    else v_row - 'stream_token_hash' - 'stream_token_expires_at' - 'phone_hash'
    end,
    coalesce((v_row ->> 'updated_at')::timestamptz, (v_row ->> 'timestamp')::timestamptz,
             (v_row ->> 'created_at')::timestamptz, now())
  );
  return null;
end;
$$;

create trigger transcripts_announce_end after delete on public.conversation_transcripts
  for each row execute function private.announce('transcript', 'call_sid');
create trigger analyses_announce_end after delete on public.conversation_analyses
  for each row execute function private.announce('analysis', 'id');
create trigger appointments_announce_end after delete on public.appointments
  for each row execute function private.announce('appointment', 'id');
create trigger suppressions_announce_change after update on public.suppressions
  for each row execute function private.announce('suppression', 'id');

-- What may be read of the log. An id is taken before its transaction commits, so a higher one can
-- be seen first: a gap is either still to come or was rolled back. It is certain once every
-- transaction is over that had begun to write when the gap was seen. That moment is the fence: a
-- transaction id handed out after the highest id of the log. A reader keeps it from call to call.
--
-- Up to its end the log has no gap, or only certain ones: {events, position, fence, fence_id, tail,
-- lag_ms}. Without p_after it says where the log ends; position is null until that is certain.
create function public.read_outbox(
  p_after bigint, p_fence text, p_fence_id bigint, p_limit integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_fence xid8 := p_fence::xid8;
  v_fence_id bigint := p_fence_id;
  v_position bigint := p_after;
  v_final bigint := p_after;
  v_events jsonb := '[]';
  v_unsure boolean := p_after is null;
  v_lag double precision;
  v_tail bigint;
begin
  for v_round in 1..2 loop
    -- Each statement sees what is committed when it begins: first the fence, then the rows.
    if v_fence is not null and pg_snapshot_xmin(pg_current_snapshot()) >= v_fence then
      v_final := greatest(p_after, v_fence_id);
      v_position := v_final;
      v_unsure := false;
      v_fence := null;
      v_fence_id := null;
    end if;
    if p_after is not null then
      with page as materialized (
        select e.* from public.events e where e.id > p_after order by e.id limit p_limit
      ), judged as (
        select p.*, p.id <= v_final or
          p.id - row_number() over (partition by p.id <= v_final order by p.id) = v_final as certain
        from page p
      )
      select
        coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'topic', j.topic, 'type', j.type,
          'payload', j.payload, 'at', j.at) order by j.id) filter (where j.certain), '[]'),
        case when count(*) = p_limit and bool_and(j.certain) then max(j.id)
          else greatest(v_final, max(j.id) filter (where j.certain)) end,
        coalesce(bool_or(not j.certain), false),
        extract(epoch from clock_timestamp() - min(j.written_at) filter (where j.certain)) * 1000
      into v_events, v_position, v_unsure, v_lag
      from judged j;
    end if;
    exit when not v_unsure or v_fence is not null;
    select case when s.is_called then s.last_value else 0 end into v_fence_id
    from public.events_id_seq s;
    v_fence := pg_current_xact_id();
  end loop;
  select l.pruned_to into v_tail from private.event_log l;
  return jsonb_build_object(
    'events', v_events, 'position', v_position, 'fence', v_fence::text, 'fence_id', v_fence_id,
    'tail', v_tail, 'lag_ms', coalesce(v_lag, 0));
end;
$$;

-- A part of the log that a relay has already found certain, for a reader who was away:
-- {events, tail}. Below the tail something may be missing.
create function public.event_page(p_after bigint, p_to bigint, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'tail', (select l.pruned_to from private.event_log l),
    'events', coalesce((
      select jsonb_agg(jsonb_build_object('id', e.id, 'topic', e.topic, 'type', e.type,
        'payload', e.payload, 'at', e.at) order by e.id)
      from (
        select * from public.events where id > p_after and id <= p_to order by id limit p_limit
      ) e), '[]')
  );
$$;

-- Which ids a reader may have seen: {tail, newest}.
create function public.event_bounds() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'tail', (select l.pruned_to from private.event_log l),
    'newest', (select case when s.is_called then s.last_value else 0 end
      from public.events_id_seq s));
$$;

-- Forgets the oldest events as far as they are older than p_before; how many it forgot. Of several
-- that do this at once, one does.
create function public.prune_events(p_before timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_to bigint;
  v_gone integer;
begin
  perform 1 from private.event_log for update skip locked;
  if not found then
    return 0;
  end if;
  with oldest as (
    select e.id, e.at from public.events e order by e.id limit p_limit
  )
  select max(o.id) into v_to from oldest o
  where o.id < coalesce((select min(k.id) from oldest k where k.at >= p_before), 9223372036854775807);
  if v_to is null then
    return 0;
  end if;
  delete from public.events where id <= v_to;
  get diagnostics v_gone = row_count;
  update private.event_log set pruned_to = greatest(pruned_to, v_to);
  return v_gone;
end;
$$;

-- The newest rows of everything the log tells of, as one moment saw them. The window says from
-- which row on: given again, it gives the same part of a later state.
create function public.live_snapshot(p_limit integer, p_turns integer, p_window jsonb) returns jsonb
language sql stable security definer set search_path = '' set timezone = 'UTC' as $$
  with w as materialized (
    select
      case when p_window is null then (
        select l.id from public.leads l order by l.id desc offset p_limit - 1 limit 1)
        else (p_window ->> 'leads')::bigint end as leads,
      case when p_window is null then (
        select c.created_at from public.calls c order by c.created_at desc offset p_limit - 1 limit 1)
        else (p_window ->> 'calls')::timestamptz end as calls,
      case when p_window is null then (
        select t.id from public.conversation_transcripts t order by t.id desc offset p_turns - 1 limit 1)
        else (p_window ->> 'transcripts')::bigint end as transcripts,
      case when p_window is null then (
        select a.created_at from public.conversation_analyses a
        order by a.created_at desc offset p_limit - 1 limit 1)
        else (p_window ->> 'analyses')::timestamptz end as analyses,
      case when p_window is null then (
        select a.created_at from public.appointments a
        order by a.created_at desc offset p_limit - 1 limit 1)
        else (p_window ->> 'appointments')::timestamptz end as appointments,
      case when p_window is null then (
        select s.id from public.suppressions s order by s.id desc offset p_limit - 1 limit 1)
        else (p_window ->> 'suppressions')::bigint end as suppressions
  )
  select jsonb_build_object(
    'window', (select to_jsonb(w) from w),
    'leads', coalesce((
      select jsonb_agg(to_jsonb(l) order by l.id desc) from public.leads l
      where l.id >= (select coalesce(w.leads, 0) from w)), '[]'),
    'calls', coalesce((
      select jsonb_agg(to_jsonb(c) - 'stream_token_hash' order by c.created_at desc, c.id desc)
      from public.calls c
      where c.created_at >= (select coalesce(w.calls, '-infinity') from w)), '[]'),
    'transcripts', coalesce((
      select jsonb_agg(to_jsonb(t) order by t.id) from public.conversation_transcripts t
      where t.id >= (select coalesce(w.transcripts, 0) from w)), '[]'),
    'analyses', coalesce((
      select jsonb_agg(to_jsonb(a) order by a.created_at desc, a.id desc)
      from public.conversation_analyses a
      where a.created_at >= (select coalesce(w.analyses, '-infinity') from w)), '[]'),
    'appointments', coalesce((
      select jsonb_agg(to_jsonb(a) order by a.created_at desc, a.id desc) from public.appointments a
      where a.created_at >= (select coalesce(w.appointments, '-infinity') from w)), '[]'),
    'suppressions', coalesce((
      select jsonb_agg(to_jsonb(s) - 'phone_hash' order by s.id desc) from public.suppressions s
      where s.id >= (select coalesce(w.suppressions, 0) from w)), '[]')
  );
$$;

-- Deletes a lead and what was said; keeps the block, and bare facts of calls without the number.
-- A live call refuses: hang up first. Returns {deleted, reason}.
create or replace function public.delete_lead(p_id bigint, p_now timestamptz) returns jsonb
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
  -- What the log has told of this person goes first: what it tells from here on names nobody, and
  -- a reader who held the rows needs it.
  delete from public.events
  where topic = 'lead:' || p_id
     or topic in (select 'call:' || c.id from public.calls c where c.lead_id = p_id)
     or topic in (select 'transcript:' || c.call_sid from public.calls c where c.lead_id = p_id)
     or payload ->> 'lead_id' = p_id::text
     or (topic like 'suppression:%' and payload ->> 'phone' = v_phone);
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
  delete from public.leads where id = p_id;
  return jsonb_build_object('deleted', true);
end;
$$;

do $$
declare
  f record;
begin
  for f in
    select p.oid::regprocedure as name from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.proname in (
      'read_outbox', 'event_page', 'event_bounds', 'prune_events', 'live_snapshot')
  loop
    execute format('revoke all on function %s from public, anon, authenticated', f.name);
    execute format('grant execute on function %s to service_role', f.name);
  end loop;
end;
$$;
