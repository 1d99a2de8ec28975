-- Whether a text with a place in its conversation belongs to what was said there: not one that was taken
-- back, and none that failed.
create function private.was_said(p_status public.delivery_status) returns boolean
language sql immutable
return p_status not in ('canceled', 'suppressed', 'failed');
