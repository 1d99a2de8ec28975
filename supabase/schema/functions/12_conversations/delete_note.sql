-- Deletes a note with its words; p_any: also one that somebody else wrote. Returns {result: deleted
-- | already | not_yours | no_such_note, note?}.
create function public.delete_note(p_id uuid, p_actor jsonb, p_any boolean, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_note public.notes;
begin
  select * into v_note from public.notes where id = p_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_note');
  end if;
  if v_note.deleted_at is not null then
    return jsonb_build_object('result', 'already', 'note', to_jsonb(v_note));
  end if;
  if not p_any and v_note.author_id is distinct from (p_actor ->> 'id')::uuid then
    return jsonb_build_object('result', 'not_yours');
  end if;
  update public.notes set body = '', deleted_at = p_now where id = p_id returning * into v_note;
  perform private.note_activity(p_actor, 'note_deleted', 'note', p_id::text, p_now, '{}', v_note.lead_id);
  return jsonb_build_object('result', 'deleted', 'note', to_jsonb(v_note));
end;
$$;
