-- Changes what users set for themselves: {name?, time_zone?, preferences?}. Named preferences
-- replace their old values. Returns the user.
create function public.change_own_account(p_id uuid, p jsonb) returns jsonb
language sql security definer set search_path = '' as $$
  update public.users u
  set name = coalesce(p ->> 'name', u.name),
      time_zone = case when p ? 'time_zone' then p ->> 'time_zone' else u.time_zone end,
      preferences = u.preferences || coalesce(p -> 'preferences', '{}')
  where u.id = p_id
  returning private.user_view(u);
$$;
