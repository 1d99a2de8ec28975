-- Whether this is not a person's phone number: empty, a word such as anonymous, a short code, an
-- address, or a word in keypad digits that a carrier sends in place of a number that is not shown.
-- The same rule is in domain/calls/withheld-caller.ts; a test compares the two.
create function private.is_withheld(p_number text) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(p_number !~ '^\+[1-9][0-9]{6,14}$'
    or p_number in ('+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', '+7748283',
      '+94844353'), true);
$$;
