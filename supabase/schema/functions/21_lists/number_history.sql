-- Who a number is: by the last conversation or call since p_since, and by the table of leads, with
-- what an agent should know. p_lead_id: a lead that is known to be meant, whatever the number.
-- Returns {ours, by_contact, by_lead, texts, calls, appointments}, the leads as rows or null;
-- `ours`: it is one of our own numbers and no lead.
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
  -- Where several people share a number, nobody knows who calls; the last call to one of them
  -- proves nothing.
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
          and private.was_said(x.delivery_status)
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
