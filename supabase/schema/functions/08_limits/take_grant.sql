-- Takes one text from a campaign's day and its money. Returns null, or the rule that forbids it.
create function private.take_grant(p_campaign public.campaigns, p_cost numeric, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_day date := (p_now at time zone coalesce(p_campaign.timezone, 'UTC'))::date;
  v_spent numeric;
begin
  if p_campaign.id is not null then
    if p_campaign.budget_usd is not null then
      -- One transaction at a time adds up the sum: a campaign's texts may leave from several
      -- senders.
      perform pg_advisory_xact_lock(hashtextextended('ringback:budget:' || p_campaign.id, 0));
      select coalesce(sum(d.spent_usd), 0) into v_spent from public.campaign_days d
      where d.campaign_id = p_campaign.id;
      if v_spent + p_cost > p_campaign.budget_usd then
        return 'campaign_budget';
      end if;
    end if;
    insert into public.campaign_days as d (campaign_id, day, granted, spent_usd)
    values (p_campaign.id, v_day, 1, p_cost)
    on conflict (campaign_id, day) do update
      set granted = d.granted + 1, spent_usd = d.spent_usd + excluded.spent_usd
      where p_campaign.daily_cap is null or d.granted < p_campaign.daily_cap;
    if not found then
      return 'cap_campaign_day';
    end if;
  end if;
  return null;
end;
$$;
