-- Saves a campaign. p: {id?, name, sender, channel?, agent_id?, provider?, goal?, timezone?,
-- daily_cap?, per_lead_per_day?, budget_usd?, rules?}. A field that is left out stays as it was;
-- null clears it. A new campaign is a draft. Returns the row, or null for an unknown id.
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
      coalesce(p ->> 'provider', (private.who_carries()).provider), p ->> 'goal', coalesce(p ->> 'timezone', 'UTC'),
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
      -- A raised cap takes effect today.
      capped_until = case when p ?| array['daily_cap', 'budget_usd', 'timezone'] then null
        else c.capped_until end,
      updated_at = p_now
  where c.id = (p ->> 'id')::uuid
  returning c.*;
  -- Texts that were held by the old cap are judged again. A text that a worker has claimed at this
  -- moment is judged by the new cap, or held until the old one is over.
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
