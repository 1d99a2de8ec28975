-- Makes a later order part of an earlier call. Its words replace those of an order that is not
-- claimed yet; the words of a campaign or of the lead are kept beside them.
create function private.merge_order(p_call public.calls, p_order jsonb, p_now timestamptz)
returns public.calls
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls := p_call;
  v_words text := p_order ->> 'message';
begin
  update public.calls c
  set message = case when v_words is null or v_words = c.message then c.message
        when c.origin in ('api', 'redial') then v_words
        else concat_ws(E'\n', c.message, v_words) end,
      priority = greatest(c.priority, (p_order ->> 'priority')::public.call_priority),
      updated_at = p_now
  where c.id = p_call.id and private.is_waiting(c.status)
  returning * into v_call;
  if not found then
    v_call := p_call;
  end if;
  if p_call.origin not in ('api', 'redial') then
    perform private.add_consent(p_call.lead_id, p_call.lead_phone, 'api', jsonb_build_object(
      'channel', 'call', 'kind', 'operator', 'text', 'The operator asked for this call.'), p_now);
  end if;
  perform private.decide(p_call.lead_id, p_call.id, 'hold', 'merged',
    'Another order for this number within ten minutes is one call with it.', v_call.run_at,
    jsonb_build_object('asked_for', p_order -> 'run_at'), p_now);
  return v_call;
end;
$$;
