-- Saves a campaign and, if p_steps is given, all of its steps. p: as for save_campaign; p_actor: who does
-- it, null: nobody who is named. Returns
-- {result: saved | ended | no_such_campaign, campaign?}.
create function public.put_campaign(
  p jsonb, p_steps jsonb, p_now timestamptz, p_actor jsonb default null
) returns jsonb
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
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor,
      case when p ->> 'id' is null then 'campaign_created' else 'campaign_changed' end, 'campaign',
      v_campaign.id::text, p_now, jsonb_build_object('fields',
        (select array_agg(k order by k) from (
           select jsonb_object_keys(p - 'id') as k
           union select 'steps' where jsonb_typeof(p_steps) = 'array') given)));
  end if;
  return jsonb_build_object('result', 'saved', 'campaign', to_jsonb(v_campaign));
end;
$$;
