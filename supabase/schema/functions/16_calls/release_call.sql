-- The carrier refused the order. p_status: `scheduled` (it would accept it later) or `failed`.
create function public.release_call(
  p_id uuid, p_fence integer, p_status public.call_status, p_run_at timestamptz, p_reason text,
  p_now timestamptz
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.calls;
begin
  select * into v_before from public.calls where id = p_id for update;
  update public.calls
  set status = p_status,
      run_at = coalesce(p_run_at, run_at),
      -- An order that was never accepted is no attempt and does not count against the caps.
      dialed_at = case when p_status = 'scheduled' then null else dialed_at end,
      end_reason = case when p_status = 'failed' then p_reason end,
      ended_at = case when p_status = 'failed' then p_now end,
      held_reason = case when p_status = 'scheduled' then p_reason end,
      deadline_at = null, next_check_at = null, updated_at = p_now
  -- A check in between may have set it to unknown; the refusal is certain.
  where id = p_id and fence = p_fence and private.is_claimed(status) and call_sid is null;
  if not found then
    return false;
  end if;
  perform private.give_back_ceilings('calls', v_before.api_key_id, v_before.prefix,
    v_before.cost_usd, v_before.dialed_at);
  update public.calls set cost_usd = 0, minute_usd = null where id = p_id;
  return true;
end;
$$;
