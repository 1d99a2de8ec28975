-- Signs out: this session, or all of the same user. Returns how many ended.
create function public.close_session(p_token_hash text, p_everywhere boolean, p_now timestamptz)
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
