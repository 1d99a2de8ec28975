-- Creates a link with which a user sets a new password. p: {id? or email?, token_hash, expires_at}.
-- Returns the user; null where there is none, or a disabled one.
create function public.reset_user(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_user public.users;
begin
  select * into v_user from public.users u
  where (u.id = (p ->> 'id')::uuid or u.email = lower(p ->> 'email')) and u.disabled_at is null;
  if not found then
    return null;
  end if;
  perform private.write_invitation(v_user.id, p || '{"purpose": "reset"}', p_actor, p_now);
  perform private.note_activity(p_actor, 'reset_link_made', 'user', v_user.id::text, p_now);
  return private.user_view(v_user);
end;
$$;
