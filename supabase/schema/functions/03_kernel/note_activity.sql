-- Writes an entry of the activity log in the transaction of the act. p_actor: {id?, kind, name}.
-- Returns the entry's id.
create function private.note_activity(
  p_actor jsonb, p_action text, p_subject_kind text, p_subject_id text, p_now timestamptz,
  p_details jsonb default '{}', p_lead_id bigint default null, p_undo_of bigint default null
) returns bigint
language sql security definer set search_path = '' as $$
  insert into public.activity_log (
    at, actor_id, actor_kind, actor_name, action, subject_kind, subject_id, lead_id, details, undo_of)
  values (
    p_now, (p_actor ->> 'id')::uuid, p_actor ->> 'kind', p_actor ->> 'name', p_action,
    p_subject_kind, p_subject_id, p_lead_id, coalesce(p_details, '{}'), p_undo_of)
  returning id;
$$;
