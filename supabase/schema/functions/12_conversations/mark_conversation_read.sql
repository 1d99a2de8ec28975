-- A reader has read up to p_seq: never less than before, nor beyond the last text. Returns how far;
-- null: there is no such conversation.
create function public.mark_conversation_read(
  p_id uuid, p_seq integer, p_reader uuid, p_now timestamptz
) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_to integer;
begin
  update public.sms_conversations
  set last_read_seq = least(p_seq, last_seq), updated_at = p_now
  where id = p_id and last_read_seq < least(p_seq, last_seq);
  select least(p_seq, v.last_seq) into v_to from public.sms_conversations v where v.id = p_id;
  if v_to is null then
    return null;
  end if;
  return private.keep_read(p_id, v_to, p_reader, p_now);
end;
$$;
