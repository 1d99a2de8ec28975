-- It has left us, and a carrier may still say something of it: `sent` need not be the last word. As with
-- is_live, a search path that is set would hide the indexes.
create function private.awaits_news(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('sending', 'unknown', 'queued', 'sent');
