-- Creates a user, and the link with which they set their password unless another service manages
-- passwords. p: {email, name, role, invitation?: {token_hash, expires_at}}. Returns the user; null
-- where the email exists.
create function public.invite_user(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_user public.users;
begin
  insert into public.users (email, name, role, created_at)
  values (lower(p ->> 'email'), p ->> 'name', (p ->> 'role')::public.api_role, p_now)
  on conflict (email) do nothing
  returning * into v_user;
  if v_user.id is null then
    return null;
  end if;
  if p -> 'invitation' is not null then
    perform private.write_invitation(
      v_user.id, (p -> 'invitation') || '{"purpose": "invite"}', p_actor, p_now);
  end if;
  perform private.note_activity(p_actor, 'user_invited', 'user', v_user.id::text, p_now,
    jsonb_build_object('role', v_user.role));
  return private.user_view(v_user);
end;
$$;
