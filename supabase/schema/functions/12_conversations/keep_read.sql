-- Stores how far a reader has read, which never goes back by itself. Returns how far.
create function private.keep_read(p_id uuid, p_seq integer, p_reader uuid, p_now timestamptz)
returns integer
language sql security definer set search_path = '' as $$
  insert into public.conversation_reads as r (reader_id, conversation_id, seq, read_at)
  values (p_reader, p_id, p_seq, p_now)
  on conflict (reader_id, conversation_id) do update
    set seq = excluded.seq, read_at = excluded.read_at where r.seq < excluded.seq;
  select r.seq from public.conversation_reads r where r.reader_id = p_reader and r.conversation_id = p_id;
$$;
