-- Writes an entry of the live log in the statement that changes the row. Arguments of the trigger:
-- noun, column of the topic, key, columns that are never published.
create function private.announce() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_noun text := tg_argv[0];
  v_topic text := tg_argv[1];
  v_key text[] := tg_argv[2];
  v_hidden text[] := tg_argv[3];
  v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  v_told jsonb := v_row - v_hidden;
begin
  if tg_op = 'UPDATE' and v_told = to_jsonb(old) - v_hidden then
    return null;
  end if;
  if tg_op = 'DELETE' then
    v_told := (select jsonb_object_agg(k, v_row -> k) from unnest(v_key) k);
  end if;
  insert into public.events (topic, type, payload, at)
  values (
    v_noun || ':' || (v_row ->> v_topic),
    v_noun || case tg_op when 'INSERT' then '.created' when 'UPDATE' then '.updated' else '.deleted' end,
    v_told,
    coalesce((v_row ->> 'updated_at')::timestamptz, (v_row ->> 'timestamp')::timestamptz,
             (v_row ->> 'created_at')::timestamptz, now())
  );
  return null;
end;
$$;
