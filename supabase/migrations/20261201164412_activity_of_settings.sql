-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- Written below; the triggers name it already.
create function private.note_row_change() returns trigger language plpgsql as $$ begin return null; end; $$;

alter table public.agents add column changed_by jsonb;
create trigger agents_note_change after insert or update or delete on public.agents
  for each row execute function private.note_row_change('agent');

alter table public.webhook_endpoints add column changed_by jsonb;
create trigger webhook_endpoints_note_change after insert or update or delete on public.webhook_endpoints
  for each row execute function private.note_row_change('webhook_endpoint');

alter table public.lead_sources add column changed_by jsonb;
create trigger lead_sources_note_change after insert or update or delete on public.lead_sources
  for each row execute function private.note_row_change('lead_source');

alter table public.api_keys add column changed_by jsonb;
create trigger api_keys_note_change after insert or update or delete on public.api_keys
  for each row execute function private.note_row_change('key');

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

drop function public.wake_sender(text, timestamptz);

drop function public.put_campaign(jsonb, jsonb, timestamptz);

drop function public.set_campaign_status(uuid, public.campaign_status, timestamptz);

drop function public.delete_lead(bigint, timestamptz);

-- A trigger of tables that people set up: writes into the activity log who made, changed or deleted a row
-- (`changed_by`), and which columns, in the statement of the act. The argument is the kind of subject. The
-- values stand nowhere in the log: some are secrets.
create or replace function private.note_row_change() returns trigger
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

-- Deletes an endpoint with every message that it has not received yet; p_actor: who does it. Returns the
-- row as it was.
create or replace function public.delete_webhook_endpoint(p_id uuid, p_actor jsonb, p_now timestamptz)
returns setof public.webhook_endpoints
language plpgsql security definer set search_path = '' as $$
begin
  update public.webhook_endpoints set changed_by = p_actor, updated_at = p_now where id = p_id;
  return query delete from public.webhook_endpoints where id = p_id returning *;
end;
$$;

