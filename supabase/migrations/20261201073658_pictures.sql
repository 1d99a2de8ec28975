-- Pictures and files of texts: what leads send, and what people upload to send. The bytes are kept outside
-- of the database under the row's id; a text's `media` repeats what a page shows of its rows, in their
-- order. The text of a retry has the same rows as the text that failed.
create table public.sms_media (
  id uuid primary key,
  -- Null: an upload that no text has taken, or the text was deleted with its lead. Checked at the end: an
  -- upload is taken before its text is written.
  message_id uuid references public.sms_messages (message_id) on delete set null
    deferrable initially deferred,
  conversation_id uuid references public.sms_conversations (id) on delete set null,
  state text not null check (state in ('pending', 'kept', 'failed', 'deleted')),
  fault text check (fault in ('too_large', 'gone', 'unreachable', 'refused')),
  -- Where the carrier has it; null: a person uploaded it.
  source_url text,
  provider text not null,
  uploaded_by uuid,
  type_told text,
  -- By its bytes.
  type text,
  bytes integer,
  sha256 text,
  tries integer not null default 0,
  -- When it is fetched (again).
  fetch_at timestamptz,
  -- Its lead was deleted: what is kept of it goes next.
  erased_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index media_of_message on public.sms_media (message_id) where message_id is not null;
create index media_to_fetch on public.sms_media (fetch_at) where state = 'pending' and fetch_at is not null;
create index media_erased on public.sms_media (erased_at) where erased_at is not null;
create index media_uploads on public.sms_media (created_at)
  where message_id is null and uploaded_by is not null;
create index media_kept on public.sms_media (created_at) where state = 'kept';

-- Pictures of texts that there are already: they are fetched now, if the carrier still has them.
insert into public.sms_media (
  id, message_id, conversation_id, state, provider, source_url, type_told, fetch_at, created_at, updated_at)
select md5(m.message_id::text || t.place)::uuid, m.message_id, m.conversation_id, 'pending', m.provider,
       t.one ->> 'url', nullif(t.one ->> 'type', ''), m.created_at, m.created_at, m.updated_at
from public.sms_messages m, jsonb_array_elements(m.media) with ordinality as t (one, place)
where m.direction = 'inbound' and jsonb_typeof(t.one -> 'url') = 'string';
update public.sms_messages m
set media = (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'state', f.state, 'fault', f.fault,
               'type', f.type_told, 'bytes', null) order by t.place), '[]')
             from jsonb_array_elements(m.media) with ordinality as t (one, place)
             join public.sms_media f on f.id = md5(m.message_id::text || t.place)::uuid)
where m.media <> '[]';

select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- What a text's `media` says of one of its pictures.
create or replace function private.media_told(p_media public.sms_media) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('id', p_media.id, 'state', p_media.state, 'fault', p_media.fault,
    'type', coalesce(p_media.type, p_media.type_told), 'bytes', p_media.bytes);
$$;

