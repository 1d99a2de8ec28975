-- Why nothing automatic may leave for a number: null, or the reason. p_channel: text | call. Words
-- of a call are judged after the call; an answer to a text does not wait for that.
--
-- A lead's words may refuse contact. Rules decide the certain cases when the text arrives; a model
-- judges every other text, and until then nothing automatic leaves for the number. A person decides
-- what the model cannot.
create function private.words_not_judged(p_phone text, p_channel text, p_now timestamptz) returns text
language plpgsql stable security definer set search_path = '' set enable_seqscan = off set jit = off as $$
declare
  v_verdict text;
begin
  select m.refusal_verdict into v_verdict from public.sms_messages m
  where m.lead_phone = p_phone and m.refusal_verdict in ('pending', 'unclear')
  order by m.refusal_verdict desc limit 1;
  if found then
    return case v_verdict
      when 'unclear' then 'Nobody is sure whether a text of the lead refuses contact: a person has to say.'
      else 'A text of the lead has not been judged yet: it may refuse contact.' end;
  end if;
  if p_channel = 'call' and exists (
    select 1 from public.calls c
    where c.lead_phone = p_phone and c.ended_at > p_now - interval '14 days'
      and exists (select 1 from public.conversation_transcripts t
                  where t.call_sid = c.call_sid and t.role = 'user')
      -- A failed analysis has judged nothing.
      and not exists (select 1 from public.conversation_analyses a
                      where a.call_id = c.id and a.decided_by <> 'nobody')) then
    return 'What the lead said in a call has not been judged yet: it may refuse contact.';
  end if;
  return null;
end;
$$;
