-- A pattern for `like` that matches phone numbers with these digits anywhere, in whatever spelling they are
-- searched: with spaces and brackets, with 00 for the +, or with the 0 that a country puts before its own
-- numbers. What is no number matches itself.
create function private.phone_anywhere(p_q text) returns text
language sql immutable set search_path = '' as $$
  select case
    when p_q !~ '^[\d\s()+./-]+$' or length(d.digits) < 3 then private.like_anywhere(p_q)
    when length(d.digits) > 7 then '%' || ltrim(d.digits, '0') || '%'
    else '%' || d.digits || '%' end
  from (select regexp_replace(replace(p_q, '(0)', ''), '\D', '', 'g')) d (digits);
$$;
