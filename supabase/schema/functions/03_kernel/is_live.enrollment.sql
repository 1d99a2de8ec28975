-- It goes on by itself, or may be let go on.
create function private.is_live(p_status public.enrollment_status) returns boolean
language sql immutable
return p_status in ('active', 'paused');
