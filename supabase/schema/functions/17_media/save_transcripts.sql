-- Stores turns [{seq, role, content, heard, generated?, reply_ms?, at}]; a turn that is stored again is
-- corrected. The lead is found by call_sid, else by the other party of the call's row, or of its
-- events where there is no row; else the words are stored without a lead. A lead that is known to
-- have had the call keeps it. p_heard: what was heard by then, as for tell_heard. Without turns it
-- links no lead. Returns {saved, lead_id?, linked_by: call_sid | phone | null, link_skipped?:
-- true}: skipped where the lead is linked to a call that is still live.
create function public.save_transcripts(
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
