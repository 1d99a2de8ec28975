-- Whether the system may plan a call to this number by itself: it is not withheld, not our own and
-- not suppressed for calls.
create function private.can_be_rung(p_phone text) returns boolean
language sql stable security definer set search_path = '' as $$
  select not private.is_withheld(p_phone) and not private.is_ours(p_phone)
    and not private.is_suppressed(p_phone, 'voice');
$$;
