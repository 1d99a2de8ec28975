-- Whether the text has left and no carrier has reported it as sent. Like is_live, without a search
-- path, which would hide the indexes.
create function private.is_on_the_way(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('sending', 'unknown', 'queued');
