-- A page of the inbox. p: {view: needs | mine | open | ended, channel?: text | call, q?,
-- campaign_id?, reader, limit, after?: {rank, at, id}}. `needs` lists who needs a person, kind by
-- kind, the longest wait first: calls that ask for one (rank 1), conversations that were handed
-- over (2), unclear ones (3), those with a text that failed for good (4), analyses that nobody
-- could make (5). The other views list conversations, or calls where those are asked for, the
-- latest first. Each branch is written into the statement with its values and reads its end of an
-- index. Returns [{kind, id, rank, at, …}].
create function public.inbox(p jsonb) returns jsonb
language plpgsql stable security definer
set search_path = '' set timezone = 'UTC' set enable_seqscan = off set jit = off as $$
declare
  v_rows text;
  v_page jsonb;
begin
  v_rows := case when p ->> 'view' = 'needs' then private.inbox_needs(p) else private.inbox_view(p) end;
  execute format(
    'select coalesce(jsonb_agg(private.inbox_item(t.kind, t.id, t.rank, t.at, %1$L, %6$L) order by t.n), ''[]'')
     from (select u.*, row_number() over (order by u.rank, %2$s, %3$s) as n from (%4$s) u
           order by u.rank, %2$s, %3$s limit %5$L) t',
    p ->> 'reader',
    case when p ->> 'view' = 'needs' then 'u.at' else 'u.at desc' end,
    case when p ->> 'view' = 'needs' then 'u.id' else 'u.id desc' end, v_rows, p ->> 'limit',
    private.words_query(p ->> 'q')::text)
  into v_page;
  return v_page;
end;
$$;
