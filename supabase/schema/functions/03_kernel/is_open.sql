-- Whether the webhook is still to be delivered. Not the opposite of is_over, because its index is
-- for this condition.
create function private.is_open(p_status public.webhook_status) returns boolean
language sql immutable
return p_status in ('pending', 'sending');
