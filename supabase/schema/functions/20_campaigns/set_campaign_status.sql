-- Starts, pauses, resumes or ends a campaign. p_status: running | paused | ended; p_actor: who does it,
-- null: nobody who is named. Returns {result:
-- moved | already | ended | no_steps | no_such_campaign, campaign?}. Waiting enrollments are not
-- touched: the sweep reads running campaigns only, so one row stops a million waiting leads.
create function public.set_campaign_status(
  p_campaign_id uuid, p_status public.campaign_status, p_now timestamptz, p_actor jsonb default null
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
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor, 'campaign_' || p_status, 'campaign', p_campaign_id::text, p_now);
  end if;
  if p_status <> 'running' then
    -- A text learns of it at its claim; the dial protocol does not look at campaigns, so calls are
    -- canceled here.
    update public.calls
    set status = 'canceled', end_reason = 'campaign_paused', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where campaign_id = p_campaign_id and enrollment_id is not null and private.is_waiting(status);
  end if;
  if p_status = 'running' then
    -- Second attempts of steps that failed because of our own sender. The delay of the next step
    -- counts from them.
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
    -- A text that a worker has claimed at this moment learns of it there.
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = 'campaign_ended', enqueue_at = null,
        updated_at = p_now
    from (
      select t.message_id from public.sms_campaign_enrollments e
      join public.sms_messages t on t.message_id = e.message_id
      where e.campaign_id = p_campaign_id and private.is_live(e.status)
        and private.is_waiting(t.delivery_status)
      for update of t skip locked
    ) planned
    where m.message_id = planned.message_id;
    -- Their phone numbers are free for other campaigns.
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'campaign_ended', ended_at = p_now, updated_at = p_now
    where campaign_id = p_campaign_id and private.is_live(status);
  end if;
  return jsonb_build_object('result', 'moved', 'campaign', to_jsonb(v_campaign));
end;
$$;
