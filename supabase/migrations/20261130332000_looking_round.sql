-- Looking round: one reading says for all rounds which of them have something to do, so that a house in
-- which nothing happens is not asked by each of them again and again.

-- The names of the jobs that would find something. It may name one that finds nothing, and must leave
-- out none that would: where a round has a reading of its own for what is due, it is that reading.
create function public.work_due(p_calls_ahead interval, p_texts_ahead interval, p_now timestamptz)
returns text[]
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare
  v_due text[] := '{}';
begin
  if exists (select 1 from public.calls c where private.is_live(c.status) and c.next_check_at <= p_now)
     or exists (select 1 from public.calls c where c.price_check_at <= p_now) then
    v_due := v_due || 'check-calls'::text;
  end if;
  if public.lost_work(p_calls_ahead, p_now, 1)
     <> '{"due": [], "unsettled": [], "unanalysed": []}'::jsonb then
    v_due := v_due || 'sweep-calls'::text;
  end if;
  if exists (select 1 from public.inbound_arrivals a where a.created_at <= p_now - interval '5 seconds')
     or private.texts_are_due(p_texts_ahead, p_now)
     or public.claim_due_replies(p_texts_ahead, p_now, 1) <> '[]'
     or public.claim_unjudged(p_texts_ahead, interval '0', p_now, 1) <> '[]'
     or exists (select 1 from public.unanalysed_conversations(p_now, 1)) then
    v_due := v_due || 'sweep-texts'::text;
  end if;
  if exists (select 1 from public.sms_messages m
             where m.delivery_status in ('sending', 'unknown', 'queued', 'sent')
               and m.next_check_at <= p_now) then
    v_due := v_due || 'check-texts'::text;
  end if;
  if private.look_is_due(p_now) then
    v_due := v_due || 'find-lost-texts'::text;
  end if;
  if public.due_webhooks(p_now, 1) <> '[]' then
    v_due := v_due || 'sweep-webhooks'::text;
  end if;
  return v_due;
end;
$$;

-- Whether claim_due_messages may plan a step or give out a text: of a sender that has room, or of a
-- campaign that runs, whose calls no sender holds back.
create function private.texts_are_due(p_ahead interval, p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  return exists (
      select 1 from private.sender_rooms(p_ahead, p_now) r cross join lateral (
        (select 1 from public.sms_messages a
         where a.sender = r.sender and a.delivery_status in ('pending', 'held')
           and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead limit 1)
        union all
        (select 1 from public.sms_messages o
         where o.sender = r.sender and o.delivery_status in ('pending', 'held')
           and o.kind in ('campaign', 'single') and o.enqueue_at <= p_now + p_ahead limit 1)) m)
    or exists (
      select 1 from public.campaigns c cross join lateral (
        select 1 from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null
          and x.call_id is null and x.next_message_at <= p_now + p_ahead limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now));
end;
$$;

-- Whether the carrier's list of inbound texts may have to be read; find-lost-texts looks closer.
create function private.look_is_due(p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_door public.inbound_door;
  v_look public.inbound_looks;
begin
  select * into v_look from public.inbound_looks l where l.provider = 'twilio';
  if not found or v_look.updated_at <= p_now - interval '1 minute' then
    return true;
  end if;
  select * into v_door from public.inbound_door;
  return found and (v_look.looked_until < v_door.open_since
    or (v_door.seen_at < p_now - private.door_is_away_after()
      and v_look.updated_at <= p_now - interval '5 seconds'));
end;
$$;

-- An api says in one breath that it is at work and that it takes in webhooks. Its sign is written as
-- often as anybody needs it, which is less often than the door's.
create function public.api_beat(p_instance text, p_opens boolean, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.note_door(p_opens, p_now);
  if not exists (select 1 from public.signs_of_life s
                 where s.service = 'api' and s.instance = p_instance
                   and s.at > clock_timestamp() - interval '1500 milliseconds') then
    perform public.sign_of_life('api', p_instance, null);
  end if;
end;
$$;

-- It leaves in good order.
create function public.api_leaves(p_instance text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.close_door(p_now);
  perform public.sign_off('api', p_instance);
end;
$$;

select private.close_functions();
