-- Who texts are sent from, and how fast each may send: a number of ours, or the carrier's name for a
-- pool of them. The pace is kept here and not in a process, so that all workers share one, and so
-- that it outlives them and the queue.
create table public.senders (
  sender text primary key,
  -- Who carries it, as soon as a conversation says so.
  provider text,
  -- Segments a second, since that is what carriers count. Null: what is usual for its kind, which
  -- the workers know from their settings and tell with each claim.
  per_second numeric check (per_second > 0 and per_second <= 1000),
  usual_per_second numeric not null default 1,
  -- When everything it was given would have left, one segment after another. It may lie ahead of
  -- the clock by as much as the burst.
  free_at timestamptz not null default '-infinity',
  -- The next turn of those who asked and had to wait, so that they do not all ask again at once:
  -- of those who answer somebody, and of the others.
  next_answer_at timestamptz not null default '-infinity',
  next_other_at timestamptz not null default '-infinity',
  -- Until then the carrier takes nothing from it, and its word for why.
  rests_until timestamptz,
  rest_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 50);
select private.close_tables();

-- That it sent something is no news; that its pace was changed, or that it rests, is.
select private.tell_of('sender', 'public.senders', 'senders', null, p_topic => 'sender',
  p_key => '{sender}',
  p_hidden => '{provider,usual_per_second,free_at,next_answer_at,next_other_at,created_at,updated_at}');

-- Whatever sends has a row here, from its first campaign or conversation on.
create function private.know_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.senders (sender, provider, created_at, updated_at)
  select s.name, s.provider, new.updated_at, new.updated_at
  from (select to_jsonb(new) ->> tg_argv[0] as name, to_jsonb(new) ->> 'provider' as provider) s
  where not exists (
    select 1 from public.senders k
    where k.sender = s.name and (k.provider is not null or s.provider is null))
  on conflict (sender) do update set provider = coalesce(public.senders.provider, excluded.provider);
  return null;
end;
$$;
create trigger campaigns_know_sender after insert or update of sender on public.campaigns
  for each row execute function private.know_sender('sender');
create trigger conversations_know_sender after insert on public.sms_conversations
  for each row execute function private.know_sender('our_number');

-- A text leaves from the number of its conversation. Copied, so that a sender's line is an index.
create function private.set_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.sender := (select v.our_number from public.sms_conversations v where v.id = new.conversation_id);
  return new;
end;
$$;
create trigger messages_set_sender before insert on public.sms_messages
  for each row when (new.sender is null) execute function private.set_sender();

-- Whether somebody waits for this text: an answer, or what a person writes.
create function private.is_answer(p_kind public.message_kind) returns boolean
language sql immutable set search_path = '' as $$
  select p_kind not in ('campaign', 'single');
$$;

