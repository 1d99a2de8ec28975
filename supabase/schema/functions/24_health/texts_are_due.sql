-- Whether claim_due_messages may plan a step or return a text: of a sender with room, or of a
-- running campaign, whose calls no sender holds back.
create function private.texts_are_due(p_ahead interval, p_now timestamptz) returns boolean
language plpgsql stable security definer set search_path = ''
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  return exists (
      select 1 from private.sender_rooms(p_ahead, p_now) r cross join lateral (
        (select 1 from public.sms_messages a
         where a.sender = r.sender and private.is_waiting(a.delivery_status)
           and a.kind not in ('campaign', 'single') and a.enqueue_at <= p_now + p_ahead limit 1)
        union all
        (select 1 from public.sms_messages o
         where o.sender = r.sender and private.is_waiting(o.delivery_status)
           and o.kind in ('campaign', 'single') and o.enqueue_at <= p_now + p_ahead limit 1)) m)
    or exists (
      select 1 from public.campaigns c cross join lateral (
        select 1 from public.sms_campaign_enrollments x
        where x.campaign_id = c.id and x.status = 'active' and x.message_id is null
          and x.call_id is null and x.next_message_at <= p_now + p_ahead limit 1) e
      where c.status = 'running' and (c.capped_until is null or c.capped_until <= p_now));
end;
$$;
