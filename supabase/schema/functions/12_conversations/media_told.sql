-- What a text's `media` says of one of its pictures.
create function private.media_told(p_media public.sms_media) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', p_media.id, 'state', p_media.state, 'fault', p_media.fault,
    'type', coalesce(p_media.type, p_media.type_told), 'bytes', p_media.bytes);
$$;
