-- How a campaign is going: {enrollments: {status: n}, messages: {status: n}, today: n}.
create function public.campaign_progress(p_campaign_id uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  select jsonb_build_object(
    'enrollments', coalesce((
      select jsonb_object_agg(s.status, s.n) from (
        select o.status, count(*) as n from public.sms_campaign_enrollments o
        where o.campaign_id = p_campaign_id and o.status <> 'active' group by o.status
        union all
        select 'active', a.n from (
          select (select count(*) from public.sms_campaign_enrollments w
                  where w.campaign_id = p_campaign_id and w.status = 'active'
                    and w.message_id is null and w.call_id is null)
               + (select count(*) from public.sms_campaign_enrollments t
                  where t.campaign_id = p_campaign_id and t.status = 'active'
                    and (t.message_id is not null or t.call_id is not null)) as n) a
        where a.n > 0) s), '{}'),
    'messages', coalesce((
      select jsonb_object_agg(s.delivery_status, s.n) from (
        select delivery_status, count(*) as n from public.sms_messages
        where campaign_id = p_campaign_id group by delivery_status) s), '{}'),
    'today', coalesce((
      select d.granted from public.campaign_days d join public.campaigns c on c.id = d.campaign_id
      where c.id = p_campaign_id and d.day = (p_now at time zone c.timezone)::date), 0)
  );
$$;
