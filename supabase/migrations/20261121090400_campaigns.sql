-- Campaigns begin, rest, go on and end. None of it touches those who wait: the sweep looks at
-- running campaigns only, so a million waiting leads are stopped by one row.

-- p: {id?, name, sender, channel?, agent_id?, provider?, goal?, timezone?, daily_cap?,
-- per_lead_per_day?, budget_usd?, rules?}. What is left out of a change stays as it was; what is
-- given as null is cleared. A new campaign is a draft. Returns the row, or null for an unknown id.
create function public.save_campaign(p jsonb, p_now timestamptz) returns setof public.campaigns
language plpgsql security definer set search_path = '' as $$
begin
  if p ->> 'id' is null then
    return query
    insert into public.campaigns (
      name, sender, channel, agent_id, provider, goal, timezone, daily_cap, per_lead_per_day,
      budget_usd, rules, created_at, updated_at
    ) values (
      p ->> 'name', p ->> 'sender', coalesce(p ->> 'channel', 'text'), (p ->> 'agent_id')::uuid,
      coalesce(p ->> 'provider', 'twilio'), p ->> 'goal', coalesce(p ->> 'timezone', 'UTC'),
      (p ->> 'daily_cap')::integer, (p ->> 'per_lead_per_day')::integer,
      (p ->> 'budget_usd')::numeric, coalesce(p -> 'rules', '{}'), p_now, p_now
    ) returning *;
    return;
  end if;
  return query
  update public.campaigns c
  set name = coalesce(p ->> 'name', c.name), sender = coalesce(p ->> 'sender', c.sender),
      agent_id = case when p ? 'agent_id' then (p ->> 'agent_id')::uuid else c.agent_id end,
      goal = case when p ? 'goal' then p ->> 'goal' else c.goal end,
      timezone = coalesce(p ->> 'timezone', c.timezone),
      daily_cap = case when p ? 'daily_cap' then (p ->> 'daily_cap')::integer else c.daily_cap end,
      per_lead_per_day = case when p ? 'per_lead_per_day'
        then (p ->> 'per_lead_per_day')::integer else c.per_lead_per_day end,
      budget_usd = case when p ? 'budget_usd' then (p ->> 'budget_usd')::numeric else c.budget_usd end,
      rules = coalesce(p -> 'rules', c.rules),
      -- A cap that was raised shall be felt today.
      capped_until = case when p ?| array['daily_cap', 'budget_usd', 'timezone'] then null
        else c.capped_until end,
      updated_at = p_now
  where c.id = (p ->> 'id')::uuid
  returning c.*;
  -- So shall it by those whose turn had come: they are judged again. What a worker has in hand at
  -- this moment is looked at with the new cap anyway, or held until the old one is over.
  update public.sms_messages m
  set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (
    select h.message_id from public.sms_messages h
    where h.campaign_id = (p ->> 'id')::uuid and h.delivery_status = 'held' and h.send_at > p_now
      and ((h.held_reason = 'cap_campaign_day' and (p ? 'daily_cap' or p ? 'timezone'))
        or (h.held_reason = 'campaign_budget' and p ? 'budget_usd')
        or (h.held_reason = 'cap_campaign_per_lead' and p ? 'per_lead_per_day'))
    for update skip locked
  ) h
  where m.message_id = h.message_id;
end;
$$;

-- Replaces the steps. p_steps: [{channel, delay_seconds, variants}] in order; a step that changes
-- gets a new version. Leads on their way get what stands at their next place; a wait that has
-- begun is not measured anew. Returns false for an unknown or ended campaign.
create function public.edit_campaign_steps(p_campaign_id uuid, p_steps jsonb, p_now timestamptz)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.campaigns where id = p_campaign_id and status <> 'ended' for update;
  if not found then
    return false;
  end if;
  delete from public.campaign_steps
  where campaign_id = p_campaign_id and position > jsonb_array_length(p_steps);
  insert into public.campaign_steps as s
    (campaign_id, position, channel, delay_seconds, variants, created_at, updated_at)
  select p_campaign_id, n, coalesce(e ->> 'channel', 'text'),
         coalesce((e ->> 'delay_seconds')::integer, 0), coalesce(e -> 'variants', '[]'), p_now, p_now
  from jsonb_array_elements(p_steps) with ordinality t (e, n)
  on conflict (campaign_id, position) do update
    set channel = excluded.channel, delay_seconds = excluded.delay_seconds,
        variants = excluded.variants, version = s.version + 1, updated_at = p_now
    where (s.channel, s.delay_seconds, s.variants)
      is distinct from (excluded.channel, excluded.delay_seconds, excluded.variants);
  return true;
end;
$$;

