-- Records that somebody downloads a list. p_details: {filters: their names, values: of those that name no person}.
create function public.note_export(p_list text, p_details jsonb, p_actor jsonb, p_now timestamptz)
returns bigint
language sql security definer set search_path = '' as $$
  select private.note_activity(p_actor, 'exported', 'list', p_list, p_now, p_details);
$$;
