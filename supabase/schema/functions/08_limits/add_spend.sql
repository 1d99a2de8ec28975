-- Adds to the cost of a UTC day. Each connection writes one of eight rows, so that claims that only
-- count do not wait for each other.
create function private.add_spend(p_channel text, p_cost numeric, p_contacts integer, p_at timestamptz)
returns void
language sql security definer set search_path = '' as $$
  insert into public.spend_days as d (day, channel, part, spent_usd, contacts)
  values ((p_at at time zone 'UTC')::date, p_channel, pg_catalog.pg_backend_pid() % 8, p_cost, p_contacts)
  on conflict (day, channel, part) do update
    set spent_usd = d.spent_usd + excluded.spent_usd, contacts = d.contacts + excluded.contacts;
$$;
