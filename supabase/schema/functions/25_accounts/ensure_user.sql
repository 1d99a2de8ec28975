-- Creates the user that the settings name, unless the email exists; an existing user is not
-- changed. p: {email, name, role, password_hash?}. Returns whether it was created.
create function public.ensure_user(p jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into public.users (email, name, role, password_hash, created_at)
  values (lower(p ->> 'email'), p ->> 'name', (p ->> 'role')::public.api_role,
    p ->> 'password_hash', p_now)
  on conflict (email) do nothing
  returning id into v_id;
  if v_id is null then
    return false;
  end if;
  perform private.note_activity('{"kind": "system", "name": "start"}', 'user_made', 'user',
    v_id::text, p_now, jsonb_build_object('role', p ->> 'role'));
  return true;
end;
$$;
