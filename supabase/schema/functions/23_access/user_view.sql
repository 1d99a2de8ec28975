-- A user as others may read it.
create function private.user_view(p_user public.users) returns jsonb
language sql immutable set search_path = '' as $$
  select to_jsonb(p_user) - 'password_hash'
    || jsonb_build_object('has_password', p_user.password_hash is not null);
$$;
