-- Whether a switch stops this channel. p_channel: calls | texts.
create function private.is_switched_off(p_channel text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.switches s where s.name in ('stop_all', 'stop_' || p_channel) and s.is_on);
$$;
