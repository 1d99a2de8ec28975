-- The story of a lead, newest first. p: {lead_id, limit, before?: {at, key}}, or {conversation_id}
-- instead of the lead: then the entries between the texts of that conversation, without texts,
-- calls and decisions. Returns [{at, kind, key, told}]; null: there is no such conversation.
create function public.lead_story(p jsonb) returns jsonb
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
        -- One more of each kind than may be left out because it has the time of the page before.
        select * from private.story_of_contacts(v_lead, v_at, v_limit + 100) c
        where v_talk is null or (c.kind in ('analysis', 'appointment') and c.told ->> 'conversation_id' = v_talk::text)
        union all
        select * from private.story_of_lead(v_lead, v_talk, v_at, v_limit + 100)) s
      where (s.at, s.key) < (v_at, v_key)
      order by s.at desc, s.key desc limit v_limit) page);
end;
$$;
