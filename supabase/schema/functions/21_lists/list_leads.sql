-- A page of leads, each with `next_contact` and `last_contact`. p: {limit, offset?, sort?: created |
-- last_contact | next_contact | name, order?: asc | desc, after?: {id, value?}, id?, next?: any | held |
-- none, next_before?}, and the conditions of private.lead_conditions. `value` of a row is what it is
-- sorted by. Sorted by next contact, it has only
-- leads with which something is planned; with `next` or `next_before` in another order, only those among
-- the soonest five thousand of each kind.
create function public.list_leads(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  v_sort text := coalesce(p ->> 'sort', 'created');
  v_order text := case when coalesce(p ->> 'order', case v_sort when 'name' then 'asc'
    when 'next_contact' then 'asc' else 'desc' end) = 'asc' then 'asc' else 'desc' end;
  v_after text := case v_order when 'asc' then '>' else '<' end;
  v_key text := case v_sort when 'name' then 'lower(coalesce(l.name, l.phone))'
    when 'last_contact' then 'coalesce(l.last_contacted_at, ''-infinity''::timestamptz)' end;
  v_where text := private.lead_conditions(p);
  v_waits text := concat(
    case when p ->> 'next' = 'held' then ' and w.is_held' end,
    case when p ->> 'next_before' is not null then format(' and w.at < %L', p ->> 'next_before') end);
  v_from text;
  v_page jsonb;
begin
  if p ->> 'id' is not null then
    v_where := v_where || format(' and l.id = %L', p ->> 'id');
  end if;
  if v_sort = 'next_contact' then
    -- Read in the order of the moments; a lead stands at the first thing that waits for it.
    v_from := format('
      select l as l, l.id, w.at::text as value, n.next
      from (%1$s) w
      join public.leads l on l.id = w.lead_id
      cross join lateral (select private.next_contact(l.id) as next) n
      where n.next ->> ''key'' = w.key %2$s order by w.at %3$s, l.id %3$s',
      private.what_waits(format('where true %s %s order by w.at %s', v_waits,
        case when p -> 'after' is not null then format(' and w.at %s= %L', v_after, p -> 'after' ->> 'value') end,
        v_order)),
      v_where || case when p -> 'after' is not null then format(' and (w.at, l.id) %s (%L::timestamptz, %L::bigint)',
        v_after, p -> 'after' ->> 'value', p -> 'after' ->> 'id') else '' end,
      v_order);
  else
    v_where := concat(v_where,
      case when p ->> 'next' = 'none' then ' and not private.is_planned(l.id)'
        when v_waits <> '' or p ->> 'next' is not null then format(' and l.id in (select w.lead_id from (%s) w)',
          private.what_waits(format('where true %s order by w.at limit 5000', v_waits))) end,
      case when p ->> 'next' = 'held' then
        ' and (private.next_contact(l.id) ->> ''is_held'')::boolean' end,
      case when p -> 'after' is null then null
        when v_key is null then format(' and l.id %s %L', v_after, p -> 'after' ->> 'id')
        else format(' and (%s, l.id) %s (%L, %L::bigint)', v_key, v_after, p -> 'after' ->> 'value',
          p -> 'after' ->> 'id') end);
    v_from := format('
      select l as l, l.id, (%s)::text as value, null::jsonb as next from public.leads l
      where true %s order by %s l.id %s', coalesce(v_key, 'null'), v_where,
      v_key || ' ' || v_order || ',', v_order);
  end if;
  execute format('
    select coalesce(jsonb_agg(to_jsonb(r.l) || jsonb_build_object(
      ''next_contact'', coalesce(r.next, private.next_contact(r.id)) - ''key'',
      ''last_contact'', private.last_contact(r.id), ''value'', r.value) order by r.place), ''[]'')
    from (select f.*, row_number() over () as place from (%s offset %L limit %L) f) r',
    v_from, coalesce((p ->> 'offset')::integer, 0), p ->> 'limit')
  into v_page;
  return v_page;
end;
$$;
