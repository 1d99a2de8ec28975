-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();
alter table public.switches add column set_by text;

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

drop function public.set_switch(text, boolean, text, timestamptz);

-- Sets or clears a switch, with an entry of the activity log. Calls and texts that it had held go on
-- at once where nothing else holds them. p_actor: {id?, kind, name}. Returns {switch: the row or null,
-- released: how many calls and texts go on}.
create or replace function public.set_switch(
  p_name text, p_on boolean, p_reason text, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_switch public.switches;
  v_released integer := 0;
  v_calls integer := 0;
begin
  update public.switches
  set is_on = p_on, reason = p_reason, updated_at = p_now, set_by = p_actor ->> 'name'
  where name = p_name and (is_on, reason) is distinct from (p_on, p_reason);
  if found then
    perform private.note_activity(p_actor, case when p_on then 'switched_on' else 'switched_off' end,
      'switch', p_name, p_now);
  end if;
  select * into v_switch from public.switches where name = p_name;
  if not found then
    return jsonb_build_object('switch', null, 'released', 0);
  end if;
  if not private.is_switched_off('texts') then
    -- A worker that holds a text at this moment reads the switch itself.
    update public.sms_messages m set send_at = p_now, enqueue_at = p_now, updated_at = p_now
    from (select h.message_id from public.sms_messages h
          where h.delivery_status = 'held' and h.held_reason = 'switched_off' and h.send_at > p_now
          for update skip locked) h
    where m.message_id = h.message_id;
    get diagnostics v_released = row_count;
  end if;
  if not private.is_switched_off('calls') then
    update public.calls c set run_at = p_now, updated_at = p_now
    from (select h.id from public.calls h
          where h.status = 'held' and h.held_reason = 'switched_off' and h.run_at > p_now
          for update skip locked) h
    where c.id = h.id;
    get diagnostics v_calls = row_count;
  end if;
  return jsonb_build_object('switch', to_jsonb(v_switch), 'released', v_released + v_calls);
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