-- Suppresses a number because somebody here said so: as suppress, with an entry in the activity log, which
-- does not hold the number.
create or replace function public.suppress_by_hand(
  p_phone text, p_scope text, p_words text, p_actor jsonb, p_now timestamptz
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_done jsonb := public.suppress(p_phone, p_scope, 'api', p_words, null, p_now);
begin
  perform private.note_activity(p_actor, 'number_suppressed', 'suppression', v_done ->> 'suppression_id',
    p_now, jsonb_build_object('scope', p_scope, 'is_new', v_done -> 'is_new'),
    (select l.id from public.leads l where l.phone = p_phone order by l.id limit 1));
  return v_done;
end;
$$;

-- Stores turns [{seq, role, content, heard, generated?, reply_ms?, at}]; a turn that is stored again is
-- corrected. The lead is found by call_sid, else by the other party of the call's row, or of its
-- events where there is no row; else the words are stored without a lead. A lead that is known to
-- have had the call keeps it. p_heard: what was heard by then, as for tell_heard. Without turns it
-- links no lead. Returns {saved, lead_id?, linked_by: call_sid | phone | null, link_skipped?:
-- true}: skipped where the lead is linked to a call that is still live.
create or replace function public.save_transcripts(
  p_call_sid text, p_turns jsonb, p_now timestamptz, p_heard jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
  v_lead_id bigint;
  v_by text;
  v_link jsonb;
  v_saved integer;
begin
  if p_heard is not null then
    perform public.tell_heard(p_call_sid, p_heard, p_now);
  end if;
  select * into v_call from public.calls where call_sid = p_call_sid;
  if jsonb_array_length(p_turns) = 0 then
    return jsonb_build_object('saved', 0, 'lead_id', v_call.lead_id, 'linked_by', null);
  end if;
  select id into v_lead_id from public.leads where call_sid = p_call_sid;
  if v_lead_id is not null then
    v_by := 'call_sid';
  else
    v_lead_id := coalesce(v_call.lead_id, private.lead_of_line(
      case when v_call.id is null then private.party_of_events(p_call_sid) else v_call.lead_phone end));
    if v_lead_id is not null then
      v_by := 'phone';
      v_link := public.link_call(v_lead_id, p_call_sid, 'transcript', p_now);
    end if;
  end if;

  insert into public.conversation_transcripts
    (call_sid, call_id, lead_id, seq, role, content, heard, generated, reply_ms, timestamp)
  select p_call_sid, v_call.id, coalesce(v_lead_id, v_call.lead_id), (t ->> 'seq')::integer,
         (t ->> 'role')::public.transcript_role, t ->> 'content', (t ->> 'heard')::boolean,
         t ->> 'generated', (t ->> 'reply_ms')::integer, (t ->> 'at')::timestamptz
  from jsonb_array_elements(p_turns) t
  on conflict (call_sid, seq) do update
    set content = excluded.content, heard = excluded.heard, generated = excluded.generated,
        reply_ms = coalesce(excluded.reply_ms, public.conversation_transcripts.reply_ms)
    where (public.conversation_transcripts.content, public.conversation_transcripts.heard)
      is distinct from (excluded.content, excluded.heard);
  get diagnostics v_saved = row_count;
  return jsonb_build_object('saved', v_saved, 'lead_id', coalesce(v_lead_id, v_call.lead_id),
    'linked_by', v_by)
    || case when v_link ->> 'reason' = 'another_live_link' then '{"link_skipped": true}' else '{}' end::jsonb;
end;
$$;

-- A person (p_actor) lets a resting sender go on; texts that were held for its rest go first. False: there is
-- no such sender.
create or replace function public.wake_sender(p_sender text, p_now timestamptz, p_actor jsonb default null)
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.senders set rests_until = null, rest_reason = null, updated_at = p_now
  where sender = p_sender and rests_until is not null;
  if not found then
    return exists (select 1 from public.senders where sender = p_sender);
  end if;
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor, 'sender_woken', 'sender', p_sender, p_now);
  end if;
  update public.sms_messages m
  set send_at = p_now, enqueue_at = p_now, updated_at = p_now
  from (
    select message_id from public.sms_messages
    where sender = p_sender and delivery_status = 'held' and held_reason = 'sender_rests'
    for update skip locked
  ) held
  where m.message_id = held.message_id;
  return true;
end;
$$;

-- Saves a campaign and, if p_steps is given, all of its steps. p: as for save_campaign; p_actor: who does
-- it, null: nobody who is named. Returns
-- {result: saved | ended | no_such_campaign, campaign?}.
create or replace function public.put_campaign(
  p jsonb, p_steps jsonb, p_now timestamptz, p_actor jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign public.campaigns;
begin
  if p ->> 'id' is not null then
    select * into v_campaign from public.campaigns where id = (p ->> 'id')::uuid for update;
    if not found then
      return jsonb_build_object('result', 'no_such_campaign');
    elsif v_campaign.status = 'ended' then
      return jsonb_build_object('result', 'ended', 'campaign', to_jsonb(v_campaign));
    end if;
  end if;
  select * into v_campaign from public.save_campaign(p, p_now);
  if jsonb_typeof(p_steps) = 'array' then
    perform public.edit_campaign_steps(v_campaign.id, p_steps, p_now);
  end if;
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor,
      case when p ->> 'id' is null then 'campaign_created' else 'campaign_changed' end, 'campaign',
      v_campaign.id::text, p_now, jsonb_build_object('fields',
        (select array_agg(k order by k) from (
           select jsonb_object_keys(p - 'id') as k
           union select 'steps' where jsonb_typeof(p_steps) = 'array') given)));
  end if;
  return jsonb_build_object('result', 'saved', 'campaign', to_jsonb(v_campaign));
end;
$$;

-- Starts, pauses, resumes or ends a campaign. p_status: running | paused | ended; p_actor: who does it,
-- null: nobody who is named. Returns {result:
-- moved | already | ended | no_steps | no_such_campaign, campaign?}. Waiting enrollments are not
-- touched: the sweep reads running campaigns only, so one row stops a million waiting leads.
create or replace function public.set_campaign_status(
  p_campaign_id uuid, p_status public.campaign_status, p_now timestamptz, p_actor jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_campaign public.campaigns;
begin
  select * into v_campaign from public.campaigns where id = p_campaign_id for update;
  if not found then
    return jsonb_build_object('result', 'no_such_campaign');
  end if;
  if v_campaign.status = p_status then
    return jsonb_build_object('result', 'already', 'campaign', to_jsonb(v_campaign));
  end if;
  if v_campaign.status = 'ended' then
    return jsonb_build_object('result', 'ended', 'campaign', to_jsonb(v_campaign));
  end if;
  if p_status = 'running' and not exists (
    select 1 from public.campaign_steps where campaign_id = p_campaign_id and position = 1) then
    return jsonb_build_object('result', 'no_steps', 'campaign', to_jsonb(v_campaign));
  end if;
  update public.campaigns
  set status = p_status, updated_at = p_now,
      started_at = case when p_status = 'running' then coalesce(started_at, p_now) else started_at end,
      ended_at = case when p_status = 'ended' then p_now end
  where id = p_campaign_id returning * into v_campaign;
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor, 'campaign_' || p_status, 'campaign', p_campaign_id::text, p_now);
  end if;
  if p_status <> 'running' then
    -- A text learns of it at its claim; the dial protocol does not look at campaigns, so calls are
    -- canceled here.
    update public.calls
    set status = 'canceled', end_reason = 'campaign_paused', ended_at = p_now, settled_at = p_now,
        updated_at = p_now
    where campaign_id = p_campaign_id and enrollment_id is not null and private.is_waiting(status);
  end if;
  if p_status = 'running' then
    -- Second attempts of steps that failed because of our own sender. The delay of the next step
    -- counts from them.
    with woken as (
      update public.sms_messages m
      set send_at = p_now, enqueue_at = p_now, updated_at = p_now
      from (
        select message_id from public.sms_messages
        where campaign_id = p_campaign_id and delivery_status = 'held' and held_reason = 'campaign_paused'
        for update skip locked
      ) held
      where m.message_id = held.message_id
      returning m.enrollment_id, m.step
    )
    update public.sms_campaign_enrollments e
    set next_message_at = greatest(e.next_message_at, p_now + make_interval(secs => s.delay_seconds)),
        updated_at = p_now
    from woken w join public.campaign_steps s on s.campaign_id = p_campaign_id and s.position = w.step + 1
    where e.id = w.enrollment_id and e.status = 'active' and e.next_step = w.step + 1
      and e.message_id is null and e.call_id is null;
  end if;
  if p_status = 'ended' then
    -- A text that a worker has claimed at this moment learns of it there.
    update public.sms_messages m
    set delivery_status = 'canceled', suppressed_reason = 'campaign_ended', enqueue_at = null,
        updated_at = p_now
    from (
      select t.message_id from public.sms_campaign_enrollments e
      join public.sms_messages t on t.message_id = e.message_id
      where e.campaign_id = p_campaign_id and private.is_live(e.status)
        and private.is_waiting(t.delivery_status)
      for update of t skip locked
    ) planned
    where m.message_id = planned.message_id;
    -- Their phone numbers are free for other campaigns.
    update public.sms_campaign_enrollments
    set status = 'stopped', reason = 'campaign_ended', ended_at = p_now, updated_at = p_now
    where campaign_id = p_campaign_id and private.is_live(status);
  end if;
  return jsonb_build_object('result', 'moved', 'campaign', to_jsonb(v_campaign));
end;
$$;

-- Deletes a lead and everything that was said and written, under each of its numbers. The
-- suppression, the proof of consent without the person, and bare facts of calls without the number
-- stay. A live call refuses it: hang up first. p_actor: who does it, null: nobody who is named. Returns
-- {deleted, reason}.
create or replace function public.delete_lead(p_id bigint, p_now timestamptz, p_actor jsonb default null)
returns jsonb
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
  if jsonb_typeof(p_actor) = 'object' then
    perform private.note_activity(p_actor, 'lead_deleted', 'lead', p_id::text, p_now);
  end if;
  return jsonb_build_object('deleted', true);
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
