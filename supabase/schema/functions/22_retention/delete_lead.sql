-- Deletes a lead and everything that was said and written, under each of its numbers. The
-- suppression, the proof of consent without the person, and bare facts of calls without the number
-- stay. A live call refuses it: hang up first. p_actor: who does it, null: nobody who is named. Returns
-- {deleted, reason}.
create function public.delete_lead(p_id bigint, p_now timestamptz, p_actor jsonb default null)
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
