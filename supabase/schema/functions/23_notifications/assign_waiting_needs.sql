-- Gives needs that found nobody online to colleagues who are online now and not full, the one that has
-- waited longest first. What is locked by somebody else at this moment is left to the next look. Returns
-- how many were given.
create function public.assign_waiting_needs(p_now timestamptz, p_limit integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_need public.person_needs;
  v_user uuid;
  v_given integer := 0;
begin
  -- Two looks at once would pass over what the other one holds, and give out of turn.
  if not pg_try_advisory_xact_lock(hashtextextended('ringback:assign waiting', 0)) then
    return 0;
  end if;
  for v_need in
    select * from public.person_needs n
    where n.ended_at is null and n.nobody_online and n.kind in ('conversation', 'call')
    order by n.since limit p_limit
  loop
    -- The row first and then who is free, as where a need begins: two that meet wait for nobody in a circle.
    if v_need.kind = 'conversation' then
      perform 1 from public.sms_conversations v
      where v.id = v_need.conversation_id and v.ended_at is null and v.assigned_to is null
      for update skip locked;
    else
      perform 1 from public.person_needs n
      where n.id = v_need.id and n.ended_at is null and n.nobody_online for update skip locked;
    end if;
    continue when not found;
    v_user := private.free_colleague(p_now);
    exit when v_user is null;
    if v_need.kind = 'conversation' then
      -- Its need follows by the trigger.
      update public.sms_conversations
      set assigned_to = v_user::text, nobody_online = false, updated_at = p_now
      where id = v_need.conversation_id;
    else
      update public.person_needs
      set assigned_to = v_user, nobody_online = false, updated_at = p_now where id = v_need.id;
    end if;
    v_given := v_given + 1;
  end loop;
  return v_given;
end;
$$;
