-- A lead's texts, calls, decisions, analyses and appointments up to a moment: some of the newest of
-- each.
create function private.story_of_contacts(
  p_lead_id bigint, p_to timestamptz, p_limit integer
) returns table (at timestamptz, kind text, key text, told jsonb)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
begin
  return query (
    select c.created_at, 'call', private.story_key(3, c.id::text), to_jsonb(c) from public.calls c
    where c.lead_id = p_lead_id and c.created_at <= p_to order by c.created_at desc limit p_limit);
  return query (
    select m.created_at, 'text', private.story_key(4, m.message_id::text), to_jsonb(m)
    from public.sms_messages m
    where m.lead_id = p_lead_id and m.created_at <= p_to order by m.created_at desc limit p_limit);
  return query (
    select d.at, 'decision', private.story_key(5, d.id::text), to_jsonb(d) from public.contact_decisions d
    where d.lead_id = p_lead_id and d.at <= p_to order by d.id desc limit p_limit);
  return query (
    select a.created_at, 'analysis', private.story_key(6, a.id::text), to_jsonb(a)
    from public.conversation_analyses a
    where a.lead_id = p_lead_id and a.created_at <= p_to order by a.created_at desc limit p_limit);
  return query (
    select b.created_at, 'appointment', private.story_key(7, b.id::text), to_jsonb(b)
    from public.appointments b
    where b.lead_id = p_lead_id and b.created_at <= p_to order by b.created_at desc limit p_limit);
end;
$$;
