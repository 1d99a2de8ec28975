-- Adds a note. p: {id, lead_id?, conversation_id?, call_id?, body, actor}. Without a lead it is
-- that of the conversation or call. The same id again is the same note. Returns {result: added |
-- already | no_lead, note?}.
create function public.add_note(p jsonb, p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_talk uuid := (p ->> 'conversation_id')::uuid;
  v_call uuid := (p ->> 'call_id')::uuid;
  v_lead bigint := (p ->> 'lead_id')::bigint;
  v_note public.notes;
begin
  select * into v_note from public.notes n where n.id = (p ->> 'id')::uuid;
  if found then
    return jsonb_build_object('result', 'already', 'note', to_jsonb(v_note));
  end if;
  v_lead := coalesce(v_lead, (select v.lead_id from public.sms_conversations v where v.id = v_talk),
    (select c.lead_id from public.calls c where c.id = v_call));
  -- Lead, conversation and call must belong together; the lead is locked so that it is not deleted
  -- meanwhile.
  perform 1 from public.leads l where l.id = v_lead for share;
  if not found
     or (v_talk is not null and not exists (
       select 1 from public.sms_conversations v where v.id = v_talk and v.lead_id = v_lead))
     or (v_call is not null and not exists (
       select 1 from public.calls c where c.id = v_call and c.lead_id = v_lead)) then
    return jsonb_build_object('result', 'no_lead');
  end if;
  insert into public.notes (
    id, lead_id, conversation_id, call_id, author_id, author_name, body, created_at)
  values ((p ->> 'id')::uuid, v_lead, v_talk, v_call, (p -> 'actor' ->> 'id')::uuid,
          p -> 'actor' ->> 'name', p ->> 'body', p_now)
  returning * into v_note;
  perform private.note_activity(p -> 'actor', 'note_added', 'note', v_note.id::text, p_now, '{}', v_lead);
  return jsonb_build_object('result', 'added', 'note', to_jsonb(v_note));
end;
$$;
