-- A person lets a failed text be tried once more after mending the cause. It is judged and claimed
-- like any other. Returns {result: planned | already | not_failed | answer | overtaken | suppressed
-- | no_such_message, message?}: an agent's answer is out of date (`answer`), and a step is not sent
-- after the next one (`overtaken`).
create function public.retry_message(p_id uuid, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_retry uuid;
begin
  v_message := private.lock_message(p_id);
  if v_message.message_id is null then
    return jsonb_build_object('result', 'no_such_message');
  end if;
  select m.message_id into v_retry from public.sms_messages m where m.retry_of = p_id;
  if v_retry is not null then
    return jsonb_build_object('result', 'already',
      'message', (select to_jsonb(m) from public.sms_messages m where m.message_id = v_retry));
  elsif not private.did_not_arrive(v_message.delivery_status) then
    return jsonb_build_object('result', 'not_failed', 'message', to_jsonb(v_message));
  elsif v_message.kind not in ('campaign', 'single', 'human') then
    return jsonb_build_object('result', 'answer', 'message', to_jsonb(v_message));
  elsif private.is_suppressed(v_message.lead_phone, 'sms') then
    return jsonb_build_object('result', 'suppressed', 'message', to_jsonb(v_message));
  elsif v_message.kind = 'campaign' and not exists (
    select 1 from public.sms_campaign_enrollments e
    where e.id = v_message.enrollment_id and e.status in ('active', 'completed')
      and e.next_step = v_message.step + 1) then
    return jsonb_build_object('result', 'overtaken', 'message', to_jsonb(v_message));
  end if;
  v_retry := private.try_again(v_message, p_now, p_now);
  return jsonb_build_object('result', 'planned',
    'message', (select to_jsonb(m) from public.sms_messages m where m.message_id = v_retry));
end;
$$;
