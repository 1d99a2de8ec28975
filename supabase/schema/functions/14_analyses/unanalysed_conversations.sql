-- Conversations that ended between 14 days and 10 seconds ago, have words of the lead and were not
-- analysed, the oldest first.
create function public.unanalysed_conversations(p_now timestamptz, p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query
    select o.conversation_id
    from private.owed_analyses o join public.sms_conversations v on v.id = o.conversation_id
    where o.since between p_now - interval '14 days' and p_now - interval '10 seconds'
      and private.owes_analysis(v)
    order by o.since limit p_limit;
end;
$$;
