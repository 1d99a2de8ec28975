-- Every contact of ours with a number since a moment, over both channels. A contact that never
-- arrived does not count: a text that failed, an order that the carrier refused, a call that never
-- rang. An answer to the lead does not count either.
create function private.touches(p_phone text, p_since timestamptz)
returns table (channel text, at timestamptz, call_id uuid)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query
    select 'text', m.claimed_at, null::uuid from public.sms_messages m
    where m.lead_phone = p_phone and m.claimed_at > p_since and m.kind in ('campaign', 'single')
      and not private.did_not_arrive(m.delivery_status)
    union all
    select 'call', c.dialed_at, c.id from public.calls c
    where c.lead_phone = p_phone and c.direction = 'outbound' and c.dialed_at > p_since
      and (c.status not in ('failed', 'canceled') or c.answered_at is not null or exists (
        select 1 from public.call_events e
        where e.call_id = c.id and e.status in ('ringing', 'in_progress')));
end;
$$;
