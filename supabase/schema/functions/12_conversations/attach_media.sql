-- The uploads that a person sends with a text, as its `media`, in their order. Null: one of them is no upload
-- of this conversation, is not whole yet, or was sent before; then none is taken.
create function private.attach_media(
  p_message_id uuid, p_conversation_id uuid, p_ids uuid[], p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_free uuid[];
begin
  v_free := array(
    select f.id from public.sms_media f
    where f.id = any (p_ids) and f.conversation_id = p_conversation_id and f.message_id is null
      and f.uploaded_by is not null and f.state = 'kept'
    order by array_position(p_ids, f.id) for update);
  if v_free <> p_ids then
    return null;
  end if;
  update public.sms_media f set message_id = p_message_id, updated_at = p_now where f.id = any (v_free);
  return (select coalesce(jsonb_agg(private.media_told(f) order by array_position(v_free, f.id)), '[]')
          from public.sms_media f where f.id = any (v_free));
end;
$$;
