-- A user as an actor of the activity log.
create function private.user_actor(p_user public.users) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', p_user.id, 'kind', 'user', 'name', p_user.name);
$$;
