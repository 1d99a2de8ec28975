-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- Whether a consent for a channel (text | call) is in force: given by then, and neither expired nor revoked.
create or replace function private.has_consent(p_phone text, p_channel text, p_now timestamptz) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select 1 from public.consents c
    where c.phone = p_phone and c.channel in ('all', p_channel) and c.revoked_at is null
      and c.at <= p_now
      and (c.expires_at is null or c.expires_at > p_now)
  );
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
