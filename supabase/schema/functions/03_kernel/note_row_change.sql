-- A trigger of tables that people set up: writes into the activity log who made, changed or deleted a row
-- (`changed_by`), and which columns, in the statement of the act. The argument is the kind of subject. The
-- values stand nowhere in the log: some are secrets.
create function private.note_row_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  v_before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  v_fields text[];
begin
  if jsonb_typeof(v_row -> 'changed_by') is distinct from 'object' then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    select array_agg(f.key order by f.key) into v_fields from jsonb_each(v_row) f
    where f.key not in ('changed_by', 'updated_at', 'last_used_at') and v_before -> f.key is distinct from f.value;
    if v_fields is null then
      return null;
    end if;
  end if;
  perform private.note_activity(v_row -> 'changed_by',
    tg_argv[0] || case tg_op when 'INSERT' then '_created' when 'DELETE' then '_deleted' else '_changed' end,
    tg_argv[0], coalesce(v_row ->> 'id', v_row ->> 'source'),
    coalesce(v_row ->> 'revoked_at', v_row ->> 'updated_at', v_row ->> 'created_at')::timestamptz,
    case when v_fields is null then '{}' else jsonb_build_object('fields', v_fields) end);
  return null;
end;
$$;
