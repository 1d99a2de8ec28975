-- Replaces the steps of a campaign. p_steps: [{channel, delay_seconds, variants}] in order; a
-- changed step gets a new version. Enrolled leads get the step that is now at their next place; a
-- delay that has begun is not measured again. False: the campaign is unknown or has ended.
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
