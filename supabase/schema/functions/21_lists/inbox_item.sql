-- One inbox row with everything that is shown of it: also where the searched words were said in it.
create function private.inbox_item(
  p_kind text, p_id uuid, p_rank integer, p_at timestamptz, p_reader uuid, p_query tsquery
) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_call public.calls;
  v_talk public.sms_conversations;
  v_analysis public.conversation_analyses;
  v_asks_since timestamptz;
begin
  if p_kind = 'conversation' then
    select * into v_talk from public.sms_conversations where id = p_id;
  elsif p_kind = 'call' then
    select * into v_call from public.calls where id = p_id;
    v_asks_since := case when v_call.ended_at is null and v_call.transfer_result is distinct from 'completed'
      then v_call.person_asked_at end;
  else
    select * into v_analysis from public.conversation_analyses where id = p_id;
    select * into v_talk from public.sms_conversations where id = v_analysis.conversation_id;
    select * into v_call from public.calls where id = v_analysis.call_id;
  end if;
  return jsonb_build_object(
    'kind', p_kind, 'id', p_id, 'rank', p_rank, 'at', p_at,
    'reason', case p_kind when 'analysis' then 'nobody_could_tell'
      when 'conversation' then private.why_person(v_talk)
      else case when v_asks_since is not null then 'call_asks_for_person' end end,
    'waits_since', case p_kind when 'analysis' then v_analysis.created_at
      when 'conversation' then private.person_since(v_talk) else v_asks_since end,
    'lead', (select to_jsonb(l) from public.leads l
      where l.id = coalesce(v_talk.lead_id, v_call.lead_id, v_analysis.lead_id)),
    'conversation', case when v_talk.id is not null then to_jsonb(v_talk) end,
    'last_message', (select to_jsonb(m) from public.sms_messages m
      where m.conversation_id = v_talk.id and m.seq is not null order by m.seq desc limit 1),
    'unread', case when v_talk.id is null then 0 else private.unread_by(v_talk, p_reader) end,
    'call', case when v_call.id is not null then to_jsonb(v_call) end,
    'last_turn', (select to_jsonb(t) - 'call_id' from public.conversation_transcripts t
      where t.call_sid = v_call.call_sid order by t.seq desc limit 1),
    'analysis', case when v_analysis.id is not null then to_jsonb(v_analysis) end,
    'need', (select jsonb_build_object('id', n.id, 'since', n.since, 'assigned_to', n.assigned_to,
        'assigned_name', u.name, 'nobody_online', n.nobody_online)
      from public.person_needs n left join public.users u on u.id = n.assigned_to
      where n.kind = p_kind and n.subject_id = p_id and n.ended_at is null),
    'enrollment', (select to_jsonb(e) from public.sms_campaign_enrollments e
      where e.lead_phone = coalesce(v_talk.lead_phone, v_call.lead_phone) and private.is_live(e.status)
      order by e.status, e.id desc limit 1),
    'said', private.said_there(v_talk.id, v_call.call_sid, p_query));
end;
$$;
