-- Which of these ids of API keys and sessions are still valid.
create function public.open_passes(p_ids jsonb, p_now timestamptz) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with asked as (select value::uuid as id from jsonb_array_elements_text(p_ids))
  select k.id from asked join public.api_keys k using (id)
  where k.revoked_at is null and (k.expires_at is null or k.expires_at > p_now)
  union all
  select s.id from asked join public.sessions s using (id)
  join public.users u on u.id = s.user_id
  where s.expires_at > p_now and u.disabled_at is null;
$$;
