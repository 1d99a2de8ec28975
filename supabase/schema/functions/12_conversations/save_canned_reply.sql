-- Creates or changes a canned reply. p: {id, name?, body?}: a new one has both; of an existing one,
-- the given fields change. Returns {result: created | changed | name_taken | no_such_reply,
-- reply?}.
create function public.save_canned_reply(p jsonb, p_actor jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid := (p ->> 'id')::uuid;
  v_reply public.canned_replies;
  v_is_new boolean := not exists (select 1 from public.canned_replies r where r.id = v_id);
begin
  if v_is_new and (p ->> 'name' is null or p ->> 'body' is null) then
    return jsonb_build_object('result', 'no_such_reply');
  end if;
  insert into public.canned_replies as r (id, name, body, created_at, updated_at)
  values (v_id, coalesce(p ->> 'name', ''), coalesce(p ->> 'body', ''), p_now, p_now)
  on conflict (id) do update
    set name = coalesce(p ->> 'name', r.name), body = coalesce(p ->> 'body', r.body), updated_at = p_now
  returning * into v_reply;
  perform private.note_activity(p_actor, case when v_is_new then 'reply_created' else 'reply_changed' end,
    'canned_reply', v_id::text, p_now);
  return jsonb_build_object('result', case when v_is_new then 'created' else 'changed' end,
    'reply', to_jsonb(v_reply));
exception
  when unique_violation then
    return jsonb_build_object('result', 'name_taken');
end;
$$;
