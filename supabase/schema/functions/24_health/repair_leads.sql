-- Finds leads whose record fell behind their calls: `call_sid` is missing although a call was
-- accepted. The newest calls are read each time, all others in rounds.
create function public.repair_leads(p_now timestamptz, p_limit integer) returns setof bigint
language plpgsql security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_lead record;
  v_from private.rounds;
  v_slice uuid[];
  v_looked uuid[];
begin
  select * into v_from from private.rounds r where r.name = 'repair_leads';
  if v_from.reached_at = '-infinity' then
    v_from.reached_at := 'infinity';
  end if;
  -- From the newest to the oldest, so that rows that are read together are stored together.
  select array_agg(s.id order by s.created_at desc, s.id) into v_slice from (
    select c.id, c.created_at from public.calls c
    where c.created_at <= v_from.reached_at
      and (c.created_at < v_from.reached_at or c.id > v_from.reached_id)
    order by c.created_at desc, c.id limit 2 * p_limit) s;
  update private.rounds r
  set reached_at = coalesce(c.created_at, '-infinity'), reached_id = coalesce(c.id, r.reached_id)
  from (select 1) one left join public.calls c on c.id = v_slice[2 * p_limit]
  where r.name = 'repair_leads';
  select array_agg(s.id) || coalesce(v_slice, '{}') into v_looked from (
    select c.id from public.calls c order by c.created_at desc, c.id limit p_limit) s;
  for v_lead in
    select b.id, k.call_sid from (
      select distinct l.id from unnest(v_looked) i
      join public.calls c on c.id = i join public.leads l on l.id = c.lead_id
      where l.lead_status = 'new' or l.last_contacted_at is null) b
    cross join lateral (
      select c.call_sid from public.calls c
      where c.lead_id = b.id and c.direction = 'outbound' and c.call_sid is not null
        and c.reached is not false
      order by c.dialed_at desc limit 1) k
    order by b.id limit p_limit
  loop
    perform private.mark_contacted(v_lead.id, v_lead.call_sid, p_now);
    return next v_lead.id;
  end loop;
end;
$$;
