-- A conversation with its newest p_limit texts that were sent or received, in order of seq:
-- {conversation, lead, messages: [{seq, author, body, media, opt_out, refusal_verdict, at}],
-- judged_at, judged_status, booked, stands, model_rests}, or null. `booked`: an appointment was
-- made in it; `stands`: the outcome that nothing in the words replaces.
create function public.text_case(p_id uuid, p_limit integer) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(v),
    'lead', (select to_jsonb(l) from public.leads l where l.id = v.lead_id),
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object('seq', m.seq, 'author', m.author, 'body', m.body,
        'media', m.media, 'opt_out', m.opt_out, 'refusal_verdict', m.refusal_verdict, 'at', coalesce(m.sent_at, m.created_at)) order by m.seq)
      from (
        select * from public.sms_messages x
        where x.conversation_id = v.id and x.seq is not null
          and x.delivery_status in ('received', 'sending', 'unknown', 'queued', 'sent', 'delivered')
        order by x.seq desc limit p_limit) m), '[]'),
    'judged_at', a.updated_at,
    'judged_status', a.status,
    'booked', exists (select 1 from public.appointments b where b.conversation_id = v.id),
    'stands', private.standing_outcome(v),
    'model_rests', private.model_rests())
  from public.sms_conversations v
  left join public.conversation_analyses a on a.conversation_id = v.id
  where v.id = p_id;
$$;
