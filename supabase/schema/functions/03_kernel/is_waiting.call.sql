-- Whether no order has left for the carrier yet. Like is_live, without a search path, which would
-- hide the indexes.
create function private.is_waiting(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('scheduled', 'held');