-- Null: the sender is free for this text, and stays so until the end of the transaction. Otherwise
-- {rule: sender_pace | sender_rests, until, reason}. Half a second may be sent ahead of the pace, and
-- by those who answer a whole one: they find the sender free while a campaign still waits for it.
create function private.sender_objection(
  p_message public.sms_messages, p_segments integer, p_usual numeric, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_sender public.senders;
  v_answers boolean := private.is_answer(p_message.kind);
  v_pace numeric;
  v_turn timestamptz;
begin
  select * into v_sender from public.senders where sender = p_message.sender for update;
  if not found then
    return null;
  end if;
  if v_sender.rests_until > p_now then
    return jsonb_build_object('rule', 'sender_rests', 'until', v_sender.rests_until,
      'reason', format('The carrier takes nothing from this sender for a while (%s).', v_sender.rest_reason));
  end if;
  v_pace := coalesce(v_sender.per_second, p_usual, v_sender.usual_per_second);
  v_turn := v_sender.free_at - make_interval(
    secs => (case when v_answers then greatest(1, 1 / v_pace) else 0.5 end)::double precision);
  if v_turn <= p_now then
    return null;
  end if;
  v_turn := greatest(v_turn, case when v_answers then v_sender.next_answer_at else v_sender.next_other_at end);
  if v_turn > p_now + interval '5 seconds' then
    -- Too long for a job to wait: the text stands in line again, where it costs nothing.
    update public.sms_messages set enqueue_at = send_at where message_id = p_message.message_id;
  else
    update public.sms_messages set enqueue_at = v_turn + interval '20 seconds'
    where message_id = p_message.message_id;
    update public.senders s
    set next_answer_at = case when v_answers then v.next else s.next_answer_at end,
        next_other_at = case when v_answers then s.next_other_at else v.next end
    from (select v_turn + make_interval(secs => (p_segments / v_pace)::double precision) as next) v
    where s.sender = p_message.sender;
  end if;
  return jsonb_build_object('rule', 'sender_pace', 'until', v_turn,
    'reason', 'The sender has sent what it may send for the moment.');
end;
$$;

-- The sender is taken for as long as so many segments need.
create function private.take_turn(
  p_sender text, p_segments integer, p_usual numeric, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.senders s
  set usual_per_second = coalesce(p_usual, s.usual_per_second),
      free_at = greatest(s.free_at, p_now) + make_interval(
        secs => (p_segments / coalesce(s.per_second, p_usual, s.usual_per_second))::double precision),
      updated_at = p_now
  where s.sender = p_sender;
$$;

-- The carrier asks for a pause. Of several wishes the longest holds.
create function private.rest_sender(
  p_sender text, p_until timestamptz, p_reason text, p_now timestamptz
) returns void
language sql security definer set search_path = '' as $$
  update public.senders
  set rests_until = p_until, rest_reason = p_reason, updated_at = p_now
  where sender = p_sender and p_until > p_now and (rests_until is null or rests_until < p_until);
$$;

-- What each sender can still be given for the time until p_now + p_ahead: {sender, pace, opens_at,
-- room: texts, given: jobs that are under way already}. Texts count as one segment here; what is
-- longer is found out when it is claimed.
create function private.sender_rooms(p_ahead interval, p_now timestamptz)
returns table (sender text, pace numeric, opens_at timestamptz, room integer, given integer)
language sql stable security definer set search_path = '' as $$
  select o.sender, o.pace, o.opens_at,
    -- Not more at once than anybody could take, however fast the sender.
    least(ceil(extract(epoch from p_now + p_ahead - o.opens_at) * o.pace), 10000)::integer,
    (select count(*)::integer from public.sms_messages m
     where m.sender = o.sender and m.delivery_status in ('pending', 'held')
       and m.enqueue_at > m.send_at and m.enqueue_at > p_now + p_ahead)
  from (
    select s.sender, coalesce(s.per_second, s.usual_per_second) as pace,
           greatest(p_now, s.free_at, s.rests_until) as opens_at
    from public.senders s) o
  where o.opens_at < p_now + p_ahead;
$$;

-- A person sets the pace; null is the usual one again. False for a sender that nobody knows.
create function public.set_sender_pace(p_sender text, p_per_second numeric, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.senders set per_second = p_per_second, updated_at = p_now
  where sender = p_sender and per_second is distinct from p_per_second;
  return found or exists (select 1 from public.senders where sender = p_sender);
end;
$$;

-- Somebody has looked: the sender may go on, and what was held because it rested goes first.
-- Returns false for a sender that nobody knows.
create function public.wake_sender(p_sender text, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.senders set rests_until = null, rest_reason = null, updated_at = p_now
  where sender = p_sender and rests_until is not null;
  if not found then
    return exists (select 1 from public.senders where sender = p_sender);
  end if;
  update public.sms_messages m
  set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (
    select message_id from public.sms_messages
    where sender = p_sender and delivery_status = 'held' and held_reason = 'sender_rests'
    for update skip locked
  ) held
  where m.message_id = held.message_id;
  return true;
end;
$$;

-- [{sender, per_second, usual_per_second, waiting, free_at, rests_until, rest_reason}]: `waiting` is
-- what is due and has not left, planned or not; `free_at` when all it was given has left.
create function public.list_senders(p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' set timezone = 'UTC' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'sender', s.sender, 'per_second', s.per_second, 'usual_per_second', s.usual_per_second,
    'waiting', (
      select count(*) from public.sms_messages m
      where m.sender = s.sender and m.delivery_status in ('pending', 'held') and m.send_at <= p_now
    ) + (
      select count(*) from public.campaigns c
      join public.sms_campaign_enrollments e on e.campaign_id = c.id
      join public.campaign_steps p on p.campaign_id = c.id and p.position = e.next_step
      where c.sender = s.sender and c.status = 'running' and p.channel = 'text'
        and e.status = 'active' and e.message_id is null and e.call_id is null
        and e.next_message_at <= p_now),
    'free_at', case when s.free_at > p_now then s.free_at end,
    'rests_until', case when s.rests_until > p_now then s.rests_until end,
    'rest_reason', case when s.rests_until > p_now then s.rest_reason end) order by s.sender), '[]')
  from public.senders s;
$$;

select private.close_functions();
