-- How many texts of the lead this reader has not read, at most a hundred.
create function private.unread_by(v public.sms_conversations, p_reader uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
declare
  v_read integer := private.read_up_to(v, p_reader);
begin
  if v.last_inbound_seq <= v_read then
    return 0;
  end if;
  return (select count(*) from (
    select 1 from public.sms_messages m
    where m.conversation_id = v.id and m.seq > v_read and m.direction = 'inbound' limit 100) n);
end;
$$;
