-- By hand: people, their links and their sessions, and who did what. Whoever was signed in by the name
-- and password of the settings signs in anew.
-- The people who may come in. Nobody is deleted: what somebody did keeps its name.
create table public.users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email) and email <> ''),
  name text not null,
  role public.api_role not null,
  -- scrypt, with its parameters. Null until an invitation is accepted, or where another service checks.
  password_hash text,
  -- Null: as the browser says.
  time_zone text,
  -- theme, sounds, notifications, keyboard: as the dashboard keeps them.
  preferences jsonb not null default '{}',
  -- Null: no limit.
  max_open_conversations integer check (max_open_conversations > 0),
  created_at timestamptz not null,
  disabled_at timestamptz
);

-- Links with which somebody sets a password: the first one, or a new one. Each works once; of its token
-- only the hash is here.
create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  purpose text not null check (purpose in ('invite', 'reset')),
  token_hash text not null unique,
  created_at timestamptz not null,
  -- The name of who made it.
  created_by text not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz
);
create index invitations_of_user on public.invitations (user_id);

-- Who did what and when. Each row is written in the same transaction as the act. Details hold ids, states
-- and numbers, and nobody's name, number or words.
create table public.activity_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- A user or a key. Null: a command of the operator's, or this system by itself.
  actor_id uuid,
  actor_kind text not null check (actor_kind in ('user', 'key', 'command', 'system')),
  actor_name text not null,
  action text not null check (action ~ '^[a-z_]+$'),
  subject_kind text not null,
  subject_id text,
  lead_id bigint references public.leads (id) on delete set null,
  details jsonb not null default '{}',
  undo_of bigint references public.activity_log (id)
);
create index activity_of_lead on public.activity_log (lead_id, id desc) where lead_id is not null;
create index activity_of_actor on public.activity_log (actor_id, id desc) where actor_id is not null;
create index activity_of_subject on public.activity_log (subject_kind, subject_id, id desc);
create index activity_undone on public.activity_log (undo_of) where undo_of is not null;

-- Tries to sign in that were not right, by the hash of the email and by that of the address.
create table private.sign_in_tries (
  key_hash text not null,
  at timestamptz not null
);
create index sign_in_tries_of_key on private.sign_in_tries (key_hash, at);
create index sign_in_tries_oldest on private.sign_in_tries (at);

delete from public.sessions;
drop index public.sessions_of_user;
alter table public.sessions drop column user_name, drop column role,
  add column user_id uuid not null references public.users (id) on delete cascade;
create index sessions_of_user on public.sessions (user_id);
select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- Writes down who did what, in the transaction of the act. p_actor: {id?, kind, name}. Returns the id.
create or replace function private.note_activity(
  p_actor jsonb, p_action text, p_subject_kind text, p_subject_id text, p_now timestamptz,
  p_details jsonb default '{}', p_lead_id bigint default null, p_undo_of bigint default null
) returns bigint
language sql security definer set search_path = '' as $$
  insert into public.activity_log (
    at, actor_id, actor_kind, actor_name, action, subject_kind, subject_id, lead_id, details, undo_of)
  values (
    p_now, (p_actor ->> 'id')::uuid, p_actor ->> 'kind', p_actor ->> 'name', p_action,
    p_subject_kind, p_subject_id, p_lead_id, coalesce(p_details, '{}'), p_undo_of)
  returning id;
$$;

-- A user as an actor of the activity log.
create or replace function private.user_actor(p_user public.users) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', p_user.id, 'kind', 'user', 'name', p_user.name);
$$;

-- Signs out: this session, or all of the same user. Returns how many ended.
create or replace function public.close_session(p_token_hash text, p_everywhere boolean, p_now timestamptz)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_user public.users;
  v_ended integer;
begin
  select u.* into v_user from public.sessions s join public.users u on u.id = s.user_id
  where s.token_hash = p_token_hash;
  if not found then
    return 0;
  end if;
  delete from public.sessions s
  where s.user_id = v_user.id and (p_everywhere or s.token_hash = p_token_hash);
  get diagnostics v_ended = row_count;
  if v_ended > 0 then
    perform private.note_activity(private.user_actor(v_user), 'signed_out', 'user', v_user.id::text,
      p_now, jsonb_build_object('sessions', v_ended));
  end if;
  return v_ended;
end;
$$;

-- A user as others may read it.
create or replace function private.user_view(p_user public.users) returns jsonb
language sql immutable set search_path = '' as $$
  select to_jsonb(p_user) - 'password_hash'
    || jsonb_build_object('has_password', p_user.password_hash is not null);
$$;

-- Who is signed in with this token: {id, created_at, expires_at, last_seen_at, user}. Null when nobody is,
-- or is any more.
create or replace function public.find_session(p_token_hash text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', s.id, 'created_at', s.created_at, 'expires_at', s.expires_at,
    'last_seen_at', s.last_seen_at, 'user', private.user_view(u))
  from public.sessions s join public.users u on u.id = s.user_id
  where s.token_hash = p_token_hash and s.expires_at > p_now and u.disabled_at is null;
$$;

-- Of these ids, of keys and of sessions, those that still open something.
create or replace function public.open_passes(p_ids jsonb, p_now timestamptz) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with asked as (select value::uuid as id from jsonb_array_elements_text(p_ids))
  select k.id from asked join public.api_keys k using (id)
  where k.revoked_at is null and (k.expires_at is null or k.expires_at > p_now)
  union all
  select s.id from asked join public.sessions s using (id)
  join public.users u on u.id = s.user_id
  where s.expires_at > p_now and u.disabled_at is null;
