-- Talks that nobody has judged yet, as a list that is as short as they are few. It is kept by the tables
-- themselves, so that no function can forget it: looking for them among all that ever was would cost
-- more with every talk.
create table private.owed_analyses (
  call_id uuid unique references public.calls (id) on delete cascade,
  conversation_id uuid unique references public.sms_conversations (id) on delete cascade,
  -- When the call was settled, or the conversation ended.
  since timestamptz not null,
  check (num_nonnulls(call_id, conversation_id) = 1)
);
create index owed_analyses_of_calls on private.owed_analyses (since) where call_id is not null;
create index owed_analyses_of_texts on private.owed_analyses (since) where conversation_id is not null;

-- A call is judged once it is settled and has words. Whoever picked up in vain has said nothing that
-- could be judged.
create function private.owes_analysis(p_call public.calls) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_call.settled_at is not null
    and not (p_call.reached is false and p_call.silence_reason is not null)
    and exists (select 1 from public.conversation_transcripts t where t.call_sid = p_call.call_sid)
    and not exists (select 1 from public.conversation_analyses a where a.call_id = p_call.id);
$$;

create function private.owe_call_analysis(p_call public.calls) returns void
language sql security definer set search_path = '' as $$
  insert into private.owed_analyses as o (call_id, since)
  select p_call.id, p_call.settled_at where private.owes_analysis(p_call)
  on conflict (call_id) do update set since = excluded.since where o.since <> excluded.since;
$$;

create function private.call_owes_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_call_analysis(new);
  return null;
end;
$$;
create trigger calls_owe_analysis after insert or update of settled_at, call_sid on public.calls
  for each row when (new.settled_at is not null and new.call_sid is not null)
  execute function private.call_owes_analysis();

-- Words may come after the call was settled.
create function private.words_owe_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_call_analysis(c)
  from public.calls c
  where c.call_sid in (select distinct w.call_sid from words w) and c.settled_at is not null;
  return null;
end;
$$;
create trigger transcripts_owe_analysis after insert on public.conversation_transcripts
  referencing new table as words for each statement
  execute function private.words_owe_analysis();

-- One without a word of the lead's needs no judge.
create function private.owes_analysis(p_conversation public.sms_conversations) returns boolean
language sql stable security definer set search_path = '' as $$
  select p_conversation.ended_at is not null and p_conversation.last_inbound_seq > 0
    and not exists (
      select 1 from public.conversation_analyses a
      where a.conversation_id = p_conversation.id and a.updated_at >= p_conversation.ended_at);
$$;

create function private.owe_text_analysis(p_conversation public.sms_conversations) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if private.owes_analysis(p_conversation) then
    insert into private.owed_analyses as o (conversation_id, since)
    values (p_conversation.id, p_conversation.ended_at)
    on conflict (conversation_id) do update set since = excluded.since where o.since <> excluded.since;
  else
    delete from private.owed_analyses where conversation_id = p_conversation.id;
  end if;
end;
$$;

create function private.conversation_owes_analysis() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.owe_text_analysis(new);
  return null;
end;
$$;
create trigger conversations_owe_analysis after insert on public.sms_conversations
  for each row when (new.ended_at is not null) execute function private.conversation_owes_analysis();
create trigger conversations_owe_analysis_again
  after update of ended_at, last_inbound_seq on public.sms_conversations
  for each row when (old.ended_at is not null or new.ended_at is not null)
  execute function private.conversation_owes_analysis();

-- Judged, a talk is off the list; if its analysis is taken away, it is on it again.
create function private.analysis_settles_debt() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_call uuid := case when tg_op = 'DELETE' then old.call_id else new.call_id end;
  v_conversation uuid := case when tg_op = 'DELETE' then old.conversation_id else new.conversation_id end;
begin
  if tg_op <> 'DELETE' then
    delete from private.owed_analyses where call_id = v_call;
  else
    perform private.owe_call_analysis(c) from public.calls c where c.id = v_call;
  end if;
  perform private.owe_text_analysis(v) from public.sms_conversations v where v.id = v_conversation;
  return null;
end;
$$;
create trigger analyses_settle_debt after insert or update or delete on public.conversation_analyses
  for each row execute function private.analysis_settles_debt();

-- What was there before the list was.
insert into private.owed_analyses (call_id, since)
select c.id, c.settled_at from public.calls c where private.owes_analysis(c);
insert into private.owed_analyses (conversation_id, since)
select v.id, v.ended_at from public.sms_conversations v where private.owes_analysis(v);

select private.close_functions();
