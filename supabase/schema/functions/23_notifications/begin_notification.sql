-- Claims a text or mail to a colleague for one attempt: {verdict: go, fence, attempts, channel, unsure,
-- first_tried_at, user, need} | {verdict: wait, until} | {verdict: skip, reason}. `unsure`: an earlier
-- attempt may have succeeded. It is dropped if nobody is needed any more.
create function public.begin_notification(p_id uuid, p_lease interval, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v public.notifications;
  v_need public.person_needs;
  v_user public.users;
  v_drop text;
  v_unsure boolean;
begin
  select * into v from public.notifications where id = p_id for update;
  if not found or v.status in ('sent', 'dropped', 'dead') then
    return jsonb_build_object('verdict', 'skip', 'reason', coalesce(v.status, 'gone'));
  end if;
  if v.next_at > p_now then
    return jsonb_build_object('verdict', 'wait', 'until', v.next_at);
  end if;
  select * into v_need from public.person_needs where id = v.need_id;
  select * into v_user from public.users where id = v.user_id;
  v_unsure := v.status <> 'pending';
  v_drop := case when v_need.ended_at is not null then 'need_ended'
    when v_user.disabled_at is not null then 'user_disabled'
    when v.channel = 'text' and v_user.phone is null then 'no_phone' end;
  if v_drop is not null then
    update public.notifications
    set status = 'dropped', last_error = v_drop, next_at = null, updated_at = p_now where id = p_id;
    return jsonb_build_object('verdict', 'skip', 'reason', v_drop);
  end if;
  update public.notifications
  set status = 'sending', attempts = attempts + 1, fence = fence + 1, next_at = p_now + p_lease,
      first_tried_at = coalesce(first_tried_at, p_now), updated_at = p_now
  where id = p_id returning * into v;
  return jsonb_build_object('verdict', 'go', 'fence', v.fence, 'attempts', v.attempts, 'channel', v.channel,
    'unsure', v_unsure, 'first_tried_at', v.first_tried_at,
    'user', jsonb_build_object('id', v_user.id, 'name', v_user.name, 'email', v_user.email,
      'phone', v_user.phone, 'time_zone', v_user.time_zone, 'quiet_from', v_user.quiet_from,
      'quiet_until', v_user.quiet_until),
    'need', to_jsonb(v_need) || jsonb_build_object('assigned_name',
      (select u.name from public.users u where u.id = v_need.assigned_to)));
end;
$$;
