-- Decides how an answered call goes on, before any audio. It restores the sid if a crash lost it.
-- Returns {verdict: stream | over | hangup | apology | transfer | duplicate | no_media | stranger,
-- call_id?, tries?, transfer_number?, language?}. tries: streams offered in a row that were not
-- opened, without this one. A call that was just picked up gets five, one in the middle of a
-- conversation ten, and no call more than five that were opened; then the verdict is no_media for
-- good.
create function public.open_voice(
  p_call_id uuid, p_call_sid text, p_token_hash text, p_token_expires_at timestamptz,
  p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_agent public.agents;
begin
  select * into v_call from public.calls where id = p_call_id for update;
  if not found then
    select * into v_call from public.calls where call_sid = p_call_sid for update;
    if not found then
      return jsonb_build_object('verdict', 'stranger');
    end if;
  end if;
  if v_call.call_sid is null and v_call.dialed_at is not null then
    perform private.adopt(v_call.id, p_call_sid, p_now);
    select * into v_call from public.calls where id = v_call.id;
  end if;
  if v_call.call_sid is distinct from p_call_sid then
    return jsonb_build_object('verdict', 'duplicate', 'call_id', v_call.id);
  end if;
  if not private.is_live(v_call.status) then
    return jsonb_build_object('verdict', 'over', 'call_id', v_call.id);
  end if;
  select * into v_agent from public.agents where id = v_call.agent_id;
  if v_call.wrap_up = 'human' and v_agent.transfer_number is not null then
    return jsonb_build_object('verdict', 'transfer', 'call_id', v_call.id,
      'transfer_number', v_agent.transfer_number);
  end if;
  if v_call.wrap_up is null and (v_call.streams_opened >= 5
     or v_call.stream_tries >= (case when v_call.streams_opened = 0 then 5 else 10 end)) then
    update public.calls
    set wrap_up = 'hangup', wrap_up_reason = 'no_media', silence_reason = 'no_media',
        stream_token_hash = null,
        stream_token_expires_at = null, updated_at = p_now
    where id = v_call.id
    returning * into v_call;
  end if;
  if v_call.wrap_up_reason = 'no_media' then
    return jsonb_build_object('verdict', 'no_media', 'call_id', v_call.id, 'language', v_agent.language);
  end if;
  if v_call.wrap_up = 'apology' then
    return jsonb_build_object('verdict', 'apology', 'call_id', v_call.id, 'language', v_agent.language);
  end if;
  if v_call.wrap_up is not null
     or (v_call.direction = 'outbound' and private.is_suppressed(v_call.lead_phone, 'voice')) then
    return jsonb_build_object('verdict', 'hangup', 'call_id', v_call.id);
  end if;
  update public.calls
  set stream_token_hash = p_token_hash, stream_token_expires_at = p_token_expires_at,
      status = 'in_progress', answered_at = coalesce(answered_at, p_now),
      -- A connected call opens its stream at once. If it does not, the connection may be dead.
      next_check_at = p_now + interval '15 seconds',
      stream_tries = stream_tries + 1, updated_at = p_now
  where id = v_call.id;
  return jsonb_build_object('verdict', 'stream', 'call_id', v_call.id, 'tries', v_call.stream_tries,
    'language', v_agent.language);
end;
$$;
