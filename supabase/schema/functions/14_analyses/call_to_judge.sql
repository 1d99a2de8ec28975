-- A call with everything that its analysis needs, in one read: {call, lead, earlier: the previous
-- analysis, turns, booked, model_rests}, or null. `booked`: an appointment was made in it.
create function public.call_to_judge(p_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'call', to_jsonb(c) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = c.lead_id),
    'earlier', (select to_jsonb(a) from public.conversation_analyses a where a.call_id = c.id),
    'turns', coalesce((
      select jsonb_agg(to_jsonb(t) order by t.seq)
      from public.conversation_transcripts t where t.call_sid = c.call_sid), '[]'),
    'booked', c.lead_id is not null and exists (
      select 1 from public.appointments b where b.call_id = c.id and b.lead_id = c.lead_id),
    'model_rests', private.model_rests())
  from public.calls c where c.id = p_id;
$$;
