-- Writes what became of a picture into every text that has it: its own, and the retries of that one.
create function private.tell_media(p_media public.sms_media, p_now timestamptz) returns void
language sql security definer set search_path = '' as $$
  update public.sms_messages m
  set media = (
        select jsonb_agg(case when one ->> 'id' = p_media.id::text then private.media_told(p_media) else one end
          order by place)
        from jsonb_array_elements(m.media) with ordinality as t (one, place)),
      updated_at = p_now
  where m.conversation_id = p_media.conversation_id
    and m.media @> jsonb_build_array(jsonb_build_object('id', p_media.id));
$$;
