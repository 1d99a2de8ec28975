-- The carrier, or nobody, took it, and the lead has not got it.
create function private.did_not_arrive(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('failed', 'undelivered');
