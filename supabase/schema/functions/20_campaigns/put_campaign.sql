-- Saves a campaign and, if p_steps is given, all of its steps. p: as for save_campaign. Returns
-- {result: saved | ended | no_such_campaign, campaign?}.
create function public.put_campaign(p jsonb, p_steps jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign public.campaigns;
begin
  if p ->> 'id' is not null then
    select * into v_campaign from public.campaigns where id = (p ->> 'id')::uuid for update;
    if not found then
      return jsonb_build_object('result', 'no_such_campaign');
    elsif v_campaign.status = 'ended' then
      return jsonb_build_object('result', 'ended', 'campaign', to_jsonb(v_campaign));
    end if;
  end if;
  select * into v_campaign from public.save_campaign(p, p_now);
  if jsonb_typeof(p_steps) = 'array' then
    perform public.edit_campaign_steps(v_campaign.id, p_steps, p_now);
  end if;
  return jsonb_build_object('result', 'saved', 'campaign', to_jsonb(v_campaign));
end;
$$;
