-- Who is signed in with this token: {id, created_at, expires_at, last_seen_at, user}. Null: nobody,
-- or not any more.
create function public.find_session(p_token_hash text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'created_at', s.created_at, 'expires_at', s.expires_at,
    'last_seen_at', s.last_seen_at, 'user', private.user_view(u))
  from public.sessions s join public.users u on u.id = s.user_id
  where s.token_hash = p_token_hash and s.expires_at > p_now and u.disabled_at is null;
$$;
