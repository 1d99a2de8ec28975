-- Adds to a count of contacts under a name since a moment, and deletes the counts of that name that
-- are older than two days.
create function private.add_contact(p_name text, p_since timestamptz, p_contacts integer) returns void
language sql security definer set search_path = '' as $$
  delete from public.contact_counts
  where name = p_name and since < p_since - interval '2 days';
  insert into public.contact_counts as c (name, since, contacts) values (p_name, p_since, p_contacts)
  on conflict (name, since) do update set contacts = c.contacts + excluded.contacts;
$$;
