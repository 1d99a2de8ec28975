-- Takes one text and its cost off a campaign's day.
create function private.give_back_grant(p_campaign_id uuid, p_day date, p_cost numeric) returns void
language sql security definer set search_path = '' as $$
  update public.campaign_days set granted = granted - 1, spent_usd = spent_usd - p_cost
  where campaign_id = p_campaign_id and day = p_day;
$$;
