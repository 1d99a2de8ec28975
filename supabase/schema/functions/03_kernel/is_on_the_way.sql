-- It has left us, and no carrier has said that it was sent. As with is_live, a search path that is set
-- would hide the indexes.
create function private.is_on_the_way(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('sending', 'unknown', 'queued');
