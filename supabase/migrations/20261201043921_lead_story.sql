-- By hand: nothing of tables changes.

-- From supabase/schema/functions and domain/lives.ts, by "npm run migration". Do not edit.

-- Where something stands among what happened at the same moment: the cause before what it led to.
create or replace function private.story_key(p_rank integer, p_id text) returns text
language sql immutable set search_path = '' as $$
  select lpad(p_rank::text, 2, '0') || ':' || lpad(p_id, 36, '0');
$$;

-- What was said, tried, judged and booked with a lead, up to a moment: some of the newest of each.
create or replace function private.story_of_contacts(
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

-- What became of a lead itself, up to a moment: where it came from, what it agreed to and took back, its
-- campaigns, who answered it, what was written about it. p_talk: only who answered in this conversation,
-- and no note of another one.
create or replace function private.story_of_lead(
  p_lead_id bigint, p_talk uuid, p_to timestamptz, p_limit integer
) returns table (at timestamptz, kind text, key text, told jsonb)
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_phone text := (select l.phone from public.leads l where l.id = p_lead_id);
begin
  return query
    select l.created_at, 'arrival', private.story_key(0, l.id::text),
      jsonb_build_object('lead_id', l.id, 'source', l.source, 'external_id', l.external_id)
    from public.leads l where l.id = p_lead_id and l.created_at <= p_to;
  return query (
    select t.at, 'consent', private.story_key(1, t.event || k.id), jsonb_build_object('event', t.event, 'consent', to_jsonb(k))
    from public.consents k
    cross join lateral (values ('given', k.at), ('revoked', k.revoked_at)) t (event, at)
    where k.phone = v_phone and t.at <= p_to order by t.at desc limit p_limit);
  return query (
    select e.enrolled_at, 'enrollment', private.story_key(2, e.id::text), to_jsonb(e)
    from public.sms_campaign_enrollments e
    where e.lead_id = p_lead_id and e.enrolled_at <= p_to order by e.enrolled_at desc limit p_limit);
  return query (
    select o.at, 'ownership', private.story_key(8, o.id::text), to_jsonb(o)
    from public.sms_conversations v join public.ownership_changes o on o.conversation_id = v.id
    where v.lead_id = p_lead_id and v.id = coalesce(p_talk, v.id) and o.at <= p_to
    order by o.at desc limit p_limit);
  return query (
    select n.created_at, 'note', private.story_key(9, n.id::text), to_jsonb(n) from public.notes n
    where n.lead_id = p_lead_id and n.created_at <= p_to
      and (p_talk is null or n.conversation_id is null or n.conversation_id = p_talk)
    order by n.created_at desc limit p_limit);
  return query (
    select t.at, 'suppression', private.story_key(10, t.event || s.id),
      jsonb_build_object('event', t.event, 'suppression', to_jsonb(s) - 'phone_hash')
    from public.suppressions s
    cross join lateral (values ('added', s.created_at), ('lifted', s.lifted_at)) t (event, at)
    where s.phone_hash = private.phone_hash(v_phone) and t.at <= p_to order by t.at desc limit p_limit);
end;
$$;

-- The story of a lead, newest first. p: {lead_id, limit, before?: {at, key}}, or in place of the lead {conversation_id}:
-- then what stands between the texts of that conversation, and no texts, calls and decisions. Returns [{at,
-- kind, key, told}], or null: there is no such conversation.
create or replace function public.lead_story(p jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_limit integer := (p ->> 'limit')::integer;
  v_talk uuid := (p ->> 'conversation_id')::uuid;
  v_lead bigint := (p ->> 'lead_id')::bigint;
  v_at timestamptz := coalesce((p -> 'before' ->> 'at')::timestamptz, 'infinity');
  v_key text := coalesce(p -> 'before' ->> 'key', 'zz');
begin
  if v_talk is not null then
    select v.lead_id into v_lead from public.sms_conversations v where v.id = v_talk;
    if not found then
      return null;
    end if;
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(page) order by page.at desc, page.key desc), '[]') from (
      select s.at, s.kind, s.key, s.told from (
        -- One more of each than may be left out for standing at the moment of the page before.
        select * from private.story_of_contacts(v_lead, v_at, v_limit + 100) c
        where v_talk is null or (c.kind in ('analysis', 'appointment') and c.told ->> 'conversation_id' = v_talk::text)
        union all
        select * from private.story_of_lead(v_lead, v_talk, v_at, v_limit + 100)) s
      where (s.at, s.key) < (v_at, v_key)
      order by s.at desc, s.key desc limit v_limit) page);
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
