-- Whether the text was sent, or was to be sent, and has not reached the lead.
create function private.did_not_arrive(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('failed', 'undelivered');
