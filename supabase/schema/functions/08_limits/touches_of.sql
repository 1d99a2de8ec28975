-- The contacts of the last seven days: [{channel, at}]. p_but: the call that is being decided,
-- which is no contact yet.
create function private.touches_of(p_phone text, p_but uuid, p_now timestamptz) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('channel', t.channel, 'at', t.at) order by t.at), '[]')
  from private.touches(p_phone, p_now - interval '7 days') t
  where t.call_id is distinct from p_but or t.call_id is null;
$$;
