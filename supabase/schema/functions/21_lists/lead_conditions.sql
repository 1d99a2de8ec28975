-- The conditions of a list of leads, as SQL about `l`. p: {q?, status?, outcome?, source?, timezone?,
-- campaign_id?, assigned_to?: id | nobody, since?}. Only what is asked for stands there, with its value:
-- a plan for all conditions would read every lead.
create function private.lead_conditions(p jsonb) returns text
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_campaign uuid := (p ->> 'campaign_id')::uuid;
  v_members bigint[];
begin
  if v_campaign is not null then
    -- A small campaign is read whole; the leads of a large one are found soon among all leads.
    v_members := array(
      select e.lead_id from public.sms_campaign_enrollments e
      where e.campaign_id = v_campaign and e.status <> 'active'
      union all
      select e.lead_id from public.sms_campaign_enrollments e
      where e.campaign_id = v_campaign and e.status = 'active'
        and (e.message_id is not null or e.call_id is not null)
      union all
      select e.lead_id from public.sms_campaign_enrollments e
      where e.campaign_id = v_campaign and e.status = 'active' and e.message_id is null and e.call_id is null
      limit 5001);
  end if;
  return concat(
    (select string_agg(format(' and l.%I = %L', f.name, p ->> f.column), '' order by f.name)
     from (values ('lead_status', 'status'), ('outcome', 'outcome'), ('source', 'source'),
       ('timezone', 'timezone')) f (name, "column")
     where p ->> f.column is not null),
    case when p ->> 'assigned_to' = 'nobody' then ' and l.assigned_to is null'
      when p ->> 'assigned_to' is not null then format(' and l.assigned_to = %L', p ->> 'assigned_to') end,
    case when p ->> 'since' is not null then format(' and l.created_at >= %L', p ->> 'since') end,
    case when v_campaign is null then ''
      when cardinality(v_members) <= 5000 then format(' and l.id = any (%L::bigint[])', v_members)
      else format(' and exists (select 1 from public.sms_campaign_enrollments e
        where e.lead_id = l.id and e.campaign_id = %L)', v_campaign) end,
    case when p ->> 'q' is not null then
      format(' and (%s)', (
        -- Digits have no case, and `like` is faster.
        select string_agg(case c.name
          when 'phone' then format('l.%I like %L', c.name, private.phone_anywhere(p ->> 'q'))
          else format('l.%I ilike %L', c.name, private.like_anywhere(p ->> 'q')) end, ' or ')
        from private.lead_columns c where c.is_searched)) end);
end;
$$;
