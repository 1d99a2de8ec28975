-- It is still to be told. Not the opposite of is_over: a question about this is one for its index.
create function private.is_open(p_status public.webhook_status) returns boolean
language sql immutable
return p_status in ('pending', 'sending');
