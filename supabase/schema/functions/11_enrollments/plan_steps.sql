-- Plans the next step of enrollments whose phone numbers the caller has locked: a text in the open
-- conversation with that number (created if there is none), or a call. A call without consent is
-- skipped. Returns how many were planned.
create function private.plan_steps(p_ids bigint[], p_now timestamptz) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_texts integer;
  v_calls integer;
begin
  -- The last step may have been removed from the campaign while they waited.
  update public.sms_campaign_enrollments e
  set status = 'completed', reason = 'steps_done', next_message_at = null, ended_at = p_now,
      updated_at = p_now
  where e.id = any (p_ids) and e.status = 'active' and not exists (
    select 1 from public.campaign_steps s
    where s.campaign_id = e.campaign_id and s.position = e.next_step);
  perform private.leave_out_calls(p_ids, p_now);

  insert into public.sms_conversations as v (
    lead_id, lead_phone, our_number, provider, sms_agent_id, campaign_id, last_activity_at,
    created_at, updated_at)
  select e.lead_id, e.lead_phone, c.sender, c.provider,
         coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), c.id, p_now,
         p_now, p_now
  from public.sms_campaign_enrollments e
  join public.campaigns c on c.id = e.campaign_id
  join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
  where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
    and e.message_id is null and e.call_id is null
  order by e.lead_phone
  on conflict (lead_phone, our_number) where ended_at is null do nothing;

  with texts as (
    insert into public.sms_messages as m (
      message_id, conversation_id, lead_id, lead_phone, direction, author, kind, provider,
      campaign_id, enrollment_id, step, send_at, enqueue_at, created_at, updated_at)
    select gen_random_uuid(), v.id, e.lead_id, e.lead_phone, 'outbound', 'campaign', 'campaign',
           v.provider, e.campaign_id, e.id, e.next_step, e.next_message_at, e.next_message_at,
           p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    join public.sms_conversations v
      on v.lead_phone = e.lead_phone and v.our_number = c.sender and v.ended_at is null
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'text'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where retry_of is null and delivery_status <> 'canceled'
      do nothing
    returning m.message_id, m.enrollment_id
  )
  update public.sms_campaign_enrollments e set message_id = t.message_id, updated_at = p_now
  from texts t where e.id = t.enrollment_id;
  get diagnostics v_texts = row_count;

  with rings as (
    insert into public.calls as k (
      id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, status, message,
      origin, campaign_id, run_at, enrollment_id, step, created_at, updated_at)
    select gen_random_uuid(), e.lead_id,
           coalesce(c.agent_id, (select a.id from public.agents a where a.is_default)), 'outbound',
           o.provider, o.voice, e.lead_phone, e.lead_phone, 'scheduled', c.goal, 'campaign', c.id,
           e.next_message_at, e.id, e.next_step, p_now, p_now
    from public.sms_campaign_enrollments e
    join public.campaigns c on c.id = e.campaign_id
    join public.campaign_steps s on s.campaign_id = e.campaign_id and s.position = e.next_step
    -- Until the api has stored which provider carries calls, only calls wait.
    cross join private.our_carrier o
    where e.id = any (p_ids) and e.status = 'active' and s.channel = 'call'
      and e.message_id is null and e.call_id is null
    on conflict (enrollment_id, step) where enrollment_id is not null and status <> 'canceled'
      do nothing
    returning k.id, k.enrollment_id
  )
  update public.sms_campaign_enrollments e set call_id = r.id, updated_at = p_now
  from rings r where e.id = r.enrollment_id;
  get diagnostics v_calls = row_count;
  return v_texts + v_calls;
end;
$$;
