-- Puts a table into the live log: from now on its changed rows are published.
create function private.tell_of(
  p_noun text, p_rows regclass, p_list text, p_place text, p_topic text default 'id',
  p_key text[] default '{id}', p_is_part boolean default false, p_hidden text[] default '{}'
) returns void
language plpgsql set search_path = '' as $$
begin
  insert into private.live_kinds
  values (p_noun, p_rows, p_list, p_topic, p_key, p_place, p_is_part, p_hidden);
  execute format('create trigger %I after insert or update or delete on %s for each row
    execute function private.announce(%L, %L, %L, %L)',
    p_list || '_announce', p_rows, p_noun, p_topic, p_key, p_hidden);
end;
$$;
