-- Nothing of it has left yet. As with is_live, a search path that is set would hide the indexes.
create function private.is_waiting(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('pending', 'held');
