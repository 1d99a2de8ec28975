-- Who is signed in: a row a session, so that whoever signs out is out of every process at once. Of the
-- token only its hash is here.
create table public.sessions (
  id uuid primary key default gen_random_uuid(),
  token_hash text not null unique,
  user_name text not null,
  role public.api_role not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  last_seen_at timestamptz not null
);
create index sessions_of_user on public.sessions (user_name);
create index sessions_over on public.sessions (expires_at);

-- Somebody has signed in; on the way, sessions that are over are forgotten. Returns the id.
create function public.open_session(p jsonb, p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  delete from public.sessions where expires_at <= p_now;
  insert into public.sessions (
    token_hash, user_name, role, created_at, expires_at, last_seen_at)
  values (
    p ->> 'token_hash', p ->> 'user_name', (p ->> 'role')::public.api_role, p_now,
    (p ->> 'expires_at')::timestamptz, p_now)
  on conflict (token_hash) do update set last_seen_at = p_now
  returning id into v_id;
  return v_id;
end;
$$;

-- Of these ids, of keys and of sessions, those that still open something: [id].
create function public.open_passes(p_ids jsonb, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  with asked as (select value::uuid as id from jsonb_array_elements_text(p_ids))
  select coalesce(jsonb_agg(o.id), '[]') from (
    select k.id from asked join public.api_keys k using (id)
    where k.revoked_at is null and (k.expires_at is null or k.expires_at > p_now)
    union all
    select s.id from asked join public.sessions s using (id) where s.expires_at > p_now) o;
$$;

select private.close_tables();
select private.close_functions();
