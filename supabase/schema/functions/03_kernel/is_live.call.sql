-- Its body is read here and now, so no search path can turn it; one that was set would keep Postgres from
-- seeing that a question about it is one for the indexes of calls that are alive.
create function private.is_live(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');
