-- Whether the webhook is delivered, or was given up.
create function private.is_over(p_status public.webhook_status) returns boolean
language sql immutable
return p_status in ('delivered', 'dead');
