-- Plans a failed call again. p: {id: of the new call, api_key_id?}. The new call takes the place of
-- a redial, so there is never more than one; its attempts are counted from one, and it is judged like
-- any other when it is claimed. Returns {result: planned | already | not_failed | inbound | closed
-- | no_such_call, call?: the new one, or the one in its place}.
create function public.retry_call(p_id uuid, p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_next public.calls;
begin
  v_call := private.lock_call(p_id);
  if v_call.id is null then
    return jsonb_build_object('result', 'no_such_call');
  end if;
  select * into v_next from public.calls where redial_of = p_id;
  if found then
    return jsonb_build_object('result', 'already', 'call', to_jsonb(v_next));
  elsif v_call.direction = 'inbound' then
    return jsonb_build_object('result', 'inbound');
  elsif not (v_call.status in ('failed', 'busy', 'no_answer')
             or (v_call.status = 'completed' and v_call.reached is false)) then
    return jsonb_build_object('result', 'not_failed', 'call', to_jsonb(v_call));
  elsif not private.can_be_rung(v_call.lead_phone) then
    return jsonb_build_object('result', 'closed');
  end if;
  insert into public.calls (
    id, lead_id, agent_id, direction, provider, voice, to_number, lead_phone, phone_extension, status,
    priority, message, origin, campaign_id, metadata, run_at, redial_of, api_key_id, created_at, updated_at
  ) values (
    (p ->> 'id')::uuid, v_call.lead_id, v_call.agent_id, 'outbound', v_call.provider, v_call.voice,
    v_call.to_number, v_call.lead_phone, v_call.phone_extension, 'scheduled', v_call.priority,
    v_call.message, 'retry', v_call.campaign_id, v_call.metadata, p_now, p_id,
    (p ->> 'api_key_id')::uuid, p_now, p_now
  ) returning * into v_next;
  perform private.decide(v_next.lead_id, v_next.id, 'allow', 'retried_by_hand',
    'Somebody asked for one more try.', null,
    jsonb_build_object('after_call', p_id, 'ended_as', v_call.status), p_now);
  return jsonb_build_object('result', 'planned', 'call', to_jsonb(v_next));
end;
$$;
