-- The newest text of a conversation, else turn of a call, with these words; null without any. `offset 0` has
-- it read that one thread: what the whole index of words holds may be much more.
create function private.said_there(p_conversation uuid, p_call_sid text, p_query tsquery) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  if p_query is null then
    return null;
  end if;
  return coalesce(
    (select jsonb_build_object('seq', m.seq, 'said_by', m.author, 'words', m.body, 'at', m.created_at)
     from (select * from public.sms_messages n where n.conversation_id = p_conversation and n.seq is not null
           order by n.seq desc limit 2000 offset 0) m
     where to_tsvector('simple', coalesce(m.body, '')) @@ p_query
       and m.delivery_status not in ('pending', 'held', 'canceled', 'suppressed')
     order by m.seq desc limit 1),
    (select jsonb_build_object('seq', t.seq, 'said_by', t.role, 'words', t.content, 'at', t.timestamp)
     from (select * from public.conversation_transcripts n where n.call_sid = p_call_sid
           order by n.seq desc limit 2000 offset 0) t
     where to_tsvector('simple', t.content) @@ p_query and t.role <> 'system'
     order by t.seq desc limit 1));
end;
$$;
