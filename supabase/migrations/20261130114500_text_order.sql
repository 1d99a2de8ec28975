-- The order of a lead's texts is that in which they reached us. What reaches a process is stored at
-- once (store_arrivals, cheap and in batches), and then takes its place in its conversation under the
-- telephone's lock, together with whatever arrived before it, at this process or at another
-- (take_in_arrivals). Until then nothing leaves for that telephone: it may be a STOP, or the rest of
-- what an answer should answer.

create function private.text_comes_in(p_phone text) returns boolean
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return exists (select 1 from public.inbound_arrivals a where a.lead_phone = p_phone);
end;
$$;

-- When to look again whether it has.
create function private.coming_in_takes() returns interval
language sql immutable security definer set search_path = '' as $$
  select interval '250 milliseconds';
$$;

-- A moment for a text of the lead that stands behind those that are there already: time goes the way
-- of the places.
create function private.after_the_last(p_conversation_id uuid, p_at timestamptz) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select greatest(p_at, (
    select m.created_at + interval '1 microsecond' from public.sms_messages m
    where m.conversation_id = p_conversation_id and m.direction = 'inbound'
    order by m.seq desc limit 1));
$$;

-- p_texts: texts as receive_message takes them, each with `arrived_at`. Told again, they are the same.
create function public.store_arrivals(p_texts jsonb, p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  insert into public.inbound_arrivals (message_id, lead_phone, arrived_at, text, created_at)
  select (t ->> 'message_id')::uuid, t ->> 'from', (t ->> 'arrived_at')::timestamptz, t, p_now
  from jsonb_array_elements(p_texts) t
  on conflict (message_id) do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end;
$$;

-- What became of a text that somebody else has taken in: in the words of receive_message.
create function private.taken_in(p_message_id uuid, p_sid text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
begin
  select * into v_message from public.sms_messages m
  where m.message_id = p_message_id or m.provider_sid = p_sid
  order by m.message_id = p_message_id desc limit 1;
  if not found then
    return jsonb_build_object('result', 'gone');
  end if;
  return jsonb_build_object(
    'result', case when v_message.message_id = p_message_id then 'recorded' else 'repeated' end,
    'message', to_jsonb(v_message),
    'conversation', (select to_jsonb(v) from public.sms_conversations v where v.id = v_message.conversation_id),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_message.lead_id),
    'created_lead', false, 'reopened', false, 'paused', 0,
    'suppressed', private.is_suppressed(v_message.lead_phone, 'sms'));
end;
$$;

-- Takes in, of each telephone, what arrived up to the latest of these texts, in the order of arrival.
-- One that does not fit hinders no other: it is dropped and said to be `refused`; one that failed for
-- a reason that may pass stays where it is. p_wanted: [{message_id, provider_sid, from, arrived_at}].
-- Returns [{message_id, result: recorded | repeated | refused | failed | gone, sqlstate?, and what
-- receive_message returns}] of all that were taken in, and of all that were asked for.
create function public.take_in_arrivals(p_wanted jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_arrival public.inbound_arrivals;
  v_results jsonb := '[]';
  v_one jsonb;
begin
  -- Always in this order, so that two who take in several telephones do not wait for each other.
  perform private.lock_phone(w.phone) from (
    select distinct t ->> 'from' as phone from jsonb_array_elements(p_wanted) t order by 1) w;
  for v_arrival in
    select a.* from (
      select t ->> 'from' as phone, max((t ->> 'arrived_at')::timestamptz) as until
      from jsonb_array_elements(p_wanted) t group by 1) w
    join public.inbound_arrivals a on a.lead_phone = w.phone and a.arrived_at <= w.until
    order by a.arrived_at, a.message_id
  loop
    begin
      v_one := public.receive_message(
        v_arrival.text || jsonb_build_object('heard_at', p_now), v_arrival.arrived_at);
      delete from public.inbound_arrivals where message_id = v_arrival.message_id;
    exception when others then
      v_one := jsonb_build_object('sqlstate', sqlstate,
        'result', case when sqlstate like '22%' or sqlstate like '23%' then 'refused' else 'failed' end);
      if v_one ->> 'result' = 'refused' then
        delete from public.inbound_arrivals where message_id = v_arrival.message_id;
      else
        update public.inbound_arrivals set failed_with = sqlstate where message_id = v_arrival.message_id;
      end if;
    end;
    v_results := v_results || (v_one || jsonb_build_object('message_id', v_arrival.message_id));
  end loop;
  return v_results || coalesce((
    select jsonb_agg(private.taken_in((t ->> 'message_id')::uuid, t ->> 'provider_sid')
      || jsonb_build_object('message_id', t ->> 'message_id'))
    from jsonb_array_elements(p_wanted) t
    where not exists (select 1 from jsonb_array_elements(v_results) r
                      where r ->> 'message_id' = t ->> 'message_id')), '[]');
end;
$$;

-- What a process has left behind that died, or gave up, between the two. Returns as take_in_arrivals.
create function public.take_in_left_arrivals(p_older interval, p_now timestamptz, p_limit integer)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_left jsonb;
begin
  select jsonb_agg(jsonb_build_object('message_id', a.message_id, 'from', a.lead_phone,
    'arrived_at', a.arrived_at, 'provider_sid', a.text ->> 'provider_sid')) into v_left
  from (select * from public.inbound_arrivals x where x.created_at <= p_now - p_older
        order by x.created_at limit p_limit) a;
  return case when v_left is null then '[]' else public.take_in_arrivals(v_left, p_now) end;
end;
$$;

-- The histories of several numbers in one reading, in the order in which they are asked for. p_asked:
-- [{phone, lead_id, since}], each as number_history takes them.
create function public.number_histories(p_asked jsonb, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(public.number_history(t.a ->> 'phone', (t.a ->> 'lead_id')::bigint,
    (t.a ->> 'since')::timestamptz, p_now) order by t.n), '[]')
  from jsonb_array_elements(p_asked) with ordinality t(a, n);
$$;

select private.close_functions();
