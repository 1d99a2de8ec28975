-- What became of a picture that was to be fetched or kept. p: {id, state: kept | failed | pending, type?,
-- bytes?, sha256?, fault?, fetch_at?: of one that stays pending}. Returns recorded | settled: another process
-- was faster | unwanted: its lead was deleted, and what was kept of it is to be removed.
create function public.record_media(p jsonb, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'id')::uuid;
  v_media public.sms_media;
begin
  perform private.lock_conversation((select f.conversation_id from public.sms_media f where f.id = v_id));
  select * into v_media from public.sms_media f where f.id = v_id for update;
  if v_media.id is null or v_media.erased_at is not null then
    return 'unwanted';
  elsif v_media.state <> 'pending' then
    return 'settled';
  end if;
  update public.sms_media f
  set state = p ->> 'state', type = coalesce(p ->> 'type', f.type),
      bytes = coalesce((p ->> 'bytes')::integer, f.bytes), sha256 = coalesce(p ->> 'sha256', f.sha256),
      fault = p ->> 'fault', tries = f.tries + 1, fetch_at = (p ->> 'fetch_at')::timestamptz,
      updated_at = p_now
  where f.id = v_id returning * into v_media;
  if v_media.state <> 'pending' then
    perform private.tell_media(v_media, p_now);
  end if;
  return 'recorded';
end;
$$;
