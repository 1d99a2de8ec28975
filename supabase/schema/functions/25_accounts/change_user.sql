-- Changes a user. p: {name?, role?, disabled?, max_open_conversations?}. The last admin who can sign in is neither
-- disabled nor given another role; two admins who change each other run one after the other. Returns
-- {user}, {refused: 'last_admin'} or null where there is no such user.
create function public.change_user(p_id uuid, p jsonb, p_actor jsonb, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.users;
  v_user public.users;
begin
  perform pg_advisory_xact_lock(hashtextextended('ringback:admins', 0));
  select * into v_before from public.users u where u.id = p_id for update;
  if not found then
    return null;
  end if;
  v_user := v_before;
  v_user.name := coalesce(p ->> 'name', v_user.name);
  v_user.role := coalesce((p ->> 'role')::public.api_role, v_user.role);
  v_user.max_open_conversations := case when p ? 'max_open_conversations'
    then (p ->> 'max_open_conversations')::integer else v_user.max_open_conversations end;
  v_user.disabled_at := case p ->> 'disabled'
    when 'true' then coalesce(v_user.disabled_at, p_now)
    when 'false' then null
    else v_user.disabled_at end;
  if v_before.role = 'admin' and v_before.disabled_at is null
    and (v_user.role <> 'admin' or v_user.disabled_at is not null)
    and not exists (
      select 1 from public.users o
      where o.id <> p_id and o.role = 'admin' and o.disabled_at is null
        and (o.password_hash is not null or v_before.password_hash is null)) then
    return jsonb_build_object('refused', 'last_admin');
  end if;
  if v_user is distinct from v_before then
    update public.users u
    set name = v_user.name, role = v_user.role, disabled_at = v_user.disabled_at,
        max_open_conversations = v_user.max_open_conversations
    where u.id = p_id;
    perform private.note_activity(p_actor, 'user_changed', 'user', p_id::text, p_now,
      jsonb_strip_nulls(jsonb_build_object(
        'renamed', case when v_user.name <> v_before.name then true end,
        'role', case when v_user.role <> v_before.role then v_user.role end,
        'disabled', case when (v_user.disabled_at is null) <> (v_before.disabled_at is null)
          then v_user.disabled_at is not null end,
        'max_open_conversations', case when v_user.max_open_conversations is distinct from
          v_before.max_open_conversations then coalesce(v_user.max_open_conversations, 10) end)));
  end if;
  if v_user.disabled_at is not null then
    delete from public.sessions s where s.user_id = p_id;
    delete from public.invitations i where i.user_id = p_id and i.used_at is null;
  end if;
  return jsonb_build_object('user', private.user_view(v_user));
end;
$$;
