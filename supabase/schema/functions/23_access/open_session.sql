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
