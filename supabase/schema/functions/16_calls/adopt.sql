-- Stores the carrier's sid of a call, from our own request, a webhook or the carrier's list.
create function private.adopt(p_id uuid, p_call_sid text, p_now timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_lead_id bigint;
begin
  update public.calls
  set call_sid = p_call_sid,
      status = case when private.is_claimed(status) then 'queued' else status end,
      deadline_at = null,
      -- Without a report for two minutes, the carrier is asked.
      next_check_at = p_now + interval '120 seconds',
      updated_at = p_now
  where id = p_id and call_sid is null
  returning lead_id into v_lead_id;
  if v_lead_id is not null then
    perform private.mark_contacted(v_lead_id, p_call_sid, p_now);
  end if;
end;
$$;
