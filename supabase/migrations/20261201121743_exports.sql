-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- Records that somebody downloads a list. p_details: {filters: names of the filters, format}.
create or replace function public.note_export(p_list text, p_details jsonb, p_actor jsonb, p_now timestamptz)
returns bigint
language sql security definer set search_path = '' as $$
  select private.note_activity(p_actor, 'exported', 'list', p_list, p_now, p_details);
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
