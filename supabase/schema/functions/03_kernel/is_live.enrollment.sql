-- Whether the enrollment goes on by itself, or can be resumed.
create function private.is_live(p_status public.enrollment_status) returns boolean
language sql immutable
return p_status in ('active', 'paused');
