-- Whether the state is final.
create function private.is_over(p_status public.call_status) returns boolean
language sql immutable
return p_status in ('completed', 'busy', 'no_answer', 'failed', 'canceled');
