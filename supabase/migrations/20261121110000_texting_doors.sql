-- What the api asks for in one step: a campaign with its steps, who a number is, chats that another
-- agent leads.

-- Saves a campaign and, if p_steps is given, all of its steps. p as for save_campaign.
-- Returns {result: saved | ended | no_such_campaign, campaign?}.
create function public.put_campaign(p jsonb, p_steps jsonb, p_now timestamptz) returns jsonb
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
  return jsonb_build_object('result', 'saved', 'campaign', to_jsonb(v_campaign));
end;
$$;

-- Who is this number: by the conversation or call it was in last (no longer ago than p_since), and
-- by the table of leads; with what an agent should know of it. p_lead_id: a lead that is known to be
-- meant, whatever the number. Returns {ours, by_contact, by_lead, texts, calls, appointments}, the leads
-- as rows or null; `ours`: it is no lead at all, but one of our own numbers.
create function public.number_history(
  p_phone text, p_lead_id bigint, p_since timestamptz, p_now timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_contact bigint;
  v_of_line bigint;
  v_lead bigint;
begin
  select t.lead_id into v_contact from (
    (select v.lead_id, v.last_activity_at as at from public.sms_conversations v
     where v.lead_phone = p_phone and v.lead_id is not null and v.last_activity_at >= p_since
     order by v.last_activity_at desc limit 1)
    union all
    (select c.lead_id, coalesce(c.ended_at, c.dialed_at, c.created_at) from public.calls c
     where c.lead_phone = p_phone and c.lead_id is not null and c.created_at >= p_since
     order by c.created_at desc limit 1)
  ) t order by t.at desc limit 1;
  v_of_line := private.lead_of_line(p_phone);
  -- Of several people behind one line nobody knows who rings; the last to be called proves nothing.
  if v_contact is distinct from v_of_line and exists (
    select 1 from public.leads l
    where l.id = v_contact and l.phone = p_phone and l.phone_extension is not null) then
    v_contact := null;
  end if;
  v_lead := coalesce(p_lead_id, v_contact, v_of_line);
  return jsonb_build_object(
    'ours', private.is_ours(p_phone),
    'known', (select to_jsonb(l) from public.leads l where l.id = p_lead_id),
    'by_contact', (select to_jsonb(l) from public.leads l where l.id = v_contact),
    'by_lead', (select to_jsonb(l) from public.leads l where l.id = v_of_line),
    'texts', coalesce((
      select jsonb_agg(to_jsonb(m) order by m.at) from (
        select x.direction, x.author, x.body, x.created_at as at from public.sms_messages x
        where x.lead_id = v_lead and x.seq is not null and x.body is not null
          and x.delivery_status not in ('canceled', 'suppressed', 'failed')
        order by x.created_at desc limit 20) m), '[]'),
    'calls', coalesce((
      select jsonb_agg(to_jsonb(k) order by k.at) from (
        select c.direction, c.status, c.message as why, c.created_at as at, a.outcome, a.summary
        from public.calls c
        left join public.conversation_analyses a on a.call_id = c.id
        where c.lead_id = v_lead order by c.created_at desc limit 10) k), '[]'),
    'appointments', coalesce((
      select jsonb_agg(a.starts_at order by a.starts_at) from public.appointments a
      where a.lead_id = v_lead and a.starts_at > p_now), '[]'));
end;
$$;

-- Words of a chat that another agent leads (it answers by itself, and tells us afterwards). p:
-- {provider, chat_id, from, to, country?, name?, messages: [{message_id, provider_sid, role: user |
-- agent, body, opt_out, notice?}]}. A message told twice is one message; nothing is owed to it.
-- Returns {recorded, conversation_id, lead_id}.
create function public.record_chat(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_entry jsonb;
  v_told jsonb;
  v_conversation uuid;
  v_lead bigint;
  v_recorded integer := 0;
begin
  if p ->> 'from' = p ->> 'to' or private.is_ours(p ->> 'from') then
    return jsonb_build_object('recorded', 0, 'conversation_id', null, 'lead_id', null);
  end if;
  perform private.lock_phone(p ->> 'from');
  for v_entry in select * from jsonb_array_elements(p -> 'messages') loop
    if exists (select 1 from public.sms_messages where provider_sid = v_entry ->> 'provider_sid') then
      continue;
    end if;
    if v_entry ->> 'role' = 'user' then
      v_told := public.receive_message(v_entry || jsonb_build_object('provider', p ->> 'provider',
        'from', p ->> 'from', 'to', p ->> 'to', 'country', p -> 'country', 'name', p -> 'name',
        'source_message_id', p ->> 'chat_id', 'debounce_seconds', 0, 'cap_seconds', 0), p_now);
      v_conversation := (v_told -> 'conversation' ->> 'id')::uuid;
      -- The other agent answers.
      update public.sms_conversations
      set reply_due_at = null, reply_first_at = null, updated_at = p_now
      where id = v_conversation and reply_due_at is not null;
      v_recorded := v_recorded + 1;
      continue;
    end if;
    if v_conversation is null then
      v_lead := private.know_lead(p || jsonb_build_object('phone', p -> 'from', 'source', 'chat'), p_now);
      select v.id into v_conversation from public.sms_conversations v
      where v.lead_phone = p ->> 'from' and v.our_number = p ->> 'to'
      order by v.ended_at is null desc, v.created_at desc limit 1;
      v_conversation := coalesce(v_conversation, private.open_conversation(
        v_lead, p ->> 'from', p ->> 'to',
        p ->> 'provider', p_now));
    end if;
    insert into public.sms_messages (
      message_id, conversation_id, lead_id, lead_phone, seq, source_message_id, direction, author,
      kind, body, delivery_status, provider, provider_sid, sent_at, created_at, updated_at)
    select (v_entry ->> 'message_id')::uuid, v.id, v.lead_id, v.lead_phone,
           private.next_seq(v.id, p_now), p ->> 'chat_id', 'outbound', 'ai', 'reply',
           v_entry ->> 'body', 'sent', p ->> 'provider', v_entry ->> 'provider_sid', p_now, p_now, p_now
    from public.sms_conversations v where v.id = v_conversation;
    update public.sms_conversations set last_outbound_at = p_now, updated_at = p_now
    where id = v_conversation;
    v_recorded := v_recorded + 1;
  end loop;
  if v_conversation is null then
    select v.id into v_conversation from public.sms_conversations v
    where v.lead_phone = p ->> 'from' and v.our_number = p ->> 'to'
    order by v.ended_at is null desc, v.created_at desc limit 1;
  end if;
  v_lead := private.lead_of_line(p ->> 'from');
  return jsonb_build_object('recorded', v_recorded, 'conversation_id', v_conversation, 'lead_id', v_lead);
end;
$$;

-- A webhook of which nothing else is kept. Returns whether it is new.
create function public.note_webhook(
  p_provider text, p_kind text, p_key text, p_result text, p_now timestamptz
) returns boolean
language sql security definer set search_path = '' as $$
  select private.receipt(p_provider, p_kind, p_key, p_result, p_now);
$$;

-- The last time each of these kinds of webhook came in: {"twilio/text_inbound": moment, …}. One
-- look into an index for each, since receipts are many.
create index webhook_receipts_of_kind on public.webhook_receipts (provider, kind, last_received_at desc);
create function public.webhook_times(p_names text[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(n.name, t.at), '{}')
  from unnest(p_names) as n (name)
  cross join lateral (
    select r.last_received_at as at from public.webhook_receipts r
    where r.provider = split_part(n.name, '/', 1) and r.kind = split_part(n.name, '/', 2)
    order by r.last_received_at desc limit 1) t;
$$;

-- Every block of a number, lifted ones too; by its hash, which outlives the lead.
create function public.suppressions_by_phone(p_phone text) returns setof public.suppressions
language sql stable security definer set search_path = '' as $$
  select s.* from public.suppressions s
  where s.phone_hash = private.phone_hash(p_phone) order by s.id desc;
$$;

create index messages_of_lead on public.sms_messages (lead_id, created_at desc);

select private.close_functions();
