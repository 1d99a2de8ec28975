-- Whether the text has left and the carrier may still report on it; `sent` need not be the last
-- report. Like is_live, without a search path, which would hide the indexes.
create function private.awaits_news(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('sending', 'unknown', 'queued', 'sent');
