-- How many rows each view has, at most a thousand. p: {reader}. Returns {needs, mine, open,
-- live_calls, unread}; `unread` counts open conversations with texts of the lead that this reader
-- has not read.
create function public.inbox_counts(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_reader uuid := (p ->> 'reader')::uuid;
  v_since timestamptz := (select u.created_at from public.users u where u.id = v_reader);
  v_needs bigint;
  v_unread bigint;
begin
  execute format('select count(*) from (%s) n',
    private.inbox_needs(jsonb_build_object('view', 'needs', 'limit', 1000)))
  into v_needs;
  -- Those with the newest texts first. What a person has read is found by its key.
  select count(*) into v_unread from (
    select 1 from public.sms_conversations v
    left join public.conversation_reads r on r.reader_id = v_reader and r.conversation_id = v.id
    where v.ended_at is null and v.last_inbound_seq > 0
      and v.last_inbound_at >= coalesce(v_since, '-infinity')
      and v.last_inbound_seq > coalesce(r.seq, case when v_since is null then v.last_read_seq else 0 end)
    order by v.last_inbound_at desc limit 1000) n;
  return jsonb_build_object(
    'needs', least(v_needs, 1000),
    'mine', (select count(*) from (select 1 from public.sms_conversations v
      where v.assigned_to = p ->> 'reader' and v.ended_at is null limit 1000) n),
    'open', (select count(*) from (select 1 from public.sms_conversations v
      where v.ended_at is null limit 1000) n),
    'live_calls', (select count(*) from public.calls c where private.is_live(c.status)),
    'unread', v_unread);
end;
$$;
