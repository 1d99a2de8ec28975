-- A user changes their own password; every other session ends.
create function public.set_password(
  p_user_id uuid, p_password_hash text, p_session_id uuid, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_user public.users;
begin
  update public.users u set password_hash = p_password_hash
  where u.id = p_user_id returning * into v_user;
  if not found then
    return;
  end if;
  delete from public.sessions s where s.user_id = p_user_id and s.id <> p_session_id;
  delete from public.invitations i where i.user_id = p_user_id and i.used_at is null;
  perform private.note_activity(private.user_actor(v_user), 'password_changed', 'user',
    p_user_id::text, p_now);
end;
$$;
