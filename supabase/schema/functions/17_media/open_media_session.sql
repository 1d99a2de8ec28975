-- Uses up the token and returns what the conversation starts from, or null: {call, lead, agent,
-- turns: [{seq, role, content}], history: [{at, outcome, summary}], texts: [{at, author, body}]:
-- the newest, oldest first, appointments: [{starts_at}]}.
create function public.open_media_session(p_call_sid text, p_token_hash text, p_now timestamptz)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call public.calls;
begin
  update public.calls
  set stream_token_hash = null, stream_token_expires_at = null,
      streams_opened = streams_opened + 1, stream_tries = 0, stream_open_since = p_now,
      next_check_at = p_now + make_interval(secs => 60 + coalesce(
        (select a.max_seconds from public.agents a where a.id = agent_id), 900)),
      updated_at = p_now
  where call_sid = p_call_sid and stream_token_hash = p_token_hash
    and stream_token_expires_at > p_now and private.is_live(status)
  returning * into v_call;
  if not found then
    return null;
  end if;
  return jsonb_build_object(
    'call', to_jsonb(v_call) - 'stream_token_hash',
    'lead', (select to_jsonb(l) from public.leads l where l.id = v_call.lead_id),
    'agent', (select to_jsonb(a) from public.agents a where a.id = v_call.agent_id),
    'turns', coalesce((
      select jsonb_agg(jsonb_build_object('seq', t.seq, 'role', t.role, 'content', t.content) order by t.seq)
      from public.conversation_transcripts t where t.call_sid = p_call_sid), '[]'),
    'history', coalesce((
      select jsonb_agg(h) from (
        select a.created_at as at, a.channel, a.outcome, a.summary
        from public.conversation_analyses a
        where a.lead_id = v_call.lead_id and a.call_id is distinct from v_call.id
        order by a.created_at desc limit 10) h), '[]'),
    'texts', coalesce((
      select jsonb_agg(jsonb_build_object('at', x.at, 'author', x.author, 'body', x.body) order by x.at, x.seq)
      from (
        select coalesce(m.sent_at, m.created_at) as at, m.author, m.body, m.seq
        from public.sms_messages m
        where m.lead_id = v_call.lead_id and m.seq is not null and m.body is not null
          and private.was_said(m.delivery_status)
        order by m.created_at desc limit 20) x), '[]'),
    'appointments', coalesce((
      select jsonb_agg(jsonb_build_object('starts_at', p.starts_at) order by p.starts_at)
      from public.appointments p where p.lead_id = v_call.lead_id and p.starts_at > p_now), '[]')
  );
end;
$$;
