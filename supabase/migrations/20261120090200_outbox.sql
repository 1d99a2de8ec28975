-- The outbox: a changed row writes, in the same statement, what the dashboard will hear of it.
create schema if not exists private;

create function private.announce() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_row jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  v_noun text := tg_argv[0];
  v_verb text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end;
begin
  insert into public.events (topic, type, payload, at)
  values (
    v_noun || ':' || (v_row ->> tg_argv[1]),
    v_noun || '.' || v_verb,
    -- A token opens a media stream: it is nobody's business, not even as a hash.
    v_row - 'stream_token_hash' - 'stream_token_expires_at',
    coalesce((v_row ->> 'updated_at')::timestamptz, (v_row ->> 'timestamp')::timestamptz,
             (v_row ->> 'created_at')::timestamptz, now())
  );
  return null;
end;
$$;

create trigger leads_announce after insert or update or delete on public.leads
  for each row execute function private.announce('lead', 'id');
create trigger calls_announce after insert or update or delete on public.calls
  for each row execute function private.announce('call', 'id');
create trigger transcripts_announce after insert or update on public.conversation_transcripts
  for each row execute function private.announce('transcript', 'call_sid');
create trigger analyses_announce after insert or update on public.conversation_analyses
  for each row execute function private.announce('analysis', 'id');
create trigger appointments_announce after insert or update on public.appointments
  for each row execute function private.announce('appointment', 'id');
create trigger suppressions_announce after insert on public.suppressions
  for each row execute function private.announce('suppression', 'id');
