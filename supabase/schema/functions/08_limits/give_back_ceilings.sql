-- Takes a contact that the carrier never accepted off the day's money and off the counts of its
-- destination and API key.
create function private.give_back_ceilings(
  p_channel text, p_key uuid, p_prefix text, p_cost numeric, p_at timestamptz
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_at is null then
    return;
  end if;
  perform private.add_spend(p_channel, -p_cost, -1, p_at);
  update public.contact_counts set contacts = greatest(0, contacts - 1)
  where (name = 'prefix:' || p_prefix and since = date_trunc('hour', p_at))
     or (name = 'key:' || p_key and since = (p_at at time zone 'UTC')::date::timestamp at time zone 'UTC');
end;
$$;
