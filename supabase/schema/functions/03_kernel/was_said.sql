-- Whether a text with a sequence number was really said in its conversation: it was not taken back
-- and did not fail.
create function private.was_said(p_status public.delivery_status) returns boolean
language sql immutable
return p_status not in ('canceled', 'suppressed', 'failed');
