-- Open conversations without a word for p_days in which nothing is planned. Each call reads some
-- hundreds of the silent ones, in rounds: a million that wait for the next step of a campaign are
-- not all read each time.
create function public.idle_conversations(p_days numeric, p_now timestamptz, p_limit integer)
returns setof uuid
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_slice constant integer := greatest(1000, 5 * p_limit);
  v_from private.rounds;
  v_idle uuid[];
  v_last public.sms_conversations;
begin
  select * into v_from from private.rounds r where r.name = 'idle_conversations';
  with slice as materialized (
    select v.id, v.lead_phone, v.owner, v.reply_due_at, v.last_activity_at
    from public.sms_conversations v
    where v.ended_at is null
      and v.last_activity_at < p_now - make_interval(secs => (p_days * 86400)::double precision)
      and (v.last_activity_at, v.id) > (v_from.reached_at, v_from.reached_id)
    order by v.last_activity_at, v.id limit v_slice
  ), idle as (
    select s.id, s.last_activity_at from slice s
    where s.owner <> 'paused' and s.reply_due_at is null
      and not exists (select 1 from public.sms_campaign_enrollments e
                      where e.lead_phone = s.lead_phone and e.status = 'active')
      and not exists (select 1 from public.sms_messages m
                      where m.lead_phone = s.lead_phone and private.is_waiting(m.delivery_status))
    order by s.last_activity_at, s.id limit p_limit
  )
  select (select array_agg(i.id order by i.last_activity_at, i.id) from idle i),
         (select array_agg(s.id order by s.last_activity_at, s.id) from slice s)[v_slice]
  into v_idle, v_last.id;
  -- Where the limit was reached, the next call goes on after the last one found.
  if cardinality(v_idle) = p_limit then
    v_last.id := v_idle[p_limit];
  end if;
  update private.rounds r
  set reached_at = coalesce(w.last_activity_at, '-infinity'),
      reached_id = coalesce(w.id, '00000000-0000-0000-0000-000000000000')
  from (select 1) one
  left join public.sms_conversations w on w.id = v_last.id
  where r.name = 'idle_conversations'
    and (r.reached_at, r.reached_id) is distinct from (coalesce(w.last_activity_at, '-infinity'),
      coalesce(w.id, '00000000-0000-0000-0000-000000000000'));
  return query select unnest(v_idle);
end;
$$;
