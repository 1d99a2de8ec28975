-- Whether the order is on its way to the carrier, whose answer is not known yet.
create function private.is_claimed(p_status public.delivery_status) returns boolean
language sql immutable
return p_status in ('sending', 'unknown');