-- The uploads that a person sends with a text, as its `media`, in their order. Null: one of them is no upload
-- of this conversation, is not whole yet, or was sent before; then none is taken.
create or replace function private.attach_media(
  p_message_id uuid, p_conversation_id uuid, p_ids uuid[], p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_free uuid[];
begin
  v_free := array(
    select f.id from public.sms_media f
    where f.id = any (p_ids) and f.conversation_id = p_conversation_id and f.message_id is null
      and f.uploaded_by is not null and f.state = 'kept'
    order by array_position(p_ids, f.id) for update);
  if v_free <> p_ids then
    return null;
  end if;
  update public.sms_media f set message_id = p_message_id, updated_at = p_now where f.id = any (v_free);
  return (select coalesce(jsonb_agg(private.media_told(f) order by array_position(v_free, f.id)), '[]')
          from public.sms_media f where f.id = any (v_free));
end;
$$;

-- A person begins to upload a picture for a conversation. p: {id, conversation_id, uploaded_by, type, bytes,
-- sha256}. Its bytes are kept next, and record_media says so. Returns begun | no_such_conversation |
-- too_many: so many wait for their texts in this conversation already.
create or replace function public.begin_upload(p jsonb, p_most integer, p_now timestamptz) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return 'no_such_conversation';
  end if;
  if (select count(*) from public.sms_media f
      where f.message_id is null and f.uploaded_by = (p ->> 'uploaded_by')::uuid
        and f.conversation_id = v_conversation.id and f.state <> 'deleted') >= p_most then
    return 'too_many';
  end if;
  insert into public.sms_media (
    id, conversation_id, state, provider, uploaded_by, type, bytes, sha256, created_at, updated_at
  ) values (
    (p ->> 'id')::uuid, v_conversation.id, 'pending', v_conversation.provider,
    (p ->> 'uploaded_by')::uuid, p ->> 'type', (p ->> 'bytes')::integer, p ->> 'sha256', p_now, p_now
  ) on conflict (id) do nothing;
  return 'begun';
end;
$$;

-- The texts with pictures that should have been fetched by now: a job was lost. Each is named again a
-- quarter of an hour later, should nothing have become of it.
create or replace function public.claim_due_media(p_now timestamptz, p_limit integer) returns setof uuid
language sql security definer set search_path = '' as $$
  with due as (
    select f.id from public.sms_media f
    where f.state = 'pending' and f.fetch_at < p_now and f.message_id is not null
    order by f.fetch_at limit p_limit for update skip locked),
  claimed as (
    update public.sms_media f set fetch_at = p_now + interval '15 minutes', updated_at = p_now
    from due where f.id = due.id returning f.message_id)
  select distinct message_id from claimed;
$$;

-- Plans a text that a person writes; the person takes the conversation over in the same step. p:
-- {conversation_id, message_id, client_message_id, body, media?: ids of uploads, actor}. Returns {result:
-- planned | replayed | suppressed | no_such_conversation | no_such_picture, message?, conversation?}.
create or replace function public.human_message(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_conversation public.sms_conversations;
  v_message public.sms_messages;
  v_id uuid := (p ->> 'message_id')::uuid;
  v_pictures uuid[] := array(select jsonb_array_elements_text(coalesce(p -> 'media', '[]'))::uuid);
  v_media jsonb;
begin
  v_conversation := private.lock_conversation((p ->> 'conversation_id')::uuid);
  if v_conversation.id is null then
    return jsonb_build_object('result', 'no_such_conversation');
  end if;
  select * into v_message from public.sms_messages
  where message_id = v_id
     or (conversation_id = v_conversation.id and client_message_id = p ->> 'client_message_id');
  if found then
    return jsonb_build_object('result', 'replayed', 'message', to_jsonb(v_message),
      'conversation', to_jsonb(v_conversation));
  end if;
  if private.is_suppressed(v_conversation.lead_phone, 'sms') then
    perform private.decide_text(v_conversation.lead_id, null, 'deny', 'suppressed',
      'The number is on the do-not-contact list.', null,
      jsonb_build_object('by', p -> 'actor' ->> 'id'), p_now);
    return jsonb_build_object('result', 'suppressed', 'conversation', to_jsonb(v_conversation));
  end if;
  v_media := private.attach_media(v_id, v_conversation.id, v_pictures, p_now);
  if v_media is null then
    return jsonb_build_object('result', 'no_such_picture');
  end if;
  if v_conversation.ended_at is not null then
    if exists (select 1 from public.sms_conversations o
               where o.lead_phone = v_conversation.lead_phone
                 and o.our_number = v_conversation.our_number and o.ended_at is null) then
      -- Where a newer conversation with this number is open, the text belongs there.
      select * into v_conversation from public.sms_conversations o
      where o.lead_phone = v_conversation.lead_phone and o.our_number = v_conversation.our_number
        and o.ended_at is null for update;
      update public.sms_media set conversation_id = v_conversation.id where message_id = v_id;
    else
      update public.sms_conversations
      set ended_at = null, end_reason = null, end_evidence = null, reopened_at = p_now, updated_at = p_now
      where id = v_conversation.id;
    end if;
  end if;
  perform private.to_human(v_conversation.id, p -> 'actor', 'human_wrote', p_now);
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, client_message_id, direction, author, kind,
    body, media, provider, sent_by, send_at, enqueue_at, created_at, updated_at
  ) values (
    v_id, v_conversation.id, v_conversation.lead_id, v_conversation.lead_phone,
    private.next_seq(v_conversation.id, p_now), p ->> 'client_message_id', 'outbound', 'human',
    'human', p ->> 'body', v_media, v_conversation.provider, p -> 'actor' ->> 'id', p_now, p_now, p_now, p_now
  ) returning * into v_message;
  update public.sms_conversations
  set awaits_human = false, last_read_seq = greatest(last_read_seq, v_message.seq), updated_at = p_now
  where id = v_conversation.id returning * into v_conversation;
  perform private.keep_read(v_conversation.id, v_message.seq, (p -> 'actor' ->> 'id')::uuid, p_now);
  perform private.note_act(v_conversation, p -> 'actor', 'text_written',
    jsonb_build_object('message_id', v_message.message_id), p_now);
  return jsonb_build_object('result', 'planned', 'message', to_jsonb(v_message),
    'conversation', to_jsonb(v_conversation));
end;
$$;

-- Writes what became of a picture into every text that has it: its own, and the retries of that one.
create or replace function private.tell_media(p_media public.sms_media, p_now timestamptz) returns void
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

-- What became of a picture that was to be fetched or kept. p: {id, state: kept | failed | pending, type?,
-- bytes?, sha256?, fault?, fetch_at?: of one that stays pending}. Returns recorded | settled: another process
-- was faster | unwanted: its lead was deleted, and what was kept of it is to be removed.
create or replace function public.record_media(p jsonb, p_now timestamptz) returns text
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

-- Writes the row of a lead's text, as receive_message takes it. p_judged: whether it refuses
-- contact, as far as rules can decide.
create or replace function private.store_inbound(
  p jsonb, p_lead_id bigint, p_conversation_id uuid, p_judged text, p_written_at timestamptz,
  p_heard_at timestamptz, p_now timestamptz
) returns public.sms_messages
language plpgsql security definer set search_path = '' as $$
declare
  v_message public.sms_messages;
  v_media jsonb := (
    select coalesce(jsonb_agg(jsonb_build_object('id', gen_random_uuid(), 'state', 'pending', 'fault', null,
      'type', nullif(one ->> 'type', ''), 'bytes', null) order by place), '[]')
    from jsonb_array_elements(p -> 'media') with ordinality as t (one, place));
begin
  insert into public.sms_messages (
    message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
    kind, body, media, delivery_status, provider, provider_sid, opt_out, refusal_verdict, refusal_by,
    refusal_scope, refusal_words, judged_at, judge_at, sent_at, arrived_at, created_at,
    updated_at
  ) values (
    (p ->> 'message_id')::uuid, p_conversation_id, p_lead_id, p ->> 'from',
    private.next_seq(p_conversation_id, p_now), p ->> 'source_message_id', 'inbound', 'lead',
    'inbound', p ->> 'body', v_media, 'received', p ->> 'provider',
    p ->> 'provider_sid', nullif(p -> 'opt_out', 'null'), p_judged,
    case when p_judged <> 'pending' then 'rules' end,
    case when p_judged = 'refuses' then coalesce(p -> 'opt_out' ->> 'scope', 'all') end,
    case when p_judged = 'refuses' then p -> 'opt_out' ->> 'words' end,
    case when p_judged <> 'pending' then p_now end,
    case when p_judged = 'pending' then p_heard_at + make_interval(secs => (p ->> 'debounce_seconds')::numeric) end,
    p_written_at, (p ->> 'arrived_at')::timestamptz, private.after_the_last(p_conversation_id, p_now), p_now
  ) returning * into v_message;
  insert into public.sms_media (
    id, message_id, conversation_id, state, provider, source_url, type_told, fetch_at, created_at, updated_at)
  select (v_media -> (t.place::integer - 1) ->> 'id')::uuid, v_message.message_id, p_conversation_id,
         'pending', p ->> 'provider', t.one ->> 'url', nullif(t.one ->> 'type', ''),
         -- Until then its job is expected to have fetched it.
         p_now + interval '1 minute', p_now, p_now
  from jsonb_array_elements(p -> 'media') with ordinality as t (one, place);
  return v_message;
end;
$$;

-- Deletes a lead and everything that was said and written, under each of its numbers. The
-- suppression, the proof of consent without the person, and bare facts of calls without the number
-- stay. A live call refuses it: hang up first. Returns {deleted, reason}.
create or replace function public.delete_lead(p_id bigint, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_phones text[] := private.numbers_of(p_id);
  v_sids text[];
  v_talks uuid[];
  v_topics text[];
  v_told bigint;
begin
  perform private.lock_phone(n) from unnest(v_phones) n;
  perform 1 from public.leads where id = p_id for update;
  if not found then
    return jsonb_build_object('deleted', false, 'reason', 'no_such_lead');
  end if;
  if exists (select 1 from public.calls c where c.lead_id = p_id and private.is_live(c.status)) then
    return jsonb_build_object('deleted', false, 'reason', 'live_call');
  end if;
  select s.last_value into v_told from public.events_id_seq s;
  select coalesce(array_agg(c.call_sid), '{}') into v_sids from public.calls c
  where c.lead_id = p_id and c.call_sid is not null;
  select coalesce(array_agg(v.id), '{}') into v_talks from public.sms_conversations v
  where v.lead_phone = any (v_phones) or v.lead_id = p_id;
  v_topics := private.topics_of_lead(p_id, v_phones, v_sids, v_talks);
  delete from public.conversation_transcripts t
  where t.lead_id = p_id or t.call_sid = any (v_sids);
  delete from public.conversation_analyses where lead_id = p_id;
  delete from public.appointments where lead_id = p_id;
  delete from public.notes where lead_id = p_id;
  update public.call_events e set from_number = null, to_number = null, payload = '{}'
  where e.call_id in (select c.id from public.calls c where c.lead_id = p_id);
  update public.calls c
  set status = case when private.is_waiting(status) then 'canceled'::public.call_status else status end,
      end_reason = case when private.is_waiting(status) then 'lead_deleted' else end_reason end,
      ended_at = coalesce(ended_at, p_now), settled_at = coalesce(settled_at, p_now),
      to_number = g.gone, from_number = null, lead_phone = g.gone, message = null, metadata = '{}',
      updated_at = p_now
  from (select k.id, 'deleted:' || private.phone_hash(k.lead_phone) as gone
        from public.calls k where k.lead_id = p_id) g
  where c.id = g.id;
  -- A decision's evidence may hold the lead's own words.
  update public.contact_decisions set evidence = '{}'
  where lead_id = p_id and evidence <> '{}';
  update public.suppressions set phone = null, words = null where phone = any (v_phones);
  delete from public.sms_campaign_enrollments where lead_phone = any (v_phones) or lead_id = p_id;
  delete from public.inbound_arrivals where lead_phone = any (v_phones);
  -- The bytes of pictures stand elsewhere; who removes them finds the rows by this.
  update public.sms_media set erased_at = p_now, fetch_at = null, updated_at = p_now
  where conversation_id = any (v_talks)
     or message_id in (select m.message_id from public.sms_messages m where m.lead_id = p_id);
  delete from public.sms_messages where conversation_id = any (v_talks) or lead_id = p_id;
  delete from public.sms_conversations where id = any (v_talks);
  -- The words of a form are ours and prove a consent; what the lead has said itself is deleted.
  update public.consents
  set phone = 'deleted:' || private.phone_hash(phone), ip = null, user_agent = null, evidence = '{}',
      text = case when kind <> 'keyword' and source <> 'asked_by_text' then text end,
      revoked_at = coalesce(revoked_at, p_now), updated_at = p_now
  where phone = any (v_phones) or lead_id = p_id;
  -- The entries of the live log about this person, also those that this deletion has just written.
  -- The events that remain name nobody; readers that show the rows need them.
  delete from public.events
  where topic = any (v_topics)
    and (id <= v_told or type in ('enrollment.updated', 'conversation.updated', 'message.updated'));
  delete from public.leads where id = p_id;
  return jsonb_build_object('deleted', true);
end;
$$;

-- The bytes of a picture are gone. Its text says so; without a text nothing stays of it.
create or replace function public.forget_media(p_id uuid, p_now timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_media public.sms_media;
begin
  delete from public.sms_media f
  where f.id = p_id and (f.erased_at is not null or (f.message_id is null and f.uploaded_by is not null));
  if found then
    return true;
  end if;
  perform private.lock_conversation((select f.conversation_id from public.sms_media f where f.id = p_id));
  update public.sms_media f
  set state = 'deleted', source_url = null, sha256 = null, fetch_at = null, updated_at = p_now
  where f.id = p_id and f.state = 'kept' returning * into v_media;
  if not found then
    return false;
  end if;
  perform private.tell_media(v_media, p_now);
  return true;
end;
$$;

-- Pictures that are to go, the oldest first: of leads that were deleted some minutes ago, so that whoever
-- was fetching one then is through; uploads of before p_uploads that no text has taken; and those kept since
-- before p_before (null: however old, they stay).
create or replace function public.old_media(
  p_before timestamptz, p_uploads timestamptz, p_erased timestamptz, p_limit integer
) returns table (id uuid, provider text, source_url text)
language sql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
  with erased as (
    select f.id, f.provider, f.source_url, f.created_at from public.sms_media f
    where f.erased_at < p_erased order by f.erased_at limit p_limit),
  uploads as (
    select f.id, f.provider, f.source_url, f.created_at from public.sms_media f
    where f.message_id is null and f.uploaded_by is not null and f.created_at < p_uploads
    order by f.created_at limit p_limit),
  old as (
    select f.id, f.provider, f.source_url, f.created_at from public.sms_media f
    where f.state = 'kept' and f.created_at < p_before order by f.created_at limit p_limit)
  select o.id, o.provider, o.source_url
  from (select * from erased union select * from uploads union select * from old limit p_limit) o
  order by o.created_at, o.id;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
