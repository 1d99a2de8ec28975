-- Stores what a provider reports about the recording of a call.
create function public.record_recording(
  p_provider text, p_call_sid text, p_recording_sid text, p_status text, p_url text, p_seconds integer,
  p_payload jsonb, p_now timestamptz
) returns table (result text, call_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_id uuid;
begin
  select id into v_id from public.calls where call_sid = p_call_sid;
  perform private.receipt(p_provider, 'recording', p_recording_sid || '/' || p_status, 'recorded',
    p_now);
  insert into public.call_events (call_id, call_sid, kind, call_status, payload, received_at)
  values (v_id, p_call_sid, 'recording', p_status, coalesce(p_payload, '{}'), p_now)
  on conflict do nothing;
  update public.calls
  set recording_sid = p_recording_sid, recording_url = p_url, recording_seconds = p_seconds,
      updated_at = p_now
  where id = v_id and p_status = 'completed'
    and (recording_sid, recording_url) is distinct from (p_recording_sid, p_url);
  return query select case when v_id is null then 'stranger' else 'recorded' end, v_id;
end;
$$;