$$;

-- Somebody has signed in; on the way, sessions that are over are forgotten, and the tries of this email.
-- p: {token_hash, user_id, expires_at, how, tries?: {email, address, at}}. Returns the id; null for who
-- is disabled.
create or replace function public.open_session(p jsonb, p_now timestamptz) returns uuid
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

-- A link is used: the password is set, and whoever was signed in as this user is out.
-- p: {token_hash, password_hash, name?}. Returns the user; null for a link that works no more.
create or replace function public.accept_invitation(p jsonb, p_now timestamptz) returns jsonb
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

-- A try to sign in counts as a wrong one until open_session takes it back, so that tries that come at
-- once are all counted. p: {email, address}: hashes. Returns {left: tries after this one} or
-- {retry_after: seconds}.
create or replace function public.begin_sign_in(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_most constant integer := 5;
  v_window constant interval := '10 minutes';
  v_keys text[] := array[p ->> 'email', p ->> 'address'];
  v_count integer;
  v_until timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended('ringback:sign_in:' || o.key, 0))
  from (select distinct k as key from unnest(v_keys) k order by 1) o;
  delete from private.sign_in_tries t where t.at <= p_now - v_window;
  select max(c.tries), max(c.oldest + v_window) filter (where c.tries >= v_most)
  into v_count, v_until
  from (select count(*) as tries, min(t.at) as oldest from private.sign_in_tries t
        where t.key_hash = any (v_keys) group by t.key_hash) c;
  if v_until is not null then
    return jsonb_build_object(
      'retry_after', greatest(1, ceil(extract(epoch from v_until - p_now)))::integer);
  end if;
  insert into private.sign_in_tries (key_hash, at) select distinct k, p_now from unnest(v_keys) k;
  return jsonb_build_object('left', v_most - 1 - coalesce(v_count, 0));
end;
$$;

-- What people set for themselves: {name?, time_zone?, preferences?}. Of the preferences, those that are
-- named take the place of their own. Returns the user.
create or replace function public.change_own_account(p_id uuid, p jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  update public.users u
  set name = coalesce(p ->> 'name', u.name),
      time_zone = case when p ? 'time_zone' then p ->> 'time_zone' else u.time_zone end,
      preferences = u.preferences || coalesce(p -> 'preferences', '{}')
  where u.id = p_id
  returning private.user_view(u);
$$;

-- p: {name?, role?, disabled?}. Never the last admin who can come in: two who take each other's role away
-- stand in line. Returns {user}, {refused: 'last_admin'} or null where there is no such user.
create or replace function public.change_user(p_id uuid, p jsonb, p_actor jsonb, p_now timestamptz)
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
    set name = v_user.name, role = v_user.role, disabled_at = v_user.disabled_at
    where u.id = p_id;
    perform private.note_activity(p_actor, 'user_changed', 'user', p_id::text, p_now,
      jsonb_strip_nulls(jsonb_build_object(
        'renamed', case when v_user.name <> v_before.name then true end,
        'role', case when v_user.role <> v_before.role then v_user.role end,
        'disabled', case when (v_user.disabled_at is null) <> (v_before.disabled_at is null)
          then v_user.disabled_at is not null end)));
  end if;
  if v_user.disabled_at is not null then
    delete from public.sessions s where s.user_id = p_id;
    delete from public.invitations i where i.user_id = p_id and i.used_at is null;
  end if;
  return jsonb_build_object('user', private.user_view(v_user));
end;
$$;

-- A user of the settings of a start: made unless somebody has the email; nothing that is there changes.
-- p: {email, name, role, password_hash?}. Returns whether it was made.
create or replace function public.ensure_user(p jsonb, p_now timestamptz) returns boolean
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

-- A link for this user; whatever link there was before works no more.
-- p: {purpose, token_hash, expires_at}.
create or replace function private.write_invitation(
  p_user_id uuid, p jsonb, p_actor jsonb, p_now timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.invitations i where i.user_id = p_user_id and i.used_at is null;
  insert into public.invitations (user_id, purpose, token_hash, created_at, created_by, expires_at)
  values (p_user_id, p ->> 'purpose', p ->> 'token_hash', p_now, p_actor ->> 'name',
    (p ->> 'expires_at')::timestamptz);
end;
$$;

-- A new user, and the link with which they set their password unless another service keeps it.
-- p: {email, name, role, invitation?: {token_hash, expires_at}}. Returns the user; null where somebody
-- has that email.
create or replace function public.invite_user(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
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

-- What a link is for: {purpose, expires_at, user}. Null for one that works no more.
create or replace function public.read_invitation(p_token_hash text, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('purpose', i.purpose, 'expires_at', i.expires_at,
    'user', private.user_view(u))
  from public.invitations i join public.users u on u.id = i.user_id
  where i.token_hash = p_token_hash and i.used_at is null and i.expires_at > p_now
    and u.disabled_at is null;
$$;

-- A link with which this user sets a new password. p: {id? or email?, token_hash, expires_at}. Returns
-- the user; null where there is none, or a disabled one.
create or replace function public.reset_user(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
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

-- Somebody changes their own password; only the session in which they did so remains.
create or replace function public.set_password(
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

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
