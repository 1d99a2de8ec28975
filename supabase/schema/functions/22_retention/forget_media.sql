-- Records that the bytes of a picture were deleted: its text says so. The row of an upload that no text
-- took, or of a lead that was deleted, is deleted with them.
create function public.forget_media(p_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_media public.sms_media;
begin
  delete from public.sms_media f
  where f.id = p_id and (f.erased_at is not null or (f.message_id is null and f.uploaded_by is not null));
  if found then
    return true;
  end if;
  perform private.lock_conversation((select f.conversation_id from public.sms_media f where f.id = p_id));
  update public.sms_media f
  set state = 'deleted', source_url = null, sha256 = null, fetch_at = null, updated_at = p_now
  where f.id = p_id and f.state = 'kept' returning * into v_media;
  if not found then
    return false;
  end if;
  perform private.tell_media(v_media, p_now);
  return true;
end;
$$;
