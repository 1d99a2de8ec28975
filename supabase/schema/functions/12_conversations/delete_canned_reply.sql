-- Deletes a canned reply. False: there is none.
create function public.delete_canned_reply(p_id uuid, p_actor jsonb, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.canned_replies where id = p_id;
  if not found then
    return false;
  end if;
  perform private.note_activity(p_actor, 'reply_deleted', 'canned_reply', p_id::text, p_now);
  return true;
end;
$$;
