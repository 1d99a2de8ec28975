-- A page of conversations, the latest activity first, each with its lead and its last words. p:
-- {limit, before?: {at, id}, owner?, open?, assigned_to?, lead_id?, campaign_id?, unread?,
-- conversion_status?, q?, reader}. The query has only the conditions that are asked for, as in
-- list_leads.
create function public.list_conversations(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_page jsonb;
begin
  execute concat(
    'select coalesce(jsonb_agg(to_jsonb(v.c) || jsonb_build_object(
       ''unread'', private.unread_by(v.c, ', format('%L', p ->> 'reader'), '),
       ''lead'', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
       ''last_message'', (select to_jsonb(m) from public.sms_messages m
         where m.conversation_id = v.id and m.seq is not null order by m.seq desc limit 1))
       order by v.last_activity_at desc, v.id desc), ''[]'')
     from (select v as c, v.* from public.sms_conversations v where true',
    case when p -> 'before' ->> 'at' is not null then
      format(' and (v.last_activity_at, v.id) < (%L::timestamptz, %L::uuid)',
        p -> 'before' ->> 'at', p -> 'before' ->> 'id') end,
    case when p ->> 'owner' is not null then format(' and v.owner = %L', p ->> 'owner') end,
    case (p ->> 'open')::boolean
      when true then ' and v.ended_at is null' when false then ' and v.ended_at is not null' end,
    case when p ->> 'assigned_to' is not null then format(' and v.assigned_to = %L', p ->> 'assigned_to') end,
    case when p ->> 'lead_id' is not null then format(' and v.lead_id = %L', p ->> 'lead_id') end,
    case when p ->> 'campaign_id' is not null then format(' and v.campaign_id = %L', p ->> 'campaign_id') end,
    case when p ->> 'conversion_status' is not null then
      format(' and v.conversion_status = %L', p ->> 'conversion_status') end,
    case when (p ->> 'unread')::boolean then ' and v.last_inbound_seq > v.last_read_seq' end,
    case when p ->> 'q' is not null then
      format(' and v.lead_id in (select l.id from public.leads l where l.name ilike %1$L or l.phone like %2$L)',
        private.like_anywhere(p ->> 'q'), private.phone_anywhere(p ->> 'q')) end,
    format(' order by v.last_activity_at desc, v.id desc limit %L) v', p ->> 'limit'))
  into v_page;
  return v_page;
end;
$$;