-- p_status: running | paused | ended. Returns {result: moved | already | ended | no_steps |
-- no_such_campaign, campaign?}.
create function public.set_campaign_status(
  p_campaign_id uuid, p_status public.campaign_status, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign public.campaigns;
begin
  select * into v_campaign from public.campaigns where id = p_campaign_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_campaign');
  end if;
  if v_campaign.status = p_status then
    return jsonb_build_object('result', 'already', 'campaign', to_jsonb(v_campaign));
  end if;
  if v_campaign.status = 'ended' then
    return jsonb_build_object('result', 'ended', 'campaign', to_jsonb(v_campaign));
  end if;
  if p_status = 'running' and not exists (
    select 1 from public.campaign_steps where campaign_id = p_campaign_id and position = 1) then
    return jsonb_build_object('result', 'no_steps', 'campaign', to_jsonb(v_campaign));
  end if;
  update public.campaigns
  set status = p_status, updated_at = p_now,
      started_at = case when p_status = 'running' then coalesce(started_at, p_now) else started_at end,
      ended_at = case when p_status = 'ended' then p_now end
  where id = p_campaign_id returning * into v_campaign;
  if p_status <> 'running' then
    -- Texts find out when they are claimed; the dial protocol knows nothing of campaigns.
    update public.calls
    set status = 'canceled', end_reason = 'campaign_paused', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where campaign_id = p_campaign_id and enrollment_id is not null and status in ('scheduled', 'held');
  end if;
  if p_status = 'running' then
    -- Second tries of steps that our own sender spoiled. The step after each counts from it.
    with woken as (
      update public.sms_messages m
      set send_at = p_now, enqueue_at = p_now, updated_at = p_now
      from (
        select message_id from public.sms_messages
        where campaign_id = p_campaign_id and delivery_status = 'held' and held_reason = 'campaign_paused'
        for update skip locked
      ) held
      where m.message_id = held.message_id
      returning m.enrollment_id, m.step
    )
    update public.sms_campaign_enrollments e
    set next_message_at = greatest(e.next_message_at, p_now + make_interval(secs => s.delay_seconds)),
        updated_at = p_now
    from woken w join public.campaign_steps s on s.campaign_id = p_campaign_id and s.position = w.step + 1
    where e.id = w.enrollment_id and e.status = 'active' and e.next_step = w.step + 1
      and e.message_id is null and e.call_id is null;
  end if;
  if p_status = 'ended' then
    -- What a worker has in hand at this moment finds out when it claims it.
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = 'campaign_ended', enqueue_at = null,
        updated_at = p_now
    from (
      select t.message_id from public.sms_campaign_enrollments e
      join public.sms_messages t on t.message_id = e.message_id
      where e.campaign_id = p_campaign_id and e.status in ('active', 'paused')
        and t.delivery_status in ('pending', 'held')
      for update of t skip locked
    ) planned
    where m.message_id = planned.message_id;
    -- Their telephones are free for other campaigns.
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'campaign_ended', ended_at = p_now, updated_at = p_now
    where campaign_id = p_campaign_id and status in ('active', 'paused');
  end if;
  return jsonb_build_object('result', 'moved', 'campaign', to_jsonb(v_campaign));
end;
$$;

-- A person moves one enrollment: p_status active (goes on with its next step now), paused, stopped.
-- Returns {result: moved | already | over | active_elsewhere | suppressed | no_such_enrollment}.
create function public.set_enrollment_status(
  p_id bigint, p_status public.enrollment_status, p_reason text, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_row public.sms_campaign_enrollments;
begin
  perform private.lock_phone((select lead_phone from public.sms_campaign_enrollments where id = p_id));
  select * into v_row from public.sms_campaign_enrollments where id = p_id;
  if not found then
    return jsonb_build_object('result', 'no_such_enrollment');
  end if;
  if v_row.status = p_status then
    return jsonb_build_object('result', 'already');
  end if;
  if v_row.status in ('completed', 'stopped') then
    return jsonb_build_object('result', 'over');
  end if;
  if p_status = 'active' then
    if private.is_suppressed(v_row.lead_phone, case v_row.channel when 'text' then 'sms' else 'voice' end) then
      return jsonb_build_object('result', 'suppressed');
    end if;
    if exists (select 1 from public.sms_campaign_enrollments e
               where e.lead_phone = v_row.lead_phone and e.channel = v_row.channel
                 and e.phone_extension is not distinct from v_row.phone_extension
                 and e.status = 'active') then
      return jsonb_build_object('result', 'active_elsewhere');
    end if;
    update public.sms_campaign_enrollments
    set status = 'active', reason = p_reason, paused_at = null,
        next_message_at = greatest(next_message_at, p_now), updated_at = p_now
    where id = p_id;
    return jsonb_build_object('result', 'moved');
  end if;
  update public.calls
  set status = 'canceled', end_reason = 'enrollment_' || p_status, ended_at = p_now,
      settled_at = p_now, updated_at = p_now
  where enrollment_id = p_id and status in ('scheduled', 'held');
  update public.sms_messages
  set delivery_status = 'canceled', suppressed_reason = 'enrollment_' || p_status,
      enqueue_at = null, updated_at = p_now
  where message_id = v_row.message_id and delivery_status in ('pending', 'held');
  update public.sms_campaign_enrollments
  set status = p_status, reason = p_reason, message_id = null,
      paused_at = case when p_status = 'paused' then p_now else paused_at end,
      ended_at = case when p_status = 'stopped' then p_now end, updated_at = p_now
  where id = p_id;
  return jsonb_build_object('result', 'moved');
end;
$$;

-- How a campaign stands: {enrollments: {status: n}, messages: {status: n}, today: n}.
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

select private.close_functions();
