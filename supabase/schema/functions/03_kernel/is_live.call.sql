-- Whether the call has begun and is not over. Without a search path of its own: with one, Postgres
-- would not inline the body and would not use the indexes of live calls. The body names no object,
-- so no search path can change what it means.
create function private.is_live(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress');
