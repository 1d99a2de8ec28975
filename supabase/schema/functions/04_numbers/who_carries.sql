-- The carrier and the voice of rows that name none of their own; all null until the api has stored
-- them.
create function private.who_carries() returns private.our_carrier
language sql stable security definer set search_path = '' as $$
  select c from private.our_carrier c;
$$;
