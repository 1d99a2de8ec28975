-- The first of these limits that is reached for a phone number: null, or {rule, reason, until}.
-- p_limits: [{id, channels: [call | text], limit, window_hours}]. An answer to the lead does not
-- count as a contact.
create function private.full_limit(p_phone text, p_limits jsonb, p_now timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit jsonb;
  v_at timestamptz;
begin
  for v_limit in select * from jsonb_array_elements(coalesce(p_limits, '[]')) loop
    -- The contact that makes room when it leaves the window.
    select t.at into v_at
    from private.touches(p_phone, p_now - make_interval(hours => (v_limit ->> 'window_hours')::integer)) t
    where v_limit -> 'channels' ? t.channel
    order by t.at desc offset (v_limit ->> 'limit')::integer - 1 limit 1;
    if found then
      return jsonb_build_object('rule', 'cap_' || (v_limit ->> 'id'),
        'reason', format('%s in %s hours is the most one lead gets.', v_limit ->> 'limit', v_limit ->> 'window_hours'),
        'until', v_at + make_interval(hours => (v_limit ->> 'window_hours')::integer));
    end if;
  end loop;
  return null;
end;
$$;
