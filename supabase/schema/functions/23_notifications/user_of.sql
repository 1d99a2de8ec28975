-- The user that a conversation is assigned to; null for a key, a free text, or nobody.
create function private.user_of(p_assigned_to text) returns uuid
language sql stable security definer set search_path = '' as $$
  select u.id from public.users u where u.id::text = p_assigned_to;
$$;
