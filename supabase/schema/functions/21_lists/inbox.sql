-- What a person looks through. p: {view: needs | mine | open | ended, channel?: text | call, q?,
-- campaign_id?, reader, limit, after?: {rank, at, id}}. `needs` has who waits for a person, kind by kind,
-- who has waited longest first: calls that ask for one (rank 1), conversations handed over (2), unclear
-- (3), with a text that failed for good (4), analyses nobody could make (5). The others have what happened
-- last first: conversations, or calls where those are asked for. Each branch stands in the statement with
-- the values asked for, and is read from its end of an index. Returns [{kind, id, rank, at, …}].
create function public.inbox(p jsonb) returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set jit = off as $$
declare
  v_rows text;
  v_page jsonb;
begin
  v_rows := case when p ->> 'view' = 'needs' then private.inbox_needs(p) else private.inbox_view(p) end;
  execute format(
    'select coalesce(jsonb_agg(private.inbox_item(t.kind, t.id, t.rank, t.at, %1$L) order by t.n), ''[]'')
     from (select u.*, row_number() over (order by u.rank, %2$s, %3$s) as n from (%4$s) u
           order by u.rank, %2$s, %3$s limit %5$L) t',
    p ->> 'reader',
    case when p ->> 'view' = 'needs' then 'u.at' else 'u.at desc' end,
    case when p ->> 'view' = 'needs' then 'u.id' else 'u.id desc' end, v_rows, p ->> 'limit')
  into v_page;
  return v_page;
end;
$$;
