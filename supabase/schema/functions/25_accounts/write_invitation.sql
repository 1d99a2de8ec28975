-- Creates a link for a user; earlier links are not valid any more. p: {purpose, token_hash,
-- expires_at}.
create function private.write_invitation(
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
