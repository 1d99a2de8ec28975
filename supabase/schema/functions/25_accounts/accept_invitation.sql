-- Uses a link: sets the password and ends every session of this user. p: {token_hash,
-- password_hash, name?}. Returns the user; null for a link that is not valid any more.
create function public.accept_invitation(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_purpose text;
  v_user public.users;
begin
  update public.invitations i set used_at = p_now
  from public.users u
  where i.token_hash = p ->> 'token_hash' and i.used_at is null and i.expires_at > p_now
    and u.id = i.user_id and u.disabled_at is null
  returning i.purpose, i.user_id into v_purpose, v_user.id;
  if v_user.id is null then
    return null;
  end if;
  update public.users u
  set password_hash = p ->> 'password_hash', name = coalesce(p ->> 'name', u.name)
  where u.id = v_user.id returning * into v_user;
  delete from public.sessions s where s.user_id = v_user.id;
  perform private.note_activity(private.user_actor(v_user),
    case v_purpose when 'invite' then 'invitation_accepted' else 'password_reset' end,
    'user', v_user.id::text, p_now);
  return private.user_view(v_user);
end;
$$;
