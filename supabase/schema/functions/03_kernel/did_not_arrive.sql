-- Whether the text failed, or the carrier reported that it was not delivered.
create function private.did_not_arrive(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('failed', 'undelivered');
