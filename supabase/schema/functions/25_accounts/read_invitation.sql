-- What a link is for: {purpose, expires_at, user}. Null for one that is not valid any more.
create function public.read_invitation(p_token_hash text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('purpose', i.purpose, 'expires_at', i.expires_at,
    'user', private.user_view(u))
  from public.invitations i join public.users u on u.id = i.user_id
  where i.token_hash = p_token_hash and i.used_at is null and i.expires_at > p_now
    and u.disabled_at is null;
$$;
