-- The outbox: a changed row writes, in the same statement, what a page will hear of it.

-- What the log tells of, one row a kind. The same table stands in events/kinds.ts; a test compares
-- them, and each kind's columns with its shape there.
create table private.live_kinds (
  noun text primary key,
  rows_of regclass not null unique,
  -- Its name in a snapshot.
  list text not null unique,
  -- The column that a topic names, as in `lead:6`.
  topic text not null,
  -- What tells a row from all others, and all that is said of one that is gone.
  key text[] not null,
  -- Says how new a row is, and with it what a window holds. Null: there are few, all are told.
  place text,
  -- Many belong to one row of another kind: a snapshot holds more of them, and oldest first.
  is_part boolean not null,
  -- Columns that never leave the house. A change of nothing else is no news.
  hidden text[] not null
);

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

-- From here on the log tells of these rows.
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

select private.tell_of('lead', 'public.leads', 'leads', 'id');
select private.tell_of('call', 'public.calls', 'calls', 'created_at',
  p_hidden => '{fence,worker,claim_ids,slot,api_key_id,prefix,minute_usd,cost_usd,price_usd,price_check_at,
    deadline_at,checks,next_check_at,stream_token_hash,stream_token_expires_at,streams_opened,
    stream_tries,stream_open_since,enrollment_id,step,person_asked_at,updated_at}');
select private.tell_of('transcript', 'public.conversation_transcripts', 'transcripts', 'id',
  p_topic => 'call_sid', p_is_part => true, p_hidden => '{call_id}');
select private.tell_of('analysis', 'public.conversation_analyses', 'analyses', 'created_at',
  p_hidden => '{usage}');
select private.tell_of('appointment', 'public.appointments', 'appointments', 'created_at');
-- A hash finds a number again: it is nobody's business.
select private.tell_of('suppression', 'public.suppressions', 'suppressions', 'id',
  p_hidden => '{phone_hash}');

select private.close_functions();
