-- How many leads each view has. p: the conditions of private.lead_conditions, and {today: since when a
-- lead is new}. Returns {all, new_today, not_contacted, waiting}: `all` at most 10,000, the others at most
-- a thousand.
create function public.count_leads(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_where text := private.lead_conditions(p - 'status' - 'since');
  v_counts jsonb;
begin
  execute format('
    select jsonb_build_object(
      ''all'', (select count(*) from (select 1 from public.leads l where true %1$s limit 10000) n),
      ''new_today'', (select count(*) from (
        select 1 from public.leads l where l.created_at >= %2$L %1$s limit 1000) n),
      ''not_contacted'', (select count(*) from (
        select 1 from public.leads l where l.lead_status = ''new'' %1$s limit 1000) n),
      ''waiting'', (select count(*) from (
        select distinct l.id from (%3$s) w join public.leads l on l.id = w.lead_id
        where private.next_contact(l.id) ->> ''key'' = w.key %1$s limit 1000) n))',
    v_where, p ->> 'today', private.what_waits('where w.is_held order by w.at limit 1000'))
  into v_counts;
  return v_counts;
end;
$$;
