-- Signs a user in, and deletes expired sessions and the failed attempts of this email. p:
-- {token_hash, user_id, expires_at, how, tries?: {email, address, at}}. Returns the id; null for a
-- disabled user.
create function public.open_session(p jsonb, p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_user public.users;
  v_id uuid;
begin
  select * into v_user from public.users u
  where u.id = (p ->> 'user_id')::uuid and u.disabled_at is null for share;
  if not found then
    return null;
  end if;
  delete from public.sessions where expires_at <= p_now;
  delete from private.sign_in_tries t
  where t.key_hash = p #>> '{tries,email}'
    or (t.key_hash = p #>> '{tries,address}' and t.at = (p #>> '{tries,at}')::timestamptz);
  insert into public.sessions (token_hash, user_id, created_at, expires_at, last_seen_at)
  values (p ->> 'token_hash', v_user.id, p_now, (p ->> 'expires_at')::timestamptz, p_now)
  on conflict (token_hash) do nothing
  returning id into v_id;
  if v_id is null then
    select s.id into v_id from public.sessions s
    where s.token_hash = p ->> 'token_hash' and s.user_id = v_user.id;
    return v_id;
  end if;
  perform private.note_activity(private.user_actor(v_user), 'signed_in', 'user', v_user.id::text,
    p_now, jsonb_build_object('how', p ->> 'how'));
  return v_id;
end;
$$;
