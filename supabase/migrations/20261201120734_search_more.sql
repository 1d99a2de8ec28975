-- By hand: what becomes of tables, so that they are as supabase/schema/tables says. With a new table
-- belongs: select private.close_tables();

-- From supabase/schema/functions, and from the domain, by "npm run migration". Do not edit.

-- Whether fewer than so many of the 2,000 newest texts have these words.
create or replace function private.is_rare_in_texts(p_query tsquery, p_count integer) returns boolean
language sql stable set search_path = '' as $$
  select p_count > (
    select count(*) from (
      select from (select m.body from public.sms_messages m order by m.created_at desc limit 2000) n
      where to_tsvector('simple', coalesce(n.body, '')) @@ p_query limit p_count) f);
$$;

-- Whether fewer than so many of the 2,000 newest turns of calls have these words.
create or replace function private.is_rare_in_turns(p_query tsquery, p_count integer) returns boolean
language sql stable set search_path = '' as $$
  select p_count > (
    select count(*) from (
      select from (
        select t.content from public.conversation_transcripts t order by t.timestamp desc limit 2000) n
      where to_tsvector('simple', n.content) @@ p_query limit p_count) f);
$$;

-- The newest texts and turns with these words, as private.words_query reads them. Only what was said: no
-- text that is planned or was taken back, and nothing of a lead that was deleted. Words that stand often
-- among the newest are looked for from the newest on; rare ones in the index of words, since the planner
-- cannot know how rare the beginning of a word is. `offset 0` has it find them all before it sorts them.
create or replace function public.search_words(p_q text, p_limit integer)
returns table (
  kind text, conversation_id uuid, call_id uuid, lead_id bigint, lead_name text, lead_phone text,
  seq integer, said_by text, words text, at timestamptz)
language plpgsql stable security definer
set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_query tsquery := private.words_query(p_q);
begin
  if v_query is null then
    return;
  end if;
  return query execute format(
    'select s.kind, s.conversation_id, s.call_id, s.lead_id, l.name, l.phone, s.seq, s.said_by, s.words, s.at
     from (
       (select ''text'' as kind, m.conversation_id, null::uuid as call_id, m.lead_id, m.seq,
          m.author::text as said_by, m.body as words, m.created_at as at
        from (select * from public.sms_messages m
          where to_tsvector(''simple'', coalesce(m.body, '''')) @@ %1$L::tsquery %3$s) m
        where m.seq is not null and m.lead_id is not null
          and m.delivery_status not in (''pending'', ''held'', ''canceled'', ''suppressed'')
        order by m.created_at desc, m.message_id desc limit %2$L)
       union all
       (select ''call'', null, t.call_id, t.lead_id, t.seq, t.role::text, t.content, t.timestamp
        from (select * from public.conversation_transcripts t
          where to_tsvector(''simple'', t.content) @@ %1$L::tsquery %4$s) t
        where t.role <> ''system'' and t.call_id is not null and t.lead_id is not null
        order by t.timestamp desc limit %2$L)) s
     join public.leads l on l.id = s.lead_id
     order by s.at desc, s.seq desc limit %2$L',
    v_query, p_limit,
    case when private.is_rare_in_texts(v_query, p_limit) then 'offset 0' end,
    case when private.is_rare_in_turns(v_query, p_limit) then 'offset 0' end);
end;
$$;

select private.close_functions();

-- By hand again: what needs those functions, such as a trigger.
