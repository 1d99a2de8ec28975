-- A page of a conversation's texts, in order of seq. p: {before_seq?, before_at?, after_seq?,
-- after_at?, limit}. Before a place or time: the newest before it; after it: the oldest after it;
-- neither: the newest. `planned`: texts without a sequence number yet.
create function public.conversation_page(p_id uuid, p jsonb) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(v),
    'messages', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.seq) from (
        select * from (
          select x.* from public.sms_messages x
          where x.conversation_id = v.id and p ->> 'after_seq' is null and p ->> 'after_at' is null
            and x.seq is not null
            and (p ->> 'before_seq' is null or x.seq < (p ->> 'before_seq')::integer)
            and (p ->> 'before_at' is null
              or coalesce(x.sent_at, x.created_at) < (p ->> 'before_at')::timestamptz)
          order by x.seq desc limit (p ->> 'limit')::integer) older
        union all
        select * from (
          select x.* from public.sms_messages x
          where x.conversation_id = v.id and x.seq is not null
            and (x.seq > (p ->> 'after_seq')::integer
              or coalesce(x.sent_at, x.created_at) > (p ->> 'after_at')::timestamptz)
          order by x.seq limit (p ->> 'limit')::integer) newer) m), '[]'),
    'planned', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.send_at) from public.sms_messages m
      where m.conversation_id = v.id and m.seq is null and private.is_waiting(m.delivery_status)), '[]'),
    'enrollment', (
      select to_jsonb(e) || jsonb_build_object('steps', (
        select count(*) from public.campaign_steps s where s.campaign_id = e.campaign_id))
      from public.sms_campaign_enrollments e
      where e.lead_phone = v.lead_phone and private.is_live(e.status)
      order by e.status, e.id desc limit 1))
  from public.sms_conversations v where v.id = p_id;
$$;
