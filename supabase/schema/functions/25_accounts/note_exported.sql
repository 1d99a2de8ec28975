-- Adds to the entry of a download how it ended. p_details: {rows, whole}. The entry stands from the beginning
-- on, so that a process that stops in the middle hides nothing.
create function public.note_exported(p_id bigint, p_details jsonb) returns void
language sql security definer set search_path = '' as $$
  update public.activity_log set details = details || p_details where id = p_id and action = 'exported';
$$;
